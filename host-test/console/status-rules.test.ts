/**
 * `display ntp-service status` of VRP read as programs read it that collect from routers: by rules, one for each
 * line, where a line that no rule knows is an error.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { vrpStatus } from "../../src/console/status-vrp.js";
import { Leap } from "../../src/core/association.js";
import { ClockState } from "../../src/core/system.js";
import { SECOND } from "../../src/time/fixed.js";
import { refidFromText } from "../../src/wire/refid.js";
import { FakeStatus, localClock, ms, serverAt, setFilter } from "./fake-node.js";

const RULES: readonly (readonly [value: string, rule: RegExp])[] = [
  ["status", /^\s*clock status:\s+(synchronized|unsynchronized)\s*$/],
  ["stratum", /^\s*clock stratum:\s+(\d{1,2})\s*$/],
  ["reference", /^\s*reference clock ID:\s+(\S+)\s*$/],
  ["nominal", /^\s*nominal frequency:\s+(\d+\.\d+) Hz\s*$/],
  ["actual", /^\s*actual frequency:\s+(\d+\.\d+) Hz\s*$/],
  ["precision", /^\s*clock precision:\s+(2\^\d+)\s*$/],
  ["offset", /^\s*clock offset:\s+(-?\d+\.\d+) ms\s*$/],
  ["delay", /^\s*root delay:\s+(\d+\.\d+) ms\s*$/],
  ["dispersion", /^\s*root dispersion:\s+(\d+\.\d+) ms\s*$/],
  ["peerDispersion", /^\s*peer dispersion:\s+(\d+\.\d+) ms\s*$/],
  [
    "time",
    /^\s*reference time:\s+(\d\d:\d\d:\d\d\.\d{3} UTC \w{3} \d{1,2} \d{4}\([0-9A-F]{8}\.[0-9A-F]{8}\))\s*$/,
  ],
  ["state", /^\s*synchronization state:\s+(\w.*\S)\s*$/],
];

type Values = Record<string, string>;

function readByRules(lines: readonly string[]): Values {
  const values: Values = {};
  for (const line of lines) {
    const rule = RULES.find(([, pattern]) => pattern.test(line));
    assert.ok(rule, `no rule for "${line}"`);
    const [name, pattern] = rule;
    assert.ok(!(name in values), `${name} twice`);
    values[name] = pattern.exec(line)![1];
  }
  assert.deepEqual(
    Object.keys(values),
    RULES.map(([name]) => name),
  );
  return values;
}

function following(host: string): FakeStatus {
  const status = new FakeStatus();
  const peer = serverAt(host);
  setFilter(peer, { offset: 0, delay: 0, dispersion: ms(10) });
  Object.assign(status.system, { peer, stratum: 3, leap: Leap.None, refid: 0x0a01_0101 });
  status.system.clockState = ClockState.Synchronized;
  status.system.reference.set(0xc6179088, 0x426490a3);
  return status;
}

describe("the status as collectors of routers' output read it", () => {
  it("a router's", () => {
    const raw = readFileSync(new URL("../vectors/console/vrp-status.txt", import.meta.url), "utf8");
    assert.equal(readByRules(raw.trimEnd().split("\n")).reference, "LOCAL(0)");
  });

  const rows: { name: string; status: () => FakeStatus; values: Values }[] = [
    {
      name: "unsynchronized",
      status: () => new FakeStatus(),
      values: { status: "unsynchronized", stratum: "16", reference: "none", state: "clock not set" },
    },
    {
      name: "synchronized",
      status: () => following("10.1.1.1"),
      values: { status: "synchronized", stratum: "3", reference: "10.1.1.1", state: "clock synchronized" },
    },
    {
      name: "in holdover",
      status: () => {
        const status = following("10.1.1.1");
        Object.assign(status.system, { peer: undefined, clockState: ClockState.Holdover });
        return status;
      },
      values: { status: "synchronized", stratum: "3", reference: "10.1.1.1", state: "clock set" },
    },
    {
      name: "over IPv6",
      status: () => following("2001:db8:1234:5678:9abc:def0:1234:5678"),
      values: { status: "synchronized", reference: "2001:db8:1234:5678:9abc:def0:1234:5678" },
    },
    {
      name: "by its own clock",
      status: () => {
        const status = following("10.1.1.1");
        Object.assign(status.system, { peer: localClock(), stratum: 8, refid: 0x7f7f0100 });
        return status;
      },
      values: { stratum: "8", reference: "LOCAL(0)" },
    },
    {
      name: "below a primary server",
      status: () => {
        const status = following("10.1.1.1");
        Object.assign(status.system, { stratum: 2 });
        return status;
      },
      values: { stratum: "2", reference: "10.1.1.1" },
    },
    {
      name: "a primary itself",
      status: () => {
        const status = following("10.1.1.1");
        Object.assign(status.system, { peer: undefined, stratum: 1, refid: refidFromText("GPS") });
        return status;
      },
      values: { stratum: "1", reference: "GPS" },
    },
    {
      name: "far off, and far away",
      status: () => {
        const status = following("10.1.1.1");
        Object.assign(status.system, {
          offset: -400_000 * SECOND,
          rootDelay: 12 * SECOND,
          frequency: Math.round(-500e-6 * SECOND),
        });
        status.grownDispersion = 16 * SECOND;
        return status;
      },
      values: { offset: "-400000000.0000", delay: "12000.00", dispersion: "16000.00", actual: "100.0500" },
    },
    {
      name: "while a step is waited for",
      status: () => {
        const status = following("10.1.1.1");
        status.system.clockState = ClockState.Spike;
        return status;
      },
      values: { status: "synchronized" },
    },
  ];
  for (const { name, status, values } of rows)
    it(name, () => {
      const read = readByRules(vrpStatus(status()));
      for (const [key, value] of Object.entries(values)) assert.equal(read[key], value, key);
    });
});
