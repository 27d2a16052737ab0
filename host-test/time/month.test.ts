import assert from "node:assert/strict";
import { BUILD_SECONDS, Civil, DAY, daysToSeconds } from "../../src/time/calendar.js";
import { SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { mayHaveLeapt, Month } from "../../src/time/month.js";
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

/** So many seconds after the first second of July 2027. */
function july(seconds: number): Timestamp {
  const time = new Timestamp();
  time.set(daysToSeconds(2027, 7, 1), 0);
  time.add(seconds * SECOND);
  return time;
}

/** In seconds. */
const LEAPS: readonly (readonly [from: number, error: number, until: number, error: number, may: boolean])[] =
  [
    [-2 * DAY, 0, -0.1, 0, false],
    [-2 * DAY, 0, 0, 0, true],
    [-2 * DAY, 0, -1, 0.5, true],
    [-2 * DAY, 0, -2, 0.5, false],
    [-2 * DAY, 0, -DAY, DAY - 2, false],
    [0, 0, 183 * DAY, 0, false],
    [0, 0, 184 * DAY, 0, true],
    [0, 0.001, DAY, 0, true],
    [1, 1, DAY, 0, false],
    [1, 1.001, DAY, 0, true],
    [0, 0, 365 * DAY, 0, true],
  ];

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

  for (const [from, fromError, until, untilError, may] of LEAPS)
    it(`may have ended a half year from ${from} ± ${fromError} s to ${until} ± ${untilError} s: ${may}`, () =>
      assert.equal(mayHaveLeapt(july(from), fromError * SECOND, july(until), untilError * SECOND), may));
});
