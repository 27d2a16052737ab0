/** The fuzzer itself: it goes where only counters lead it, tells findings apart, and does the same again. */
import assert from "node:assert/strict";
import { Coverage } from "./coverage.js";
import { Fuzzer } from "./fuzzer.js";
import { instrument } from "./instrument.js";
import { type Rest } from "./rest.js";
import { type Target } from "./target.js";

/** Eight octets in a row lead to one mistake, four to another: by chance alone one in 5^8 and 5^4. */
const MODULE = `
function run(octets) {
  for (let i = 0; i < 8; i++) {
    if (octets[i] < 205) {
      if (i === 4) throw new Error("shallow");
      return;
    }
  }
  throw new Error("deep");
}`;

const RUNS = 20_000;

/** After `runs` executions from `seed`. */
function fuzzed(seed: number, runs: number): { fuzzer: Fuzzer; coverage: Coverage } {
  const coverage = new Coverage();
  const { code } = instrument(MODULE, "toy.js");
  const run = (new Function(`${code}\nreturn run;`) as () => (octets: Uint8Array) => void)();
  const target: Target = {
    name: "toy",
    promise: "none",
    isText: false,
    mostOctets: 8,
    shortRuns: runs,
    run: (input: Rest) => run(input.octets(8)),
  };
  const fuzzer = new Fuzzer(target, coverage, seed);
  fuzzer.seed([]);
  while (fuzzer.executions < runs) fuzzer.step();
  return { fuzzer, coverage };
}

describe("the fuzzer", () => {
  for (const seed of [1, 2, 3])
    it(`finds what eight octets in a row lead to, each mistake once (seed ${seed})`, () => {
      const { fuzzer, coverage } = fuzzed(seed, RUNS);
      const messages = fuzzer.findings.map(({ error }) => (error as Error).message).sort();
      assert.deepEqual(messages, ["deep", "shallow"]);
      assert.deepEqual(coverage.blocks(), { entered: 4, all: 4 });
      assert.deepEqual(coverage.functions(), { entered: 1, all: 1 });
    });

  it("does the same again: a finding has a number", () => {
    const [one, other] = [fuzzed(1, RUNS), fuzzed(1, RUNS)].map(({ fuzzer }) =>
      fuzzer.findings.map(({ input, number }) => [...input, number]),
    );
    assert.deepEqual(one, other);
  });

  it("keeps the few inputs that go everywhere", () => {
    const { fuzzer } = fuzzed(1, RUNS);
    const kept = fuzzer.least(40);
    assert.ok(kept.length <= 4 && kept.length < fuzzer.corpus.length, `${kept.length}`);
    assert.deepEqual(fuzzer.least(1).length, 1);
  });
});
