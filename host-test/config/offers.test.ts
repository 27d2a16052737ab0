import assert from "node:assert/strict";
import { SYSTEM_SETTINGS } from "../../src/config/all-settings.js";
import { Dialect } from "../../src/config/dialect.js";
import { INBOUND4 } from "../../src/config/ntp-settings.js";
import { integer, text } from "../../src/config/kinds.js";
import { offers } from "../../src/config/offers.js";
import { grammarOf } from "../../src/config/grammar.js";
import { command, option, param, type Syntax } from "../../src/config/syntax.js";
import { contextOf, wordsOf } from "./context.js";

const SYSTEM = grammarOf(SYSTEM_SETTINGS);

function offered(line: string, dialect: Dialect, rows: readonly Syntax[] = SYSTEM_SETTINGS): string[] {
  const words = wordsOf(line);
  const partial = line === "" || line.endsWith(" ") ? "" : words.pop()!;
  return offers(grammarOf(rows), words, partial, contextOf(dialect)).map(({ word }) => word);
}

describe("offers", () => {
  const rows: { line: string; comware: string[]; vrp?: string[] }[] = [
    {
      line: "",
      comware: [
        "sysname",
        "undo",
        "clock",
        "crypto",
        "ip",
        "acl",
        "telnet",
        "line",
        "ntp-service",
        "info-center",
        "snmp-agent",
      ],
      vrp: [
        "sysname",
        "undo",
        "clock",
        "crypto",
        "ip",
        "acl",
        "telnet",
        "user-interface",
        "ntp-service",
        "info-center",
        "snmp-agent",
      ],
    },
    { line: "s", comware: ["sysname", "snmp-agent"] },
    { line: "x", comware: [] },
    { line: "x ", comware: [] },
    {
      line: "ntp ",
      comware: [
        "enable",
        "disable",
        "server",
        "ipv6",
        "dscp",
        "source",
        "max-distance",
        "refclock-master",
        "access",
        "noquery",
        "kod-enable",
        "discard",
        "authentication",
        "authentication-password",
        "authentication-keyid",
        "reliable",
        "max-dynamic-sessions",
        "broadcast-delay",
        "step-threshold",
        "panic-threshold",
        "sync-interval",
        "slew-rate",
        "leap",
        "leap-smear",
        "rtc",
        "unicast-server",
        "unicast-peer",
        "time-offset-threshold",
        "refclock",
        "heartbeat-interval",
      ],
      vrp: [
        "enable",
        "disable",
        "server",
        "ipv6",
        "dscp",
        "source-interface",
        "max-distance",
        "refclock-master",
        "access",
        "noquery",
        "kod-enable",
        "discard",
        "authentication",
        "authentication-password",
        "authentication-keyid",
        "reliable",
        "max-dynamic-sessions",
        "broadcast-delay",
        "step-threshold",
        "panic-threshold",
        "sync-interval",
        "slew-rate",
        "leap",
        "leap-smear",
        "rtc",
        "unicast-server",
        "unicast-peer",
        "time-offset-threshold",
        "refclock",
        "heartbeat-interval",
      ],
    },
    { line: "ntp sou", comware: ["source", "source-interface"] },
    {
      line: "ntp ipv6 ",
      comware: [
        "dscp",
        "source",
        "peer",
        "server",
        "synchronization",
        "query",
        "limited",
        "unicast-server",
        "unicast-peer",
      ],
      vrp: [
        "dscp",
        "source-interface",
        "peer",
        "server",
        "synchronization",
        "query",
        "limited",
        "unicast-server",
        "unicast-peer",
      ],
    },
    { line: "undo ntp r", comware: ["refclock", "refclock-master", "reliable", "rtc"] },
    { line: "ntp dscp ", comware: ["INTEGER<0-63>"] },
    { line: "ntp dscp 6", comware: ["INTEGER<0-63>"] },
    { line: "ntp dscp 64 ", comware: [] },
    { line: "ntp dscp 1 ", comware: ["<cr>"] },
    { line: "ntp enable ", comware: ["<cr>"] },
    { line: "ntp refclock-m ", comware: ["127.127.1.<0-3>", "INTEGER<1-15>", "<cr>"] },
    { line: "ntp refclock ", comware: ["127.127.1.<0-3>", "INTEGER<1-15>", "gps", "<cr>"] },
    { line: "ntp ref ", comware: ["127.127.1.<0-3>", "INTEGER<1-15>", "gps", "<cr>"] },
    { line: "ntp ref 5 ", comware: ["<cr>"] },
    { line: "ntp refclock gps ", comware: ["INTEGER<0-3>", "serial"] },
    { line: "ntp refclock gps 1 ", comware: ["serial"] },
    { line: "ntp refclock gps serial ", comware: ["STRING<1-63>"] },
    { line: "ntp refclock 127.127.1.0 ", comware: ["INTEGER<1-15>", "<cr>"] },
    { line: "ntp refclock 5 ", comware: ["<cr>"] },
    { line: "ntp authentication-keyid ", comware: ["INTEGER<1-4294967295>"] },
    { line: "ntp authentication-keyid 1 ", comware: ["authentication-mode"] },
    { line: "ntp authentication-keyid 1 a", comware: ["authentication-mode"] },
    { line: "ntp authentication-keyid 1 b", comware: [] },
    {
      line: "ntp authentication-keyid 1 authentication-mode hmac-sha",
      comware: ["hmac-sha-256", "hmac-sha-1", "hmac-sha-384", "hmac-sha-512"],
      vrp: ["hmac-sha256", "hmac-sha-1", "hmac-sha-384", "hmac-sha-512"],
    },
    {
      line: "ntp authentication-keyid 1 authentication-mode md5 ",
      comware: ["cipher", "simple", "STRING<1-255>"],
    },
    { line: "ntp authentication-keyid 1 authentication-mode md5 s", comware: ["simple"] },
    { line: "ntp authentication-keyid 1 authentication-mode md5 simple ", comware: ["STRING<1-255>"] },
    {
      line: "ntp authentication-keyid 1 authentication-mode md5 simple a ",
      comware: ["acl", "ipv6", "<cr>"],
    },
    { line: "ntp authentication-keyid 1 authentication-mode md5 simple a ipv6 ", comware: ["acl"] },
    {
      line: "ntp authentication-keyid 1 authentication-mode aes-128-cmac simple a ",
      comware: ["acl", "ipv6"],
    },
    { line: "undo ntp authentication-keyid 1 ", comware: ["<cr>"] },
    { line: "ntp authentication ", comware: ["enable"] },
    { line: "ntp leap ", comware: ["insert", "delete"] },
    { line: "ntp leap insert ", comware: ["YYYY-MM-DD"] },
    { line: "ntp leap-smear ", comware: ["INTEGER<7200-86400>", "<cr>"] },
    { line: "undo ntp leap ", comware: ["<cr>"] },
    { line: "clock protocol ", comware: ["ntp", "none"] },
    { line: "clock protocol n", comware: ["ntp", "none"] },
    { line: "clock timezone X ", comware: ["add", "minus"] },
    { line: "clock timezone X add ", comware: ["HH:MM[:SS]"] },
    {
      line: "ntp unicast-server ",
      comware: ["ipv6", "X.X.X.X|STRING<1-253>"],
    },
    { line: "undo ntp unicast-server a ", comware: ["vpn-instance", "<cr>"] },
    { line: "undo ntp unicast-server a vpn-instance ", comware: ["vpn1", "VPN-2", "STRING<1-31>"] },
    { line: "undo ntp source ", comware: ["vpn-instance", "<cr>"] },
    { line: "ntp unicast-peer a b", comware: [] },
    { line: "ntp unicast-server a vpn-instance v", comware: ["vpn1", "VPN-2"] },
    { line: "ip vpn-instance ", comware: ["STRING<1-31>"] },
    { line: "undo ntp refclock-m ", comware: ["<cr>"] },
    { line: "undo ntp refclock ", comware: ["gps", "<cr>"] },
    { line: "undo sysname ", comware: ["<cr>"] },
    { line: "ntp unicast-server d", comware: ["domain"] },
    { line: "ntp unicast-server i", comware: ["ipv6"] },
    { line: "ntp unicast-server a v", comware: ["vpn-instance", "version"] },
    { line: "ntp unicast-server a version ", comware: ["INTEGER<1-4>"] },
    { line: "ntp unicast-server a pre", comware: ["preference", "preferred", "preempt"] },
    {
      line: "ntp unicast-server a version 1 ",
      comware: [
        "vpn-instance",
        "authentication-keyid",
        "source",
        "priority",
        "maxpoll",
        "minpoll",
        "burst",
        "iburst",
        "preempt",
        "port",
        "<cr>",
      ],
      vrp: [
        "vpn-instance",
        "authentication-keyid",
        "source-interface",
        "preference",
        "maxpoll",
        "minpoll",
        "burst",
        "iburst",
        "preempt",
        "port",
        "<cr>",
      ],
    },
    { line: "ntp source Vl", comware: ["Vlan-interface2", "Vlan-interface3"] },
    { line: "ntp unicast-server a source l", comware: ["lo"] },
    {
      line: "undo ntp unicast-server ",
      comware: ["ipv6", "X.X.X.X|STRING<1-253>"],
    },
  ];
  for (const { line, comware, vrp } of rows)
    it(`after "${line}"`, () => {
      assert.deepEqual(offered(line, Dialect.Comware).sort(), [...comware].sort());
      assert.deepEqual(offered(line, Dialect.Vrp).sort(), [...(vrp ?? comware)].sort());
    });

  it("has words in the order of the alphabet, then what stands for values, then the end", () => {
    assert.deepEqual(offered("ntp unicast-server a p", Dialect.Comware), [
      "port",
      "preempt",
      "preference",
      "preferred",
      "priority",
    ]);
    assert.deepEqual(offered("ntp source ", Dialect.Comware), [
      "eth0",
      "eth1",
      "eth2",
      "GigabitEthernet1/0/1",
      "lo",
      "Vlan-interface2",
      "Vlan-interface3",
      "INTERFACE|X.X.X.X",
    ]);
    assert.deepEqual(offered("ntp refclock-master 3 ", Dialect.Comware), ["<cr>"]);
    assert.deepEqual(offered("ntp leap ", Dialect.Comware), ["delete", "insert"]);
  });

  it("goes through keywords of several words", () => {
    const key = command({
      spellings: ["key"],
      help: "",
      params: [param("id", integer(1, 9), "")],
      options: [option("ipv6 acl", text(3), "", undefined), option("ipv6 log", text(3), "")],
    });
    assert.deepEqual(offered("key 1 ", Dialect.Comware, [key]), ["ipv6", "<cr>"]);
    assert.deepEqual(offered("key 1 ipv6 ", Dialect.Comware, [key]), ["acl", "log"]);
    assert.deepEqual(offered("key 1 ipv6 l", Dialect.Comware, [key]), ["log"]);
    assert.deepEqual(offered("key 1 ipv6 acl ", Dialect.Comware, [key]), ["STRING<1-3>"]);
  });

  it("offers what says the opposite once it has been begun, and explains it", () => {
    const inInterface = (line: string, partial = ""): string[] =>
      offers(grammarOf<Syntax>([INBOUND4]), wordsOf(line), partial, contextOf(Dialect.Vrp)).map(
        ({ word, help }) => `${word}: ${help}`,
      );
    assert.deepEqual(inInterface("ntp"), ["inbound: What an interface takes in"]);
    assert.deepEqual(inInterface("ntp", "in-"), ["in-interface: What an interface takes in"]);
    assert.deepEqual(inInterface("ntp in-i"), ["disable: The same as undo ntp-service inbound enable"]);
    assert.deepEqual(inInterface("undo ntp"), ["inbound: What an interface takes in"]);
    assert.deepEqual(inInterface("undo ntp in-i"), ["disable: The same as ntp-service inbound enable"]);
  });

  it("explains a word by its row where it is one, else by itself", () => {
    const undo = offers(SYSTEM, [], "u", contextOf(Dialect.Comware))[0];
    assert.deepEqual(undo, { word: "undo", help: "Take a configuration command back", isLiteral: true });
    const [enable] = offers(SYSTEM, ["ntp"], "en", contextOf(Dialect.Comware));
    assert.equal(enable.help, "Run the NTP service");
  });

  const units: [line: string, unit: string][] = [
    ["ntp-service max-distance", "s: "],
    ["ntp-service step-threshold", "ms: "],
    ["ntp-service panic-threshold", "s: "],
    ["ntp-service slew-rate", "ppm: "],
    ["ntp-service leap-smear", "s: "],
  ];
  for (const [line, unit] of units)
    it(`of ${line} the help begins with the unit, and fits a terminal's row`, () => {
      const [{ word, help }] = offers(SYSTEM, wordsOf(line), "", contextOf(Dialect.Comware));
      assert.ok(help.startsWith(unit), help);
      assert.ok(word.length + help.length + 4 < 80, help);
    });

  it("explains each of a few words that mean the opposite", () => {
    const [remove, insert] = offers(SYSTEM, ["ntp-service", "leap"], "", contextOf(Dialect.Comware));
    assert.deepEqual([insert.word, remove.word], ["insert", "delete"]);
    assert.match(insert.help, /one second more/);
    assert.match(remove.help, /one second less/);
    const [ahead, behind] = offers(SYSTEM, wordsOf("clock timezone A"), "", contextOf(Dialect.Comware));
    assert.deepEqual([ahead.word, behind.word], ["add", "minus"]);
    assert.equal(ahead.help, behind.help);
  });
});
