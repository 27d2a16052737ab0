import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { clockLines } from "../../src/console/clock-display.js";
import { leapLines } from "../../src/console/leap-display.js";
import { Leap } from "../../src/core/association.js";
import { NO_SETTINGS } from "../../src/core/settings.js";
import { SECOND } from "../../src/time/fixed.js";
import { contextOf } from "../config/context.js";
import { FakeStatus, ms } from "./fake-node.js";

/** The end of 2026, and of the February that the second era begins in. */
const YEAR_END = 4_007_750_400;
const FEBRUARY_2036 = 4_296_931_200;

describe("display ntp-service leap", () => {
  it("says that there is nothing to say", () =>
    assert.deepEqual(leapLines(new FakeStatus()), [
      " Leap indicator: 11",
      " Announced: none",
      " Configured: none",
      " Smear: none",
      " Time served: the clock's",
    ]));

  it("says what is announced, configured and served", () => {
    const status = new FakeStatus();
    status.system.leap = Leap.Insert;
    Object.assign(status.leapSecond, { indicator: Leap.Insert, dayEnd: YEAR_END });
    const leapSecond = { leap: Leap.Delete, dayEnd: FEBRUARY_2036 } as const;
    status.settings = { ...NO_SETTINGS, leapSecond, leapSmearSec: 86_400 };
    status.smeared = ms(-250);
    assert.deepEqual(leapLines(status), [
      " Leap indicator: 01",
      " Announced: 2026-12-31 23:59:60 UTC is inserted",
      " Configured: 2036-02-29 23:59:59 UTC is left out",
      " Smear: 86400 s",
      " Time served: 0.250000 s behind the clock",
    ]);
    status.smeared = ms(125);
    assert.equal(leapLines(status)[4], " Time served: 0.125000 s ahead of the clock");
  });
});

describe("display clock in a leap second", () => {
  const configured = (lines: readonly string[], dialect = Dialect.Comware): Configuration => {
    const configuration = readConfiguration(lines, contextOf(dialect));
    assert.ok(configuration instanceof Configuration);
    return configuration;
  };
  const east = "clock timezone Z add 08:00:00";

  for (const isLeapSecond of [false, true]) {
    const second = isLeapSecond ? "60" : "59";
    const status = new FakeStatus();
    status.isLeapSecond = isLeapSecond;
    status.clock = [YEAR_END - 1, SECOND / 4];

    it(`shows second ${second} in UTC, and in the zone's own time`, () => {
      assert.deepEqual(clockLines(status, configured([])), [`23:59:${second}.250 UTC Thu 12/31/2026`]);
      assert.deepEqual(clockLines(status, configured([east]))[0], `07:59:${second}.250 Z Fri 01/01/2027`);
      assert.equal(clockLines(status, configured([], Dialect.Vrp))[0], `2026-12-31 23:59:${second}`);
    });
  }
});
