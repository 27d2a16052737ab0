import assert from "node:assert/strict";
import {
  INTERFACE,
  LOCAL_CLOCK_ADDRESS,
  PEER4,
  PEER6,
  SERVER4,
  SERVER6,
  SOURCE,
} from "../../src/config/address-kinds.js";
import { Cursor } from "../../src/config/cursor.js";
import { Dialect } from "../../src/config/dialect.js";
import { type Kind, type Value } from "../../src/config/kinds.js";
import { contextOf } from "./context.js";

const CONTEXT = contextOf(Dialect.Comware);
const KEYWORDS = ["ipv6", "source"];

function cursorAt(line: string): Cursor {
  return new Cursor(line === "" ? [] : line.split(" "), CONTEXT, KEYWORDS);
}

describe("places in the network", () => {
  const taken: { kind: Kind<Value>; line: string; value: Value; words?: number }[] = [
    { kind: SERVER4, line: "192.0.2.1", value: "192.0.2.1" },
    { kind: SERVER4, line: "127.0.0.1", value: "127.0.0.1" },
    { kind: SERVER4, line: "1.0.0.0", value: "1.0.0.0" },
    { kind: SERVER4, line: "223.255.255.255", value: "223.255.255.255" },
    { kind: SERVER4, line: "NTP-1.Example.", value: "ntp-1.example." },
    { kind: SERVER4, line: "1a.example", value: "1a.example" },
    { kind: SERVER4, line: "_ntp", value: "_ntp" },
    { kind: SERVER6, line: "2001:DB8:0::1", value: "2001:db8::1" },
    { kind: SERVER6, line: "::1", value: "::1" },
    { kind: SERVER6, line: "fe80::1%eth1", value: "fe80::1%7" },
    { kind: PEER4, line: "128.0.0.1", value: "128.0.0.1" },
    { kind: PEER6, line: "::2", value: "::2" },
    { kind: PEER6, line: "peer.example", value: "peer.example" },
    { kind: INTERFACE, line: "vlan 2", value: "Vlan-interface2", words: 2 },
    { kind: INTERFACE, line: "eth0 2", value: "Vlan-interface2" },
    { kind: SOURCE, line: "vlan-interface 3", value: "Vlan-interface3", words: 2 },
    { kind: SOURCE, line: "192.0.2.7", value: "192.0.2.7" },
    { kind: LOCAL_CLOCK_ADDRESS, line: "127.127.1.3", value: 3 },
  ];
  for (const { kind, line, value, words = 1 } of taken)
    it(`${kind.hint(CONTEXT)} of ${line}`, () => {
      const cursor = cursorAt(`${line} next`);
      assert.equal(kind.read(cursor), value);
      assert.equal(cursor.at, words);
      const again = cursorAt(kind.write(value));
      assert.equal(kind.read(again), value);
    });

  const refused: { kind: Kind<Value>; line: string; why: RegExp }[] = [
    { kind: SERVER4, line: "", why: /^$/ },
    { kind: SERVER4, line: "source", why: /means something else by source/ },
    { kind: SERVER4, line: "Source", why: /means something else by source/ },
    { kind: SERVER4, line: "224.0.0.0", why: /multicast address is no server's/ },
    { kind: SERVER4, line: "0.1.2.3", why: /no host/ },
    { kind: SERVER4, line: "a.-b", why: /made of letters/ },
    { kind: SERVER4, line: "1.2.3.04", why: /no IPv4 address/ },
    { kind: SERVER6, line: "::ffff:1.2.3.4", why: /written as 1\.2\.3\.4/ },
    { kind: SERVER6, line: "fe80::1", why: /which interface/ },
    { kind: SERVER6, line: "fe80::1%lo", why: /^no interface lo/ },
    { kind: SERVER6, line: "2001:db8::1%eth1", why: /no IPv6 address/ },
    { kind: PEER4, line: "127.0.0.1", why: /loopback/ },
    { kind: PEER4, line: "255.255.255.255", why: /broadcast address is no peer's/ },
    { kind: PEER6, line: "::1", why: /loopback/ },
    { kind: PEER6, line: "::", why: /no host/ },
    { kind: INTERFACE, line: "eth9", why: /no such interface; there are/ },
    { kind: SOURCE, line: "0.0.0.1", why: /no IPv4 address of an interface/ },
    { kind: SOURCE, line: "2001:db8::1", why: /no IPv4 address of an interface/ },
    { kind: SOURCE, line: "eth9", why: /no such interface/ },
    { kind: LOCAL_CLOCK_ADDRESS, line: "127.127.1.4", why: /^$/ },
    { kind: LOCAL_CLOCK_ADDRESS, line: "127.127.2.0", why: /^$/ },
  ];
  for (const { kind, line, why } of refused)
    it(`${kind.hint(CONTEXT)} not of "${line}"`, () => {
      const cursor = cursorAt(line);
      assert.equal(kind.read(cursor), undefined);
      assert.equal(cursor.at, 0);
      assert.match(cursor.why, why);
    });

  it("offers the interfaces that there are, by both names", () => {
    for (const kind of [INTERFACE, SOURCE])
      assert.deepEqual(kind.offers(CONTEXT), [
        "Vlan-interface2",
        "Vlan-interface3",
        "GigabitEthernet1/0/1",
        "lo",
        "eth0",
        "eth1",
        "eth2",
      ]);
  });
});
