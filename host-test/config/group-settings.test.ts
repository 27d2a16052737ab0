/** What interfaces send to groups and hear in them: `broadcast-…`, `multicast-…` and `manycast-…`. */
import assert from "node:assert/strict";
import { INTERFACE_SETTINGS } from "../../src/config/all-settings.js";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { grammarOf } from "../../src/config/grammar.js";
import { Fault, Mistake } from "../../src/config/mistake.js";
import { read } from "../../src/config/reading.js";
import {
  HearingKind,
  type HearingSettings,
  type NodeSettings,
  type SenderSettings,
} from "../../src/core/settings.js";
import { Family } from "../../src/wire/address.js";
import { contextOf, DIALECTS, wordsOf } from "./context.js";

const PORT = 10_123;

function configurationOf(dialect: Dialect, ...lines: string[]): Configuration {
  const configuration = readConfiguration(["interface vlan-interface 2", ...lines], contextOf(dialect));
  assert.ok(configuration instanceof Configuration, JSON.stringify(configuration));
  return configuration;
}

function settingsOf(dialect: Dialect, line: string): NodeSettings {
  return configurationOf(dialect, line).settings(PORT);
}

function mistakeOf(dialect: Dialect, line: string): Mistake {
  const mistake = read(grammarOf(INTERFACE_SETTINGS), wordsOf(line), contextOf(dialect));
  assert.ok(mistake instanceof Mistake, line);
  return mistake;
}

const TO_ALL: SenderSettings = {
  interfaceName: "Vlan-interface2",
  group: "255.255.255.255",
  family: Family.IPv4,
  port: PORT,
  version: 4,
  hops: 1,
  keyId: 0,
};
const TO_GROUP: SenderSettings = { ...TO_ALL, group: "224.0.1.1", hops: 16, keyId: 0 };
const TO_GROUP6: SenderSettings = { ...TO_GROUP, group: "ff24::1", family: Family.IPv6 };
const SEARCH: SenderSettings = { ...TO_GROUP, hops: 255, keyId: 0 };
const SEARCH6: SenderSettings = { ...TO_GROUP6, hops: 255, keyId: 0 };

describe("what an interface sends of itself", () => {
  const sent: {
    line: string;
    comware: SenderSettings;
    vrp?: Partial<SenderSettings>;
    isSearch?: boolean;
  }[] = [
    { line: "ntp-service broadcast-server", comware: TO_ALL, vrp: { version: 3 } },
    { line: "ntp-service broadcast-server version 2", comware: { ...TO_ALL, version: 2 } },
    {
      line: "ntp broadcast-server port 123 version 1",
      comware: { ...TO_ALL, version: 1, port: 123 },
    },
    { line: "ntp-service multicast-server", comware: TO_GROUP, vrp: { version: 3 } },
    {
      line: "ntp-service multicast-server 224.0.1.9 ttl 1",
      comware: { ...TO_GROUP, group: "224.0.1.9", hops: 1, keyId: 0 },
      vrp: { version: 3 },
    },
    {
      line: "ntp multicast-server port 1025 version 4 ttl 255",
      comware: { ...TO_GROUP, port: 1025, hops: 255, keyId: 0 },
    },
    { line: "ntp-service ipv6 multicast-server ff24::1", comware: TO_GROUP6 },
    {
      line: "ntp-service multicast-server ipv6 FF24:0::1 port 2000 ttl 3",
      comware: { ...TO_GROUP6, port: 2000, hops: 3, keyId: 0 },
    },
    { line: "ntp manycast-client", comware: SEARCH, isSearch: true },
    {
      line: "ntp manycast-client 239.1.1.1 ttl 4 port 123",
      comware: { ...SEARCH, group: "239.1.1.1", hops: 4, port: 123 },
      isSearch: true,
    },
    { line: "ntp manycast-client ipv6 ff24::1", comware: SEARCH6, isSearch: true },
    {
      line: "ntp-service ipv6 manycast-client ff24::1 ttl 9",
      comware: { ...SEARCH6, hops: 9, keyId: 0 },
      isSearch: true,
    },
  ];
  for (const { line, comware, vrp, isSearch = false } of sent)
    it(line, () => {
      for (const { dialect } of DIALECTS) {
        const { senders, searches, hearings } = settingsOf(dialect, line);
        const expected = { ...comware, ...(dialect === Dialect.Vrp ? vrp : undefined) };
        assert.deepEqual(isSearch ? searches : senders, [expected]);
        assert.deepEqual(isSearch ? senders : searches, []);
        assert.deepEqual(hearings, []);
      }
    });
});

describe("what an interface hears", () => {
  const heard: [line: string, kind: HearingKind, group: string, family?: Family][] = [
    ["ntp-service broadcast-client", HearingKind.Broadcast, ""],
    ["ntp-service multicast-client", HearingKind.Multicast, "224.0.1.1"],
    ["ntp-service multicast-client 224.0.1.2", HearingKind.Multicast, "224.0.1.2"],
    ["ntp-service ipv6 multicast-client FF24::1", HearingKind.Multicast, "ff24::1", Family.IPv6],
    ["ntp-service multicast-client ipv6 ff02::101", HearingKind.Multicast, "ff02::101", Family.IPv6],
    ["ntp manycast-server", HearingKind.Manycast, "224.0.1.1"],
    ["ntp manycast-server 239.0.0.1", HearingKind.Manycast, "239.0.0.1"],
    ["ntp manycast-server ipv6 ff05::101", HearingKind.Manycast, "ff05::101", Family.IPv6],
  ];
  for (const [line, kind, group, family = Family.IPv4] of heard)
    it(line, () => {
      const expected: HearingSettings = { kind, interfaceName: "Vlan-interface2", group, family };
      for (const { dialect } of DIALECTS) {
        const { senders, searches, hearings } = settingsOf(dialect, line);
        assert.deepEqual(hearings, [expected]);
        assert.deepEqual([...senders, ...searches], []);
      }
    });
});

