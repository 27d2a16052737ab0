import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { valueOf } from "../../src/config/syntax.js";
import { CLOCK_TIMEZONE, NAME, SYSNAME } from "../../src/config/system-settings.js";
import { Right } from "../../src/core/access.js";
import { Leap } from "../../src/core/association.js";
import { NO_SETTINGS } from "../../src/core/settings.js";
import { NO_REPORTS, Vendor } from "../../src/report/settings.js";
import { Family } from "../../src/wire/address.js";
import { contextOf, DIALECTS } from "./context.js";

function configurationOf(lines: string, dialect = Dialect.Comware): Configuration {
  const configuration = readConfiguration(lines.split("\n"), contextOf(dialect));
  assert.ok(configuration instanceof Configuration, JSON.stringify(configuration));
  return configuration;
}

const EVERYTHING = `sysname DeviceA
#
clock protocol none
clock timezone Z5 add 05:00:00
#
ntp-service enable
ntp-service dscp 1
ntp-service ipv6 dscp 2
ntp-service source 192.0.2.7
ntp-service ipv6 source lo
ntp-service max-distance 3
ntp-service refclock-master 127.127.1.1 2
ntp-service access peer acl 2000
ntp-service access limited acl 2001
ntp-service ipv6 synchronization acl 2000
ntp-service ipv6 limited acl 2999
ntp-service noquery enable
ntp-service kod-enable
ntp-service discard min-interval 2 avg-interval 6
ntp-service max-dynamic-sessions 3
ntp-service broadcast-delay 250
ntp-service step-threshold 0
ntp-service panic-threshold 60
ntp-service slew-rate 100
ntp-service leap insert 2026-12-31
ntp-service leap-smear 7200
ntp-service rtc update-interval 12
ntp-service unicast-server b
ntp-service unicast-server a
ntp-service ipv6 unicast-server a
#
interface GigabitEthernet1/0/1
 undo ntp-service ipv6 inbound enable
 ntp-service broadcast-server version 3
 ntp-service multicast-server ttl 2
 ntp-service ipv6 multicast-server ff24::1
 ntp-service manycast-client 224.0.1.2
#
interface Vlan-interface2
 undo ntp-service inbound enable
 ntp-service broadcast-client
 ntp-service multicast-client
 ntp-service manycast-server 224.0.1.2
#`;

