/** The scenarios as they are run and reported; what is to be reached in them is tested elsewhere. */
import assert from "node:assert/strict";
import { SECOND } from "../../src/time/fixed.js";
import { Chance } from "./chance.js";
import { constant } from "./course.js";
import { always, type Delay } from "./delay.js";
import { drawFactors, moved } from "./moved.js";
import { PEERS } from "./peers.js";
import { caseLines, movedLine, shortfalls } from "./report.js";
import { runScenario, type Outcome } from "./scenario.js";
import { POLLS, SCENARIOS } from "./scenarios.js";
import { traceOf } from "./trace.js";

const SEED = 1;
const SHORT = { seconds: 1500, settling: 500 };

function average(delay: Delay, second: number): number {
  const chance = new Chance(SEED, "delay");
  let sum = 0;
  for (let i = 0; i < 20_000; i++) sum += delay(chance, second);
  return sum / 20_000;
}

describe("scenarios", () => {
  // Offset in ms, frequency in ppm, each way's mean delay in ms at second 0 and second 450.
  const table = [
    { name: "S1", seconds: 50_000, offset: 1, walk: 1e-9, ppm: 10, there: [0.12, 0.12], back: 0.12 },
    { name: "S2", seconds: 50_000, offset: 10, walk: 1e-9, ppm: 10, there: [22, 22], back: 22 },
    { name: "S3", seconds: 50_000, offset: 20, walk: 1e-8, ppm: 30, there: [5, 5], back: 5 },
    { name: "S4", seconds: 50_000, offset: 10, walk: 1e-9, ppm: 10, there: [8.5, 28.5], back: 8.5 },
    { name: "S5", seconds: 50_000, offset: 1, walk: 1e-9, ppm: 10, there: [0.6, 0.6], back: 0.6 },
    { name: "S6", seconds: 20_000, offset: 60, walk: 1e-9, ppm: 100, there: [1.2, 1.2], back: 1.2 },
  ];
  for (const { name, seconds, offset, walk, ppm, there, back } of table)
    it(`${name} is as it is defined (seed ${SEED})`, () => {
      const scenario = SCENARIOS.find(one => one.name === name)!;
      assert.deepEqual([scenario.seconds, scenario.settling, scenario.walk], [seconds, 10_000, walk]);
      assert.equal(scenario.offset, offset * 1e-3);
      assert.equal(Math.round(scenario.frequency(0) * 1e12), ppm * 1e6);
      for (const [i, second] of [0, 450].entries()) {
        const ratio = average(scenario.there, second) / (there[i] * 1e-3);
        assert.ok(Math.abs(ratio - 1) < 0.05, `there at ${second}: ${ratio}`);
      }
      const ratio = average(scenario.back, 450) / (back * 1e-3);
      assert.ok(Math.abs(ratio - 1) < 0.05, `back: ${ratio}`);
    });

  it("S4's bursts come for two minutes in the middle of each quarter of an hour", () => {
    const { there } = SCENARIOS.find(one => one.name === "S4")!;
    const isBurst = (second: number): boolean => average(there, second) > 0.018;
    assert.deepEqual([389, 390, 510, 511, 900 + 450].map(isBurst), [false, true, true, false, true]); // prettier-ignore
  });

  it("S5's temperature goes round in an hour", () => {
    const { frequency } = SCENARIOS.find(one => one.name === "S5")!;
    const ppm = [0, 900, 1800, 2700].map(second => Math.round(frequency(second) * 1e9) / 1e3);
    assert.deepEqual(ppm, [10, 13, 10, 7]);
  });

  it("the client starts as far off as said, and synchronizes to the server (seed 1)", () => {
    const [s1] = SCENARIOS;
    const { probe, requests, samples } = runScenario({ ...s1, ...SHORT }, POLLS[0], SEED);
    assert.equal(probe.errors[0], Math.round(s1.offset * SECOND));
    assert.ok(probe.invariant.synchronizedAt > 0 && probe.invariant.synchronizedAt < 30);
    assert.equal(probe.strata[SHORT.seconds], 2);
    assert.ok(requests >= 25 && requests < 120, `${requests}`);
    assert.equal(samples.length, requests);
  });

  it("what is measured against the counter is off by no more than half the round trip (seed 1)", () => {
    for (const scenario of SCENARIOS) {
      const { oscillator, samples } = runScenario({ ...scenario, ...SHORT }, POLLS[0], SEED);
      for (const { at, delay, offset } of samples) {
        const error = offset + oscillator.ahead(Math.floor(at));
        assert.ok(Math.abs(error) <= delay / 2 + 200e-6 * SECOND, `${scenario.name} at ${at}: ${error}`);
      }
    }
  });

  it("each way has the delay that is meant for it", () => {
    const scenario = { ...SCENARIOS[0], ...SHORT, frequency: constant(0), walk: 0, there: always(0.25), back: always(0.5) }; // prettier-ignore
    const { samples } = runScenario(scenario, POLLS[0], SEED);
    for (const { offset, delay } of samples) assert.deepEqual([offset, delay], [-SECOND / 8, 0.75 * SECOND]);
  });

  it("the same seed gives the same trace, another seed another one", () => {
    const trace = (seed: number): string =>
      traceOf(runScenario({ ...SCENARIOS[3], ...SHORT }, POLLS[0], seed).probe);
    assert.equal(trace(SEED), trace(SEED));
    assert.notEqual(trace(SEED), trace(SEED + 1));
  });

  it("moved, each figure is within a fifth of what it was", () => {
    for (let seed = 0; seed < 50; seed++) {
      const factors = drawFactors(new Chance(seed, "factors"));
      for (const factor of Object.values(factors) as number[]) assert.ok(factor > 0.8 && factor < 1.2);
    }
    const by = { frequency: 0.9, walk: 1.1, offset: 0.8, delay: 1.2 };
    const [s1] = SCENARIOS;
    const other = moved(s1, by);
    const chance = (): Chance => new Chance(SEED, "way");
    assert.equal(other.frequency(0), s1.frequency(0) * 0.9);
    assert.deepEqual([other.walk, other.offset], [s1.walk * 1.1, s1.offset * 0.8]);
    assert.equal(other.there(chance(), 0), s1.there(chance(), 0) * 1.2);
    assert.equal(other.back(chance(), 0), s1.back(chance(), 0) * 1.2);
  });
});

