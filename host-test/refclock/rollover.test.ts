import assert from "node:assert/strict";
import { BUILD_SECONDS, DAY } from "../../src/time/calendar.js";
import { missedRollovers, ROLLOVER } from "../../src/refclock/rollover.js";

/** 22 August 1999, and 7 April 2019: one rollover apart. */
const IN_1999 = 3_144_268_800;
const IN_2019 = 3_763_584_000;

const ROWS: readonly [name: string, seconds: number, near: number | undefined, missed: number][] = [
  ["the day of the build", BUILD_SECONDS, undefined, 0],
  ["the day before it", BUILD_SECONDS - DAY, undefined, 1],
  ["a rollover before it", BUILD_SECONDS - ROLLOVER, undefined, 1],
  ["a rollover and a day before it", BUILD_SECONDS - ROLLOVER - DAY, undefined, 2],
  ["long after it", BUILD_SECONDS + ROLLOVER, undefined, 0],
  ["1999, and others say 2019", IN_1999, IN_2019, 1],
  ["1999, and others say about 2019", IN_1999, IN_2019 + 1000 * DAY, 1],
  ["2019, and others say so", IN_2019, IN_2019 + 2, 0],
  ["2019, and others say 1999", IN_2019, IN_1999, 0],
];

describe("week rollovers", () => {
  it("1999 and 2019 are one apart", () => assert.equal(IN_1999 + ROLLOVER, IN_2019));
  for (const [name, seconds, near, missed] of ROWS)
    it(`${name}: ${missed}`, () => assert.equal(missedRollovers(seconds, near), missed));
});
