/**
 * Every target, for a moment: the inputs that broke a promise once, and a short run of the fuzzer from a fixed seed, as
 * built. `npm run fuzz -- TARGET --seconds 600` runs one for longer.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { CORPUS, readInputs, REGRESSIONS } from "./inputs.js";
import { Rest } from "./rest.js";
import { TARGETS } from "./targets.js";

const FUZZER = "build/host-test/fuzz/main.js";

/** The figures that it prints: a failed run throws what it told. */
function fuzz(name: string, runs: number): string {
  try {
    return execFileSync(process.execPath, [FUZZER, name, "--runs", String(runs)], { encoding: "utf8" });
  } catch (error) {
    return assert.fail((error as { stdout: string }).stdout);
  }
}

describe("fuzzed", () => {
  for (const target of TARGETS) {
    const { name, promise, shortRuns } = target;
    describe(`${name}: ${promise}`, () => {
      const regressions = readInputs(`${REGRESSIONS}/${name}`);
      it(`${regressions.length} inputs that broke it once`, () => {
        for (const input of regressions) target.run(new Rest(input));
      });

      it(`${shortRuns} executions`, function () {
        this.timeout(300_000);
        const figures = fuzz(name, shortRuns);
        const [, executions, functions] = /: (\d+) executions, (\d+) of/.exec(figures) ?? [];
        this.test!.title = figures.trim();
        assert.ok(Number(executions) >= shortRuns);
        assert.ok(Number(functions) > 0, "src has counters");
      });
    });
  }

  for (const folder of [CORPUS, REGRESSIONS])
    it(`${folder} has inputs of targets alone`, () => {
      const names = existsSync(folder) ? readdirSync(folder) : [];
      assert.deepEqual(
        names.filter(name => !TARGETS.some(target => target.name === name)),
        [],
      );
    });
});