describe("report", () => {
  const run = (seed: number): Outcome => runScenario({ ...SCENARIOS[0], ...SHORT }, POLLS[1], seed);
  const outcomes = [1, 2, 3].map(run);
  const withRms = (...all: readonly number[]): Outcome[] =>
    all.map((rms, i) => ({ ...outcomes[i], figures: { ...outcomes[i].figures, rms } }));

  it("has a median for each figure, beside other programs' where there is one", () => {
    const lines = caseLines(withRms(82e-6, 50e-6, 900e-6));
    const cells = lines.map(line => line.trim().split(/\s{2,}/));
    assert.match(lines[0], /^S1, polls 6-10 +RMS µs/);
    assert.deepEqual(cells.slice(1, 5).map(([name, rms]) => [name, rms]), [["xs-ntp", "82"], ["chrony", "41"], ["ratio", "2.00"], ["ntpd", "222"]]); // prettier-ignore
    assert.match(lines[5], /^ {2}error at most 0\.\d+ of the claim \(seed [123], second \d+\)$/);
  });

  it("stands alone where nobody else was measured", () => {
    const lines = caseLines([runScenario({ ...SCENARIOS[0], ...SHORT }, { min: 5, max: 5 }, SEED)]);
    assert.equal(lines.some(line => /chrony|ratio|ntpd/.test(line)), false); // prettier-ignore
    assert.match(lines[1], /^ {2}xs-ntp/);
  });

  it("says where the aims are missed, at 0.8 of chrony's RMS", () => {
    const missed = (rms: number): boolean =>
      shortfalls(withRms(rms, rms, rms)).some(line => line.startsWith("S1, polls 6-10: RMS"));
    assert.deepEqual([0.79, 0.81].map(part => missed(part * 41e-6)), [false, true]); // prettier-ignore
  });

  it("says which claims were too small", () => {
    const [outcome] = withRms(1.5e-6);
    outcome.probe.invariant.check(7, 2 * SECOND, SECOND, 2);
    assert.match(movedLine(outcome, { frequency: 1, walk: 1, offset: 1, delay: 1.1 }), /delay 1\.10: RMS 1\.5 µs.*2\.000 of the claim.*CLAIM TOO SMALL in 1 of 1/); // prettier-ignore
  });

  it("knows all six scenarios of chrony and ntpd", () => {
    for (const { name } of SCENARIOS)
      for (const peer of ["chrony", "ntpd"] as const)
        for (const figures of PEERS[name][peer]) assert.ok(figures.rms > 0 && figures.max > figures.rms);
  });
});
