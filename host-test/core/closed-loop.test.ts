/** The clock as a whole, against the truth: filter, selection, discipline and software clock in a loop. */
import assert from "node:assert/strict";
import { ClockState } from "../../src/core/system.js";
import { type Chance } from "../support/chance.js";
import { run, scenario, Way, type Outcome, type Scenario } from "../support/closed-loop.js";

const us = (seconds: number): string => `${(seconds * 1e6).toFixed(1)} µs`;
const below = (actual: number, limit: number, what: string): void =>
  assert.ok(actual <= limit, `${what} ${us(actual)}, not ${us(limit)}`);
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];
const SEEDS = [1, 2, 3, 4, 5];

describe("closed loop", () => {
  // Medians over the seeds; limits in µs and ppb, a quarter above what was measured over ten seeds.
  const scenarios = [
    { name: "S1", min: 4, max: 6, rms: 7, most: 30, ppb: 90, toMillisecond: 10 },
    { name: "S1", min: 6, max: 10, rms: 22, most: 90, ppb: 90, toMillisecond: 10 },
    { name: "S2", min: 4, max: 6, rms: 180, most: 500, ppb: 1000, toMillisecond: 200 },
    { name: "S2", min: 6, max: 10, rms: 560, most: 1500, ppb: 600, toMillisecond: 500 },
    { name: "S3", min: 4, max: 6, rms: 420, most: 1200, ppb: 2000, toMillisecond: 300 },
    { name: "S3", min: 6, max: 10, rms: 2000, most: 5500, ppb: 1700, toMillisecond: 600 },
    { name: "S4", min: 4, max: 6, rms: 110, most: 350, ppb: 700, toMillisecond: 80 },
    { name: "S5", min: 4, max: 6, rms: 90, most: 500, ppb: 1900, toMillisecond: 10 },
    { name: "S5", min: 6, max: 10, rms: 120, most: 800, ppb: 1900, toMillisecond: 10 },
    { name: "S6", min: 4, max: 6, rms: 42, most: 110, ppb: 300, toMillisecond: 30 },
    { name: "S6", min: 6, max: 10, rms: 130, most: 280, ppb: 220, toMillisecond: 150 },
  ] as const;
  for (const { name, min, max, rms, most, ppb, toMillisecond } of scenarios)
    it(`${name} at polls ${min} to ${max} (seeds ${SEEDS.join(", ")})`, () => {
      const outcomes = SEEDS.map(seed => run(scenario(name, min, max), seed));
      const of = (value: (outcome: Outcome) => number): number => median(outcomes.map(value));
      below(of(outcome => outcome.rms), rms * 1e-6, "RMS"); // prettier-ignore
      below(of(outcome => outcome.max), most * 1e-6, "maximum"); // prettier-ignore
      const frequency = of(outcome => outcome.rmsFrequency) * 1e9;
      assert.ok(frequency <= ppb, `${frequency} ppb, not ${ppb}`);
      const first = of(outcome => outcome.toMillisecond);
      assert.ok(first <= toMillisecond, `within a millisecond after ${first} s, not ${toMillisecond}`);
      for (const outcome of outcomes) {
        assert.equal(outcome.firstCorrection, 6, "first correction with the fourth sample");
        assert.equal(outcome.wentBack, false, "never backwards");
        assert.equal(outcome.steps, 0);
      }
    });

  const lan = (chance: Chance): number => 100e-6 + 20e-6 * chance.exponential();
  const popcorn = (chance: Chance): number => (chance.uniform() < 1 / 30 ? 0.1 * chance.exponential() : 0);
  const LAN: Omit<Scenario, "minPollLog2" | "maxPollLog2"> = {
    seconds: 5000,
    walk: 1e-9,
    offset: 0,
    frequency: () => 100e-6,
    delay: lan,
    settled: 60,
  };
  // From the first minute on; `most` in ms, over all seeds.
  const cases: { name: string; is: Partial<Scenario>; most: number; most10?: number; steps?: number }[] = [
    { name: "a counter 100 ppm fast", is: {}, most: 0.1, most10: 0.5 },
    { name: "a counter 500 ppm fast", is: { frequency: () => 500e-6, walk: 0 }, most: 0.1, most10: 0.8 },
    { name: "a counter 500 ppm slow", is: { frequency: () => -500e-6, walk: 0 }, most: 0.1, most10: 0.8 },
    { name: "127 ms to pull in, ahead", is: { offset: 0.127 }, most: 0.1, most10: 0.5 },
    { name: "127 ms to pull in, behind", is: { offset: -0.127 }, most: 0.1, most10: 0.5 },
    { name: "10 s to step", is: { offset: 10 }, most: 0.1, most10: 0.5, steps: 1 },
    { name: "two years to step", is: { offset: -63e6 }, most: 0.1, most10: 0.5, steps: 1 },
    {
      name: "one packet in thirty up to half a second late",
      is: { delay: chance => lan(chance) + popcorn(chance) },
      most: 0.5,
      most10: 3,
    },
    {
      name: "20 ms of jitter each way on 20 ms",
      is: { delay: chance => 20e-3 + 20e-3 * chance.exponential(), settled: 600 },
      most: 9,
      most10: 25,
    },
    {
      name: "a route that becomes 20 ms longer",
      is: { delay: (chance, at) => lan(chance) + (at > 2000 ? 10e-3 : 0), settled: 600 },
      most: 0.5,
      most10: 3,
    },
    {
      name: "a queue on the way there for ten minutes",
      is: {
        delay: (chance, at, way) =>
          lan(chance) + (way === Way.ToServer && at > 3000 && at < 3600 ? 20e-3 * chance.exponential() : 0),
        settled: 600,
      },
      most: 1,
      most10: 3,
    },
    {
      name: "20 ppm more from one second to the next",
      is: { frequency: at => (at < 2500 ? 100e-6 : 120e-6), settled: 600 },
      most: 5,
      most10: 22,
    },
  ];
  for (const { name, is, most, most10, steps = 0 } of cases)
    for (const [min, max] of [
      [4, 6],
      [6, 10],
    ] as const)
      // prettier-ignore
      it(`${name}, at polls ${min} to ${max} (seeds ${SEEDS.join(", ")})`, () => {
        for (const seed of SEEDS) {
          const outcome = run({ ...LAN, ...is, minPollLog2: min, maxPollLog2: max }, seed);
          below(outcome.max, (min === 4 ? most : (most10 ?? most)) * 1e-3, `seed ${seed}: maximum`);
          assert.equal(outcome.steps, steps);
          assert.equal(outcome.wentBack, false);
          assert.equal(outcome.firstCorrection, 6);
          assert.equal(outcome.discipline.state, ClockState.Synchronized);
        }
      });

  it("over a perfect path and a steady counter it is right to a microsecond", () => {
    const perfect = { ...LAN, walk: 0, delay: () => 1e-4, minPollLog2: 6, maxPollLog2: 10, seconds: 50_000 };
    below(run(perfect, 1).max, 1e-6, "maximum");
  });

  it("the same seed gives the same clock, second by second", () => {
    const [one, other] = [run(scenario("S3", 4, 6), 9), run(scenario("S3", 4, 6), 9)];
    assert.deepEqual(one.errors, other.errors);
    assert.notDeepEqual(one.errors, run(scenario("S3", 4, 6), 8).errors);
  });
});