describe("groups", () => {
  const commands = ["multicast-server", "multicast-client", "manycast-server", "manycast-client"];
  for (const command of commands)
    it(`${command}: over IPv6 FF0E::101 unless another is said, in VRP; in Comware one must be said`, () => {
      const { senders, searches, hearings } = settingsOf(Dialect.Vrp, `ntp ${command} ipv6`);
      assert.deepEqual(
        [...senders, ...searches, ...hearings].map(({ group }) => group),
        ["ff0e::101"],
      );
      const { at, fault, advice } = mistakeOf(Dialect.Comware, `ntp ipv6 ${command}`);
      assert.deepEqual([at, fault], [3, Fault.Incomplete]);
      assert.equal(advice, "Expected: X:X::X:X (IPv6 multicast address).");
    });

  it("an interface may be in several, and undo leaves the one that it does not name", () => {
    const lines = [
      "ntp multicast-client",
      "ntp multicast-client 224.0.1.2",
      "ntp ipv6 multicast-client ff24::1",
      "ntp broadcast-client",
    ];
    const groupsOf = (...typed: string[]): string[] =>
      configurationOf(Dialect.Comware, ...typed)
        .settings()
        .hearings.map(({ group }) => group);
    assert.deepEqual(groupsOf(...lines), ["", "224.0.1.1", "224.0.1.2", "ff24::1"]);
    assert.deepEqual(groupsOf(...lines, "undo ntp multicast-client"), ["", "224.0.1.2", "ff24::1"]);
    assert.deepEqual(groupsOf(...lines, "undo ntp multicast-client 224.0.1.1"), ["", "224.0.1.2", "ff24::1"]);
    assert.deepEqual(groupsOf(...lines, "undo ntp multicast-client ipv6 ff24::1"), [
      "",
      "224.0.1.1",
      "224.0.1.2",
    ]);
    assert.deepEqual(groupsOf(...lines, "undo ntp broadcast-client"), ["224.0.1.1", "224.0.1.2", "ff24::1"]);
  });

  it("a server's line replaces the one of its group, and the defaults are not printed", () => {
    const configuration = configurationOf(
      Dialect.Comware,
      "ntp multicast-server 224.0.1.1 ttl 16 version 4",
      "ntp multicast-server 224.0.1.2 ttl 3",
      "ntp multicast-server 224.0.1.2 version 3",
      "ntp ipv6 manycast-client ff0e::101 ttl 255",
    );
    assert.deepEqual(configuration.sectionLines("Vlan-interface2"), [
      "ntp-service multicast-server",
      "ntp-service multicast-server 224.0.1.2 version 3",
      "ntp-service ipv6 manycast-client ff0e::101",
    ]);
    assert.deepEqual(
      configurationOf(Dialect.Vrp, "ntp ipv6 manycast-client ff0e::101 ttl 255").sectionLines(
        "Vlan-interface2",
      ),
      ["ntp-service manycast-client ipv6"],
    );
  });

  const refused: { line: string; at: number; advice: RegExp }[] = [
    { line: "ntp multicast-server 223.255.255.255", at: 2, advice: /^This is no multicast address\.$/ },
    { line: "ntp multicast-client 240.0.0.1", at: 2, advice: /^This is no multicast address\.$/ },
    { line: "ntp manycast-server 255.255.255.255", at: 2, advice: /^This is no multicast address\.$/ },
    { line: "ntp manycast-client ff0e::101", at: 2, advice: /^An IPv6 address goes after ipv6\.$/ },
    { line: "ntp ipv6 multicast-client 224.0.1.1", at: 3, advice: /^An IPv4 address goes without ipv6\.$/ },
    { line: "ntp ipv6 multicast-server 3000::1", at: 3, advice: /^This is no multicast address\.$/ },
    { line: "ntp ipv6 multicast-client ff02::101%7", at: 3, advice: /without %\.$/ },
    { line: "ntp multicast-client a.example", at: 2, advice: /^Expected: X\.X\.X\.X \(/ },
    { line: "ntp multicast-server ttl 0", at: 3, advice: /^Expected: ttl INTEGER<1-255>\.$/ },
    { line: "ntp multicast-server ttl 256", at: 3, advice: /^Expected: ttl INTEGER<1-255>\.$/ },
    { line: "ntp manycast-client ttl 256", at: 3, advice: /^Expected: ttl INTEGER<1-255>\.$/ },
    { line: "ntp broadcast-server port 1024", at: 3, advice: /INTEGER<123,1025-65535>/ },
    { line: "ntp broadcast-server version 5", at: 3, advice: /INTEGER<1-4>/ },
  ];
  for (const { line, at, advice } of refused)
    it(`refuses ${line}`, () => {
      const mistake = mistakeOf(Dialect.Comware, line);
      assert.deepEqual([mistake.fault, mistake.at], [Fault.WrongParameter, at]);
      assert.match(mistake.advice, advice);
    });

  const unknown: [line: string, at: number][] = [
    ["ntp broadcast-server ttl 3", 2],
    ["ntp broadcast-client 224.0.1.1", 2],
    ["ntp ipv6 multicast-server ff24::1 version 4", 4],
    ["ntp manycast-client version 4", 2],
    ["ntp ipv6 broadcast-server", 2],
  ];
  for (const [line, at] of unknown)
    it(`knows nothing of ${line}`, () => assert.equal(mistakeOf(Dialect.Comware, line).at, at));
});
