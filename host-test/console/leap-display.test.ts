import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { clockLines } from "../../src/console/clock-display.js";
import { leapLines } from "../../src/console/leap-display.js";
import { Session } from "../../src/console/session.js";
import { type Association, Leap } from "../../src/core/association.js";
import { NO_SETTINGS } from "../../src/core/settings.js";
import { Standing } from "../../src/core/verdict.js";
import { SECOND } from "../../src/time/fixed.js";
import { contextOf } from "../config/context.js";
import { FakeNode, FakeStatus, hostOf, localClock, ms, serverAt } from "./fake-node.js";

/** The end of 2026, and of the February that the second era begins in. */
const YEAR_END = 4_007_750_400;
const FEBRUARY_2036 = 4_296_931_200;

const END_OF_2025 = YEAR_END - 365 * 86_400;

function saying(leap: Leap, standing: Standing): Association {
  return Object.assign(serverAt("192.0.2.1"), { leap, standing });
}

describe("display ntp-service leap", () => {
  it("says that there is nothing to say", () =>
    assert.deepEqual(leapLines(new FakeStatus()), [
      " Leap indicator: 11",
      " Announced: none",
      " Sources: of 0 that agree 0 announce one inserted, 0 one left out",
      " Configured: none",
      " Last passed: none",
      " Smear: none",
      " Time served: as the clock shows it",
    ]));

  it("says what is announced, configured and served", () => {
    const status = new FakeStatus();
    status.system.leap = Leap.Insert;
    Object.assign(status.leapSecond, { indicator: Leap.Insert, dayEnd: YEAR_END });
    const leapSecond = { leap: Leap.Delete, dayEnd: FEBRUARY_2036 } as const;
    status.settings = { ...NO_SETTINGS, leapSecond, leapSmearSec: 86_400 };
    status.smeared = ms(-250);
    Object.assign(status.history, { leap: Leap.Insert, leapDayEnd: END_OF_2025 });
    status.associations.push(
      saying(Leap.Insert, Standing.Candidate),
      saying(Leap.Insert, Standing.Outlyer),
      saying(Leap.Delete, Standing.SystemPeer),
      saying(Leap.Delete, Standing.Falseticker),
      Object.assign(localClock(), { leap: Leap.Delete, standing: Standing.SystemPeer }),
    );
    assert.deepEqual(leapLines(status), [
      " Leap indicator: 01",
      " Announced: 2026-12-31 23:59:60 UTC is inserted",
      " Sources: of 3 that agree 2 announce one inserted, 1 one left out",
      " Configured: 2036-02-29 23:59:59 UTC is left out",
      " Last passed: 2025-12-31 23:59:60 UTC was inserted",
      " Smear: 86400 s",
      " Time served: 0.250000 s behind the clock",
    ]);
    status.smeared = ms(125);
    assert.equal(leapLines(status)[6], " Time served: 0.125000 s ahead of the clock");
  });

  for (const { name, stratum, clock, dayEnd, isPast } of [
    { name: "before its end", stratum: 3, clock: END_OF_2025 - 1, dayEnd: END_OF_2025, isPast: false },
    { name: "after its end", stratum: 3, clock: END_OF_2025, dayEnd: END_OF_2025, isPast: true },
    { name: "across the eras", stratum: 3, clock: 86_400, dayEnd: YEAR_END, isPast: true },
    { name: "not synchronized", stratum: 16, clock: END_OF_2025, dayEnd: END_OF_2025, isPast: false },
  ])
    it(`a configured one is past or not: ${name}`, () => {
      const status = new FakeStatus();
      status.system.stratum = stratum;
      status.clock = [clock, 0];
      status.settings = { ...NO_SETTINGS, leapSecond: { leap: Leap.Insert, dayEnd } };
      assert.equal(leapLines(status)[3].endsWith(" (past)"), isPast);
    });

  for (const dialect of [Dialect.Comware, Dialect.Vrp])
    it(`dialect ${dialect} warns of one that is past as it is typed, and takes it`, () => {
      const node = new FakeNode(dialect);
      node.status.system.stratum = 3;
      node.status.clock = [YEAR_END - 86_400 * 40, 0];
      let text = "";
      const terminal = { isInteractive: false, write: (more: string): void => void (text += more) };
      const session = new Session(hostOf(node), terminal);
      const typed = (line: string): string => {
        text = "";
        session.execute(line);
        return text;
      };
      typed("system-view");
      assert.equal(
        typed("ntp-service leap insert 2025-12-31"),
        "Warning: 2025-12-31 is past; nothing comes of this.\n",
      );
      assert.equal(session.candidate.settings().leapSecond?.dayEnd, END_OF_2025);
      assert.equal(typed("ntp-service leap-smear"), "");
      assert.equal(typed("undo ntp-service leap"), "");
      assert.equal(typed("ntp-service leap insert 2026-12-31"), "");
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
