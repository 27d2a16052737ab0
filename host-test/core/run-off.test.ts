import assert from "node:assert/strict";
import { Guess, RunOff, RunOffRecord } from "../../src/core/run-off.js";
import { MILLISECOND, PPM, scale, SECOND, type Q32, type Rate } from "../../src/time/fixed.js";
import { Chance } from "../support/chance.js";

const ms = (value: number): Q32 => Math.round(value * MILLISECOND);
const ppm = (value: number): Rate => Math.round(value * PPM);

/** 2^12 s. */
const LOG2 = 12;
const HORIZON = 4096;

interface Course {
  /** What the counter has needed until a second, the last frequency and the day's mean there. */
  readonly needed: (second: number) => Q32;
  readonly last: (second: number) => Rate;
  readonly mean: (second: number) => Rate;
}

/** Rehearses `seconds` of a course, `poll` seconds apart. */
function rehearsed(
  seconds: number,
  poll: number,
  { needed, last, mean }: Course,
  from = new RunOff(LOG2),
): RunOff {
  for (let at = 0; at <= seconds; at += poll) from.rehearse(at, needed(at), last(at), mean(at));
  return from;
}

/** A counter that needs 5 ppm more than was thought from the beginning. */
const STEADY: Course = {
  needed: second => scale(second * SECOND, ppm(20)),
  last: () => ppm(15),
  mean: () => ppm(17),
};

describe("run-off", () => {
  it("is how far the clock would have been off at the horizon, with each of the guesses", () => {
    const record = rehearsed(40_000, 64, STEADY);
    assert.ok(Math.abs(Math.sqrt(record.byLast.square) - HORIZON * ppm(5)) < 9e3);
    assert.ok(Math.abs(record.byLast.worst - HORIZON * ppm(5)) < 9e3);
    assert.ok(Math.abs(record.byMean.worst - HORIZON * ppm(3)) < 9e3);
  });

  it("counts four rehearsals in the time of one, each a quarter after the other", () => {
    assert.equal(rehearsed(HORIZON - 64, 64, STEADY).count, 0);
    assert.equal(rehearsed(HORIZON, 64, STEADY).count, 1);
    assert.equal(rehearsed(2 * HORIZON, 64, STEADY).count, 5);
    assert.equal(rehearsed(4 * HORIZON, 64, STEADY).count, 13);
  });

  it("is known after four that had nothing to do with each other", () => {
    assert.equal(rehearsed(4.75 * HORIZON - 64, 64, STEADY).isKnown, false);
    assert.equal(rehearsed(4.75 * HORIZON, 64, STEADY).isKnown, true);
  });

  it("prefers the better guess", () => {
    assert.equal(rehearsed(40_000, 64, STEADY).prefersMean, true);
    assert.equal(rehearsed(40_000, 64, { ...STEADY, mean: () => ppm(14) }).prefersMean, false);
    assert.equal(rehearsed(4000, 64, STEADY).prefersMean, false, "not before it is known");
  });

  for (const { poll, count } of [
    { poll: 1024, count: 37 },
    { poll: 2048, count: 20 }, // two at once
    { poll: 4096, count: 10 },
    { poll: 5000, count: 8 },
    { poll: 9000, count: 0 },
  ])
    it(`with polls ${poll} s apart ${count} count of 10 horizons`, () => {
      const record = rehearsed(10 * HORIZON, poll, STEADY);
      assert.ok(Math.abs(record.count - count) <= 1, `${record.count}`);
      if (record.count > 0)
        assert.ok(Math.abs(record.byLast.worst - HORIZON * ppm(5)) < 2e4, "reduced to the horizon");
    });

  it("what was interrupted is not counted", () => {
    const runOff = rehearsed(HORIZON - 64, 64, STEADY);
    runOff.interrupt();
    runOff.rehearse(HORIZON, scale(HORIZON * SECOND, ppm(300)), 0, 0);
    assert.equal(runOff.count, 0);
  });

  it("forgets in months", () => {
    const runOff = rehearsed(10 * 86_400, 1024, { ...STEADY, last: () => 0 });
    const { square, worst } = runOff.byLast;
    for (let at = 10 * 86_400; at <= 200 * 86_400; at += 1024)
      runOff.rehearse(at, STEADY.needed(at), ppm(20), ppm(20));
    assert.equal(runOff.count, 4 * 1024);
    assert.ok(runOff.byLast.square < square / 10);
    assert.ok(runOff.byLast.worst > worst / 10 && runOff.byLast.worst < worst / 5);
  });

  it("doubted, it stays known and soon gives way to what is seen next", () => {
    const runOff = rehearsed(40 * HORIZON, 64, STEADY);
    runOff.doubt();
    assert.equal(runOff.isKnown, true);
    assert.equal(runOff.count, 16);
    const right: Course = { ...STEADY, last: () => ppm(20) };
    rehearsed(40 * HORIZON, 64, right, runOff);
    assert.ok(runOff.bound(runOff.byLast) < HORIZON * ppm(5));
  });

  it("is copied whole", () => {
    const record = rehearsed(40_000, 64, STEADY);
    const copy = new RunOffRecord();
    copy.copy(record);
    assert.deepEqual({ ...copy }, { count: record.count, byLast: record.byLast, byMean: record.byMean });
  });
});

describe("the bound of a guess", () => {
  const guessOf = (runOffs: readonly Q32[]): Guess => {
    const guess = new Guess();
    runOffs.forEach((runOff, i) => guess.learn(runOff, i + 1, 1024));
    return guess;
  };

  it("is never less than the worst there was, nor much more than a worst that comes again and again", () => {
    const swinging = guessOf(Array.from({ length: 64 }, (_, i) => (i % 2 === 0 ? ms(10) : ms(-10))));
    const bound = swinging.bound(64);
    assert.ok(bound >= ms(10) && bound < ms(13.5), `${bound / MILLISECOND}`);
    const once = guessOf([...Array.from({ length: 999 }, () => 0), ms(50)]);
    assert.equal(once.bound(1000), ms(50));
  });

  for (const { count, once } of [
    { count: 6, once: 100 },
    { count: 20, once: 200 },
    { count: 64, once: 300 },
  ])
    it(`chance is beyond that of ${count} rehearsals once in ${once} times`, () => {
      const chance = new Chance(count);
      const trials = 40_000;
      let outside = 0;
      for (let trial = 0; trial < trials; trial++) {
        const guess = guessOf(Array.from({ length: count }, () => ms(chance.normal())));
        if (Math.abs(ms(chance.normal())) > guess.bound(count)) outside++;
      }
      const part = (outside * once) / trials;
      assert.ok(part > 0.75 && part < 1.25, `${outside} of ${trials}`);
    });
});
