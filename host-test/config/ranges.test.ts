/** The documents' ranges and defaults, said here a second time, so that a slip in a row shows. */
import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { type NodeSettings } from "../../src/core/settings.js";
import { contextOf } from "./context.js";

function settingsOf(line: string, dialect: Dialect): NodeSettings | undefined {
  const read = readConfiguration([line], contextOf(dialect));
  return read instanceof Configuration ? read.settings() : undefined;
}

type Pick = (settings: NodeSettings) => unknown;
type Range = readonly [least: number, most: number];

const SERVER = "ntp-service unicast-server a";

describe("ranges and defaults", () => {
  const ranges: { line: string; comware: Range; vrp: Range; of: Pick }[] = [
    { line: "ntp-service dscp", comware: [0, 63], vrp: [0, 63], of: ({ dscp4 }) => dscp4 },
    { line: "ntp-service ipv6 dscp", comware: [0, 63], vrp: [0, 63], of: ({ dscp6 }) => dscp6 },
    {
      line: "ntp-service max-distance",
      comware: [1, 16],
      vrp: [1, 16],
      of: ({ maxDistanceSec }) => maxDistanceSec,
    },
    {
      line: "ntp-service max-dynamic-sessions",
      comware: [0, 100],
      vrp: [0, 100],
      of: ({ maxDynamicSessions }) => maxDynamicSessions,
    },
    {
      line: "ntp-service broadcast-delay",
      comware: [1, 999_999],
      vrp: [1, 999_999],
      of: ({ broadcastDelayUs }) => broadcastDelayUs,
    },
    {
      line: "ntp-service step-threshold",
      comware: [0, 60_000],
      vrp: [0, 60_000],
      of: ({ stepThresholdMs }) => stepThresholdMs,
    },
    {
      line: "ntp-service panic-threshold",
      comware: [0, 1_000_000],
      vrp: [0, 1_000_000],
      of: ({ panicThresholdSec }) => panicThresholdSec,
    },
    {
      line: "ntp-service sync-interval",
      comware: [180, 600],
      vrp: [180, 600],
      of: ({ syncIntervalSec }) => syncIntervalSec,
    },
    {
      line: "ntp-service slew-rate",
      comware: [1, 50_000],
      vrp: [1, 50_000],
      of: ({ slewRatePpm }) => slewRatePpm,
    },
    {
      line: "ntp-service refclock-master",
      comware: [1, 15],
      vrp: [1, 15],
      of: ({ localClock }) => localClock?.stratum,
    },
    {
      line: "ntp-service rtc update-interval",
      comware: [1, 168],
      vrp: [1, 168],
      of: ({ rtcUpdateHours }) => rtcUpdateHours,
    },
    {
      line: "ntp-service leap-smear",
      comware: [7_200, 86_400],
      vrp: [7_200, 86_400],
      of: ({ leapSmearSec }) => leapSmearSec,
    },
    {
      line: `${SERVER} version`,
      comware: [1, 4],
      vrp: [1, 4],
      of: ({ associations: [server] }) => server.version,
    },
    {
      line: `${SERVER} maxpoll 17 minpoll`,
      comware: [4, 17],
      vrp: [3, 6],
      of: ({ associations: [server] }) => server.minPollLog2,
    },
    {
      line: `${SERVER} minpoll 4 maxpoll`,
      comware: [4, 17],
      vrp: [10, 17],
      of: ({ associations: [server] }) => server.maxPollLog2,
    },
    {
      line: `${SERVER} port`,
      comware: [1025, 65_535],
      vrp: [1025, 65_535],
      of: ({ associations: [server] }) => server.port,
    },
  ];
  for (const { line, comware, vrp, of } of ranges)
    for (const [dialect, [least, most]] of [comware, vrp].entries())
      it(`${line} ${least} to ${most}${dialect === Dialect.Vrp ? " in vrp" : ""}`, () => {
        for (const value of [least, most]) {
          const settings = settingsOf(`${line} ${value}`, dialect);
          assert.ok(settings, String(value));
          assert.equal(of(settings), value);
        }
        for (const value of [least - 1, most + 1])
          assert.equal(settingsOf(`${line} ${value}`, dialect), undefined, String(value));
      });

  it("the local clock's unit is 0 to 3", () => {
    for (const unit of [0, 3])
      assert.equal(
        settingsOf(`ntp-service refclock-master 127.127.1.${unit}`, Dialect.Comware)?.localClock?.unit,
        unit,
      );
    for (const address of ["127.127.1.4", "127.127.0.0", "127.127.2.0", "127.0.1.0"])
      assert.equal(settingsOf(`ntp-service refclock-master ${address}`, Dialect.Comware), undefined, address);
    assert.deepEqual(settingsOf("ntp-service refclock-master", Dialect.Vrp)?.localClock, {
      unit: 0,
      stratum: 8,
    });
  });

  it("names are as long as they may be", () => {
    const rows: [before: string, most: number, after: string][] = [
      ["sysname ", 64, ""],
      ["clock timezone ", 32, " add 1:00"],
      ["ntp-service unicast-server ", 253, ""],
      ["ip vpn-instance ", 31, ""],
    ];
    for (const [before, most, after] of rows) {
      assert.ok(settingsOf(before + "a".repeat(most) + after, Dialect.Comware), before);
      assert.equal(settingsOf(before + "a".repeat(most + 1) + after, Dialect.Comware), undefined, before);
    }
  });

  it("a source may be an interface or one's own IPv4 address, over IPv6 an interface", () => {
    assert.equal(settingsOf("ntp-service source 192.0.2.7", Dialect.Comware)?.source4, "192.0.2.7");
    assert.equal(
      settingsOf("ntp-service source-interface vlan 2", Dialect.Comware)?.source4,
      "Vlan-interface2",
    );
    assert.equal(settingsOf("ntp-service ipv6 source eth0", Dialect.Comware)?.source6, "Vlan-interface2");
    for (const address of ["255.255.255.255", "0.0.0.0", "224.0.0.1", "3000::1"])
      assert.equal(settingsOf(`ntp-service source ${address}`, Dialect.Comware), undefined, address);
  });

  it("clock protocol none leaves the clock alone", () => {
    assert.equal(settingsOf("clock protocol none", Dialect.Comware)?.disciplinesClock, false);
    assert.equal(settingsOf("clock protocol ntp", Dialect.Comware)?.disciplinesClock, true);
  });
});
