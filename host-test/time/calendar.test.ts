import assert from "node:assert/strict";
import { BUILD_SECONDS, Civil, daysToSeconds, eraSeconds, UNIX_EPOCH } from "../../src/time/calendar.js";
import { STRIDE, tries } from "../support/effort.js";
import { seeded } from "../support/random.js";

const DAY = 86_400;
const ERA = 2 ** 32;
const YEARS_68 = 2 ** 31;

/** What JavaScript's own calendar says. */
const byDate = (seconds: number): number[] => {
  const date = new Date((seconds - UNIX_EPOCH) * 1000);
  return [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCDay(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
};

const civil = new Civil();
const byCivil = (seconds: number): number[] => {
  civil.set(seconds);
  const { year, month, day, weekday, hour, minute, second } = civil;
  return [year, month, day, weekday, hour, minute, second];
};

/** RFC 5905 figure 4, and what is special about a calendar. */
const DATES = [
  { name: "the start of the first era", seconds: 0, date: [1900, 1, 1, 1, 0, 0, 0] },
  { name: "1900 had no leap day", seconds: 59 * DAY, date: [1900, 3, 1, 4, 0, 0, 0] },
  { name: "the Unix epoch", seconds: UNIX_EPOCH, date: [1970, 1, 1, 4, 0, 0, 0] },
  { name: "2000 had a leap day", seconds: 3_160_857_599, date: [2000, 2, 29, 2, 23, 59, 59] },
  { name: "the build", seconds: BUILD_SECONDS, date: [2026, 11, 20, 5, 0, 0, 0] },
  { name: "the last second of the first era", seconds: ERA - 1, date: [2036, 2, 7, 4, 6, 28, 15] },
  { name: "the first second of the second era", seconds: ERA, date: [2036, 2, 7, 4, 6, 28, 16] },
  { name: "the end of 32-bit Unix time", seconds: UNIX_EPOCH + 2 ** 31, date: [2038, 1, 19, 2, 3, 14, 8] },
  { name: "2100 has no leap day", seconds: 6_316_531_200, date: [2100, 3, 1, 1, 0, 0, 0] },
  { name: "the middle of the second era", seconds: ERA + 2 ** 31, date: [2104, 2, 26, 2, 9, 42, 24] },
  { name: "the start of the third era", seconds: 2 * ERA, date: [2172, 3, 15, 0, 12, 56, 32] },
  { name: "the second before 1900", seconds: -1, date: [1899, 12, 31, 0, 23, 59, 59] },
];

describe("calendar", () => {
  for (const { name, seconds, date } of DATES)
    it(`${name} is ${date.join(" ")}`, () => {
      assert.deepEqual(byCivil(seconds), date);
      assert.deepEqual(byDate(seconds), date);
    });

  it("starts at the start of the first era", () => {
    const { year, month, day, weekday, hour, minute, second } = new Civil();
    assert.deepEqual([year, month, day, weekday, hour, minute, second], byCivil(0));
  });

  it("agrees with Date on every day from 1900 to 2200", () => {
    for (let seconds = 0; seconds < 301 * 365.25 * DAY; seconds += STRIDE * DAY) {
      const wanted = byDate(seconds);
      assert.deepEqual(byCivil(seconds), wanted);
      assert.ok(Object.is(daysToSeconds(wanted[0], wanted[1], wanted[2]), seconds), wanted.join(" "));
    }
  });

  it("agrees with Date at any second of twenty centuries (seed 9)", () => {
    const random = seeded(9);
    for (let i = 0; i < tries(5_000); i++) {
      const seconds = (random(2) ? 1 : -1) * random(ERA) * 8 + random(DAY);
      assert.deepEqual(byCivil(seconds), byDate(seconds), `${seconds}`);
    }
  });
});

describe("era", () => {
  const NEAR = [
    { name: "the build", seconds: BUILD_SECONDS },
    { name: "the last second before 2036's rollover", seconds: ERA - 1 },
    { name: "the first second after it", seconds: ERA },
    { name: "an hour after it", seconds: ERA + 3600 },
    { name: "the end of 32-bit Unix time", seconds: UNIX_EPOCH + 2 ** 31 },
    { name: "the farthest past", seconds: BUILD_SECONDS - YEARS_68 },
    { name: "the farthest future", seconds: BUILD_SECONDS + YEARS_68 - 1 },
  ];
  for (const { name, seconds } of NEAR)
    it(`tells ${name} from its 32 bits`, () => assert.equal(eraSeconds(seconds % ERA), seconds));

  const LATER = [
    { name: "2104, seen from 2103", near: daysToSeconds(2103, 1, 1), seconds: ERA + YEARS_68 },
    { name: "2103, seen from 2105", near: daysToSeconds(2105, 1, 1), seconds: ERA + YEARS_68 - 1 },
    { name: "2172, seen from 2160", near: daysToSeconds(2160, 1, 1), seconds: 2 * ERA },
    { name: "1950, seen from 1970", near: UNIX_EPOCH, seconds: daysToSeconds(1950, 1, 1) },
    { name: "1899, seen from 1901", near: daysToSeconds(1901, 1, 1), seconds: -1 },
  ];
  for (const { name, near, seconds } of LATER)
    it(`tells ${name}`, () => assert.equal(eraSeconds(((seconds % ERA) + ERA) % ERA, near), seconds));

  it("takes what lies farther than 68 years for a time of the nearer era", () => {
    assert.equal(eraSeconds((BUILD_SECONDS + YEARS_68) % ERA), BUILD_SECONDS - YEARS_68);
    assert.equal(eraSeconds(BUILD_SECONDS - YEARS_68 - 1), BUILD_SECONDS + YEARS_68 - 1);
  });

  it("takes seconds that are already whole as they are", () => {
    assert.equal(eraSeconds(ERA + 5), ERA + 5);
    assert.equal(eraSeconds(UNIX_EPOCH), UNIX_EPOCH);
  });

  it("changes nothing but the era (seed 10)", () => {
    const random = seeded(10);
    for (let i = 0; i < tries(10_000); i++) {
      const seconds = random(ERA);
      const whole = eraSeconds(seconds);
      assert.equal(((whole % ERA) + ERA) % ERA, seconds);
      assert.ok(whole - BUILD_SECONDS >= -YEARS_68 && whole - BUILD_SECONDS < YEARS_68);
    }
  });
});
