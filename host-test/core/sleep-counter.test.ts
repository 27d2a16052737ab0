import assert from "node:assert/strict";
import { SleepCounter, Sleeps } from "../../src/core/sleep-counter.js";
import { MILLISECOND, PPM, scale, SECOND, type Q32, type Rate } from "../../src/time/fixed.js";
import { seeded } from "../support/random.js";

const TOLERANCE: Rate = Math.round(0.05 * SECOND);
const HOUR = 3600;

function slept(seconds: number, rate: Rate = 0, naps = 1): Sleeps {
  const sleeps = new Sleeps();
  for (let i = 0; i < naps; i++) sleeps.add(Math.round((seconds / naps) * SECOND), 0, rate);
  return sleeps;
}

/** Goes through stretches of `seconds` each, after which the counter has needed `needs` of the rates in turn. */
function taught(seconds: number, needs: readonly Rate[], naps = 1): SleepCounter {
  const counter = new SleepCounter(TOLERANCE);
  for (const need of needs) {
    const sleeps = slept(seconds, counter.rate(seconds * SECOND), naps);
    counter.learn(sleeps, scale(sleeps.counted, need) - sleeps.corrected, MILLISECOND);
  }
  return counter;
}

function boundSec(counter: SleepCounter, sleeps: Sleeps): number {
  return counter.bound(sleeps) / SECOND;
}

const ppm = (value: number): Rate => Math.round(value * PPM);
const again = (count: number, ...rates: readonly Rate[]): Rate[] =>
  Array.from({ length: count }, (_, i) => rates[i % rates.length]);
/** Alike but for 10 ppm up and down. */
const STEADY = again(8, ppm(2000), ppm(2010));

/** What is claimed of a stretch, in seconds: from … to. */
const CLAIMS: readonly (readonly [string, SleepCounter, Sleeps, number, number])[] = [
  ["nothing known: the tolerance", taught(600, []), slept(600), 30, 30],
  ["measured once: the tolerance and what it is corrected by", taught(600, [ppm(2000)]), slept(600, ppm(2000)), 31.2, 31.2],
  ["rehearsed four times: what these have shown", taught(600, STEADY.slice(0, 5)), slept(600, ppm(2000)), 0.006, 0.06],
  ["rehearsed three times: that is too few", taught(600, STEADY.slice(0, 4)), slept(600, ppm(2010)), 31, 32],
  ["twice as long as rehearsed: four times as much at least", taught(600, STEADY), slept(1200, ppm(2010)), 0.03, 0.3],
  ["a day after minutes: the tolerance", taught(600, STEADY), slept(24 * HOUR, ppm(2010)), 4490, 4510],
  ["a little less than rehearsed", taught(600, STEADY), slept(400, ppm(2010)), 0.006, 0.06],
  ["far less than rehearsed: it may have swung", taught(8 * HOUR, STEADY), slept(600, ppm(2010)), 31, 32],
  ["one sleep, rehearsed by that of many", taught(HOUR, STEADY, 6), slept(HOUR, ppm(2010)), 3, 8],
  ["the same in many", taught(HOUR, STEADY, 6), slept(HOUR, ppm(2010), 6), 0.03, 0.3],
  ["unsteady: what it was off by", taught(600, again(20, ppm(2000), ppm(3000), ppm(1000))), slept(600, ppm(3000)), 1, 6],
]; // prettier-ignore

describe("the counter that goes on in sleep", () => {
  for (const [name, counter, sleeps, least, most] of CLAIMS)
    it(`claims: ${name}`, () => {
      const seconds = boundSec(counter, sleeps);
      assert.ok(seconds > least - 0.001 && seconds < most + 0.001, `${seconds} s`);
    });

  it("goes by the last stretch, or by the mean of a day where that has proved better", () => {
    assert.equal(taught(600, [ppm(2000), ppm(2010)]).rate(600 * SECOND), ppm(2010));
    const nightAndDay = taught(8 * HOUR, again(12, ppm(1000), ppm(3000), ppm(5000)));
    const rate = nightAndDay.rate(8 * HOUR * SECOND);
    assert.ok(rate > ppm(2500) && rate < ppm(3500), `${rate / PPM} ppm`);
  });

  it("counts a change of calibration against the claim, and a leap second that may have been", () => {
    const counter = taught(600, STEADY);
    const sleeps = new Sleeps();
    sleeps.add(600 * SECOND, ppm(-20_000), counter.rate(600 * SECOND));
    assert.ok(Math.abs(boundSec(counter, sleeps) - 12) < 0.001);
    sleeps.mayHaveLeapt = true;
    assert.ok(Math.abs(boundSec(counter, sleeps) - 13) < 0.001);
  });

  for (const [name, seconds, error, mayHaveLeapt] of [
    ["of a minute", 60, MILLISECOND, false],
    ["that are not known better than its tolerance", 600, 31 * SECOND, false],
    ["with a leap second in them, perhaps", 600, MILLISECOND, true],
  ] as const)
    it(`learns nothing from sleeps ${name}`, () => {
      const counter = new SleepCounter(TOLERANCE);
      const sleeps = slept(seconds);
      sleeps.mayHaveLeapt = mayHaveLeapt;
      counter.learn(sleeps, SECOND, error);
      assert.equal(counter.isKnown, false);
    });

  it("never claims less of a longer stretch, from the shortest rehearsed on, seed 7", () => {
    const below = seeded(7);
    for (let run = 0; run < 50; run++) {
      const counter = new SleepCounter(TOLERANCE);
      for (let i = 0; i < 60; i++) {
        const sleeps = slept(512 * 2 ** below(8));
        counter.learn(sleeps, scale(sleeps.counted, ppm(below(2000))), MILLISECOND);
      }
      let before: Q32 = 0;
      for (let seconds = 1024; seconds < 300_000; seconds *= 1.17) {
        const sleeps = slept(seconds);
        sleeps.corrected = scale(sleeps.counted, counter.rate(sleeps.counted));
        const claim = counter.bound(sleeps);
        if (counter.runOffs.slice(0, 5).some(({ count }) => count >= 4))
          assert.ok(claim >= before, `${run}: ${seconds} s`);
        before = claim;
      }
    }
  });
});