describe("a configuration", () => {
  for (const { dialect, name } of DIALECTS)
    it(`${name}: an empty one prints nothing, and is as the dialect starts`, () => {
      const configuration = new Configuration(dialect);
      assert.deepEqual(configuration.lines(), []);
      const isVrp = dialect === Dialect.Vrp;
      const reports = { ...NO_REPORTS, vendor: isVrp ? Vendor.Huawei : Vendor.H3c };
      assert.deepEqual(configuration.settings(), {
        ...NO_SETTINGS,
        enabled: isVrp,
        syncIntervalSec: isVrp ? 600 : NO_SETTINGS.syncIntervalSec,
        reports,
      });
    });

  it("prints its lines in one order, however they came", () => {
    assert.equal(configurationOf(EVERYTHING).lines().join("\n"), EVERYTHING);
    const [system, ...interfaces] = EVERYTHING.split("\ninterface ");
    const shuffled = [
      ...interfaces.reverse().map(block => `interface ${block}`),
      ...system
        .split("\n")
        .reverse()
        .map(line => line.replace(/server [ab]$/, word => (word === "server a" ? "server b" : "server a"))),
    ].join("\n");
    assert.equal(
      configurationOf(shuffled).lines().join("\n"),
      EVERYTHING.replace("ipv6 unicast-server a", "ipv6 unicast-server b"),
    );
  });

  it("becomes settings", () => {
    const { associations, senders, searches, hearings, ...settings } = configurationOf(EVERYTHING).settings();
    assert.deepEqual(settings, {
      enabled: true,
      isServerOff4: false,
      isServerOff6: false,
      localClock: { unit: 1, stratum: 2 },
      referenceClocks: [],
      disciplinesClock: false,
      source4: "192.0.2.7",
      source6: "lo",
      instanceSources: [],
      bindings: [],
      answersFromSource: false,
      maxDynamicSessions: 3,
      broadcastDelayUs: 250,
      dscp4: 1,
      dscp6: 2,
      maxDistanceSec: 3,
      stepThresholdMs: 0,
      syncIntervalSec: 900,
      panicThresholdSec: 60,
      slewRatePpm: 100,
      leapSecond: { leap: Leap.Insert, dayEnd: 4_007_750_400 },
      leapSmearSec: 7200,
      rtcUpdateHours: 12,
      deaf4: ["Vlan-interface2"],
      deaf6: ["GigabitEthernet1/0/1"],
      authenticates: false,
      keys: [],
      acls: [],
      access: [
        { right: Right.Peer, family: Family.IPv4, acl: 2000 },
        { right: Right.Synchronization, family: Family.IPv6, acl: 2000 },
      ],
      limits: [
        { family: Family.IPv4, acl: 2001 },
        { family: Family.IPv6, acl: 2999 },
      ],
      discardLeastLog2: 2,
      discardMeanLog2: 6,
      sendsKisses: true,
      answersQueries: false,
      reports: { ...NO_REPORTS, sysname: "DeviceA", zoneOffsetSec: 18_000 },
    });
    assert.deepEqual(
      associations.map(({ host, family }) => `${host}/${family}`),
      ["b/4", "a/4", "a/6"],
    );
    const sent = [...senders, ...searches].map(({ interfaceName, group }) => `${interfaceName} ${group}`);
    assert.deepEqual(sent, [
      "GigabitEthernet1/0/1 255.255.255.255",
      "GigabitEthernet1/0/1 224.0.1.1",
      "GigabitEthernet1/0/1 ff24::1",
      "GigabitEthernet1/0/1 224.0.1.2",
    ]);
    assert.deepEqual(
      hearings.map(({ interfaceName, group }) => `${interfaceName} ${group}`),
      ["Vlan-interface2 ", "Vlan-interface2 224.0.1.1", "Vlan-interface2 224.0.1.2"],
    );
  });

  const changes = [
    {
      name: "a later line takes the place of an earlier",
      lines: "ntp dscp 1\nntp dscp 2",
      left: ["ntp-service dscp 2", "#"],
    },
    { name: "the initial value leaves no line", lines: "ntp dscp 1\nntp dscp 48", left: [] },
    { name: "undo leaves no line", lines: "ntp dscp 1\nundo ntp dscp", left: [] },
    { name: "undo of a single entry", lines: "ntp refclock 3\nundo ntp refclock", left: [] },
    {
      name: "the initial stratum and unit are not printed",
      lines: "ntp refclock 127.127.1.0 8",
      left: ["ntp-service refclock-master", "#"],
    },
    {
      name: "a server's line replaces its own, in its place",
      lines: "ntp unicast-s a\nntp unicast-s b\nntp unicast-s a iburst",
      left: ["ntp-service unicast-server a iburst", "ntp-service unicast-server b", "#"],
    },
    {
      name: "undo takes one server, whatever its options",
      lines: "ntp unicast-s a iburst\nntp unicast-s b\nundo ntp unicast-s a version 2",
      left: ["ntp-service unicast-server b", "#"],
    },
    {
      name: "the families are apart",
      lines: "ntp unicast-s a\nntp ipv6 unicast-s a\nundo ntp unicast-s a",
      left: ["ntp-service ipv6 unicast-server a", "#"],
    },
    {
      name: "undo of what is not there",
      lines: "undo ntp unicast-s a\nundo ntp refclock\nundo sysname",
      left: [],
    },
    {
      name: "an interface left as it was",
      lines: "interface lo\nundo ntp inbound enable\nntp inbound enable",
      left: [],
    },
    { name: "an interface only looked at", lines: "interface lo", left: [] },
  ];
  for (const { name, lines, left } of changes)
    it(name, () => assert.deepEqual(configurationOf(lines).lines(), left));

  it("prints the service where it is not as it starts", () => {
    assert.deepEqual(configurationOf("ntp enable", Dialect.Vrp).lines(), []);
    assert.deepEqual(configurationOf("undo ntp enable", Dialect.Vrp).lines(), [
      "undo ntp-service enable",
      "#",
    ]);
    assert.deepEqual(configurationOf("undo ntp enable\nntp enable", Dialect.Vrp).lines(), []);
    assert.equal(configurationOf("undo ntp enable", Dialect.Vrp).settings().enabled, false);
    assert.deepEqual(configurationOf("ntp enable\nundo ntp enable").lines(), []);
  });

  it("a copy is equal and apart", () => {
    const configuration = configurationOf(EVERYTHING);
    const copy = configuration.copy();
    assert.ok(copy.equals(configuration));
    copy.set({ setting: SYSNAME, values: { [NAME.name]: "B" }, isOn: true }, "");
    assert.ok(!copy.equals(configuration));
    assert.ok(!configuration.equals(copy));
    assert.equal(valueOf(configuration.valuesOf(SYSNAME), NAME, Dialect.Comware), "DeviceA");
    assert.ok(!configuration.equals(new Configuration(Dialect.Comware)));
  });

  it("finds an entry, or none", () => {
    assert.equal(configurationOf(EVERYTHING).find(CLOCK_TIMEZONE)?.setting, CLOCK_TIMEZONE);
    assert.equal(new Configuration(Dialect.Vrp).find(CLOCK_TIMEZONE), undefined);
    assert.equal(valueOf(new Configuration(Dialect.Vrp).valuesOf(SYSNAME), NAME, Dialect.Vrp), "xs-ntp");
  });

  it("shows one view", () => {
    const configuration = configurationOf(EVERYTHING);
    assert.deepEqual(configuration.sectionLines("Vlan-interface2"), [
      "undo ntp-service inbound enable",
      "ntp-service broadcast-client",
      "ntp-service multicast-client",
      "ntp-service manycast-server 224.0.1.2",
    ]);
    assert.deepEqual(configuration.sectionLines("lo"), []);
    assert.equal(configuration.sectionLines("")[0], "sysname DeviceA");
  });
});
