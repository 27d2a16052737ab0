/** The clock set by hand, in both vendors' spellings, and the real-time clock with it. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { Session } from "../../src/console/session.js";
import { Association } from "../../src/core/association.js";
import { AssociationKind, NO_SETTINGS } from "../../src/core/settings.js";
import { type RtcStatus } from "../../src/runtime/rtc-status.js";
import { daysToSeconds } from "../../src/time/calendar.js";
import { SECOND } from "../../src/time/fixed.js";
import { FakeNode, hostOf } from "./fake-node.js";

function open(dialect: Dialect, protocol: "ntp" | "none") {
  const node = new FakeNode(dialect);
  node.status.settings = { ...NO_SETTINGS, disciplinesClock: protocol === "ntp" };
  let said = "";
  const session = new Session(hostOf(node), { isInteractive: true, write: text => void (said += text) });
  const type = (line: string): string[] => {
    said = "";
    session.execute(line);
    return said.split("\n").slice(0, -1);
  };
  return { node, type };
}

const DAY = daysToSeconds(2028, 2, 29);
const TEN = DAY + 10 * 3600;

const TAKEN: { words: string; seconds: number }[] = [
  { words: "10:00:00 2028-02-29", seconds: TEN },
  { words: "10:00:00 2028/02/29", seconds: TEN },
  { words: "10:00:00 02/29/2028", seconds: TEN },
  { words: "10:30 2/29/2028", seconds: TEN + 1800 },
  { words: "10 2028/2/29", seconds: TEN },
  { words: "0 2028-2-29", seconds: DAY },
  { words: "23:59:59 2038-01-19", seconds: daysToSeconds(2038, 1, 20) - 1 },
];

const REFUSED: { words: string; says: string }[] = [
  { words: "24:00:00 2028-02-29", says: "% Wrong parameter found at '^' position." },
  { words: "10:60:00 2028-02-29", says: "% Wrong parameter found at '^' position." },
  { words: "10:00:00 2027-02-29", says: "There is no such day." },
  { words: "10:00:00 29/02/2028", says: "There is no such day." },
  { words: "10:00:00 2028-02/29", says: "% Wrong parameter found at '^' position." },
  { words: "10:00:00 2000-01-01", says: "This software is of 2026-11-20." },
  { words: "10:00:00 2130-01-01", says: "That day is too far away." },
  { words: "10:00:00", says: "% Incomplete command found at '^' position." },
];

describe("clock datetime", () => {
  const { node, type } = open(Dialect.Comware, "none");

  for (const { words, seconds } of TAKEN)
    it(`${words} sets it, to two seconds, and says nothing`, () => {
      assert.deepEqual(type(`clock datetime ${words}`), []);
      assert.deepEqual(node.clockSet.pop(), [seconds % 2 ** 32, 0, 2 * SECOND, "con0"]);
    });

  for (const { words, says } of REFUSED)
    it(`${words} is refused`, () => {
      const lines = type(`clock datetime ${words}`);
      assert.ok(lines.includes(says), lines.join("\n"));
      assert.equal(node.clockSet.length, 0);
    });

  it("takes the time in the time zone of displays", () => {
    for (const line of ["system-view", "clock protocol none", "clock timezone A add 01:30:00", "return"])
      type(line);
    assert.deepEqual(type("clock datetime 10:00:00 2028-02-29"), []);
    assert.equal(node.clockSet.pop()![0], TEN - 5400);
  });

  const source = (kind: AssociationKind): Association =>
    Object.assign(new Association(0), { settings: { kind } });
  const BY_NTP = "Error: The clock is synchronized by NTP: with clock protocol none it can be set by hand.";
  const rows = [
    { name: "Comware's, while NTP sets it", dialect: Dialect.Comware, stratum: 16, peer: undefined, says: ["% NTP sets the clock: with clock protocol none it can be set by hand."] },
    { name: "VRP's, while it follows a server", dialect: Dialect.Vrp, stratum: 3, peer: source(AssociationKind.Client), says: [BY_NTP] },
    { name: "VRP's, while it holds a server's time", dialect: Dialect.Vrp, stratum: 3, peer: undefined, says: [BY_NTP] },
    { name: "VRP's, before there is any time", dialect: Dialect.Vrp, stratum: 16, peer: undefined, says: [] },
    { name: "VRP's, while it follows but itself", dialect: Dialect.Vrp, stratum: 8, peer: source(AssociationKind.LocalClock), says: [] },
  ]; // prettier-ignore
  for (const { name, dialect, stratum, peer, says } of rows)
    it(`${says.length > 0 ? "leaves the clock alone" : "sets the clock"}: ${name}`, () => {
      const given = open(dialect, "ntp");
      given.node.status.system.stratum = stratum;
      given.node.status.system.peer = peer;
      assert.deepEqual(given.type("clock datetime 10:00:00 2028-02-29"), says);
      assert.equal(given.node.clockSet.length, says.length > 0 ? 0 : 1);
    });
});

describe("ntp-service rtc write", () => {
  const given = open(Dialect.Comware, "ntp");

  for (const [name, rtc, says] of [
    ["there is none", undefined, ["% This board has no real-time clock."]],
    [
      "there is no time",
      { write: () => false },
      ["% The clock is not synchronized: clock datetime sets both by hand."],
    ],
    ["there is time", { write: () => true }, []],
  ] as const)
    it(`says where ${name}: ${says.length > 0 ? says[0] : "nothing"}`, () => {
      Object.assign(given.node.status, { rtc: rtc as RtcStatus | undefined });
      assert.deepEqual(given.type("ntp-service rtc write"), says);
    });
});
