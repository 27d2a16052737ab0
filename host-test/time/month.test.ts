import assert from "node:assert/strict";
import { BUILD_SECONDS, Civil, DAY } from "../../src/time/calendar.js";
import { Month } from "../../src/time/month.js";
import { seeded } from "../support/random.js";

/** Of the months of 400 years: the number and the days of each, from a walk through the days. */
function walked(): { number: number; start: number; days: number }[] {
  const civil = new Civil();
  const months: { number: number; start: number; days: number }[] = [];
  for (let start = 0; months.length < 400 * 12 + 1; start += DAY) {
    civil.set(start);
    if (civil.day === 1) months.push({ number: civil.month, start, days: 0 });
    months[months.length - 1].days++;
  }
  return months.slice(0, -1);
}

describe("month", () => {
  it("is found from its first and its last second, through four centuries", () => {
    const month = new Month();
    for (const { number, start, days } of walked())
      for (const seconds of [start, start + days * DAY - 1]) {
        month.hold(seconds);
        assert.deepEqual([month.number, month.start, month.end], [number, start, start + days * DAY]);
        assert.equal(month.lastDay, start + (days - 1) * DAY);
        assert.equal(month.endsHalfYear, number === 6 || number === 12);
      }
  });

  it("is the same from whichever second, and in whichever order", () => {
    const random = seeded(3);
    const month = new Month();
    const fresh = new Month();
    for (let i = 0; i < 2000; i++) {
      const seconds = BUILD_SECONDS + (random(2 ** 32) - 2 ** 31);
      month.hold(seconds);
      assert.ok(month.start <= seconds && seconds < month.end);
      fresh.hold(month.start);
      assert.equal(fresh.end, month.end);
    }
  });
});
