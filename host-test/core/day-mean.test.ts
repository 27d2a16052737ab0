import assert from "node:assert/strict";
import { DayMean } from "../../src/core/day-mean.js";
import { PPM, scale, SECOND, type Q32 } from "../../src/time/fixed.js";

const HOUR = 3600;
const OTHERWISE = 77;

/** A mean fed every `poll` seconds up to `until` with a counter that needs `needed` of a second. */
function fed(until: number, poll: number, needed: (second: number) => Q32): DayMean {
  const mean = new DayMean();
  for (let at = 0; at <= until; at += poll) mean.mark(at, needed(at));
  return mean;
}

describe("the mean of a day", () => {
  const steady = (second: number): Q32 => scale(second * SECOND, Math.round(7 * PPM));
  /** What is needed over a day of 3 ppm more by day than by night. */
  const daily = (second: number): Q32 =>
    Math.round((3 * PPM * 86_400 * (1 - Math.cos((second / 86_400) * 2 * Math.PI))) / (2 * Math.PI));

  for (const poll of [16, 64, 1000, 1024, 3599, 4000])
    it(`is there after a day, polls being ${poll} s apart`, () => {
      const before = Math.floor((24 * HOUR - 1) / poll) * poll;
      assert.equal(fed(before, poll, steady).until(before, steady(before), OTHERWISE), OTHERWISE);
      const after = Math.ceil((24 * HOUR) / poll) * poll;
      assert.equal(fed(after, poll, steady).until(after, steady(after), OTHERWISE), Math.round(7 * PPM));
    });

  it("is the mean of the last day alone", () => {
    const changed = (second: number): Q32 =>
      steady(Math.min(second, 50_000)) + 1000 * Math.max(second - 50_000, 0);
    const at = 50_000 + 26 * HOUR;
    assert.equal(fed(at, 50, changed).until(at, changed(at), OTHERWISE), 1000);
  });

  for (const at of [90_000, 100_000, 130_000, 1_000_000])
    it(`has no part in day and night, at second ${at}`, () => {
      const mean = fed(at, 100, daily).until(at, daily(at), OTHERWISE);
      assert.ok(Math.abs(mean) < 0.01 * PPM, `${mean / PPM} ppm`);
    });

  it("is not known any more once cleared", () => {
    const mean = fed(100_000, 100, steady);
    mean.clear();
    assert.equal(mean.until(100_000, steady(100_000), OTHERWISE), OTHERWISE);
  });

  it("survives years", () => {
    const year = 365 * 86_400;
    const mean = fed(3 * year, 5000, steady);
    const at = Math.floor((3 * year) / 5000) * 5000;
    assert.ok(Math.abs(mean.until(at, steady(at), OTHERWISE) - 7 * PPM) < 2);
  });
});
