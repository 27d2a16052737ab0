/** What is written is what net-snmp writes of the same: see vectors/snmp-notifications.ts. */
import assert from "node:assert/strict";
import { parseAddress } from "../../src/wire/address-text.js";
import { Endpoint } from "../../src/wire/address.js";
import { Tag } from "../../src/wire/ber.js";
import { Datagram } from "../../src/wire/datagram.js";
import { NotificationWriter } from "../../src/wire/snmp.js";
import { octets, toHex } from "../support/hex.js";
import { textOctets } from "../support/primitives-contract.js";
import { SNMP_VECTORS } from "../vectors/snmp-notifications.js";

type Name = keyof typeof SNMP_VECTORS;

const PUBLIC = textOctets("public");

const STRATUM_MESSAGE = `stratum of the system changes from 16 to 3; Größe ≥ 😀 ${"long ".repeat(30)}`;

function address(text: string): Endpoint {
  const endpoint = new Endpoint();
  assert.ok(parseAddress(text, endpoint));
  return endpoint;
}

const CASES: Readonly<Record<Name, (writer: NotificationWriter, into: Datagram, id: number) => void>> = {
  "one object": (writer, into, id) => {
    writer.begin(into, PUBLIC, id, 123_456, "1.3.6.1.2.1.197.0.1");
    writer.number("1.3.6.1.2.1.197.1.2.1.0", Tag.Integer, 6);
  },
  "octets, text of many scripts, and long lengths": (writer, into, id) => {
    writer.begin(into, PUBLIC, id, 0, "1.3.6.1.2.1.197.0.2");
    writer.octets("1.3.6.1.2.1.197.1.2.9.0", octets("00000000ec8f5a8000000000000000ff"), 16);
    writer.number("1.3.6.1.2.1.197.1.2.2.0", Tag.Unsigned32, 3);
    writer.text("1.3.6.1.2.1.197.1.5.1.0", STRATUM_MESSAGE);
  },
  "every type, at its ends": (writer, into, id) => {
    writer.begin(into, textOctets("c".repeat(40)), id, 0xffff_ffff, "1.3.6.1.4.1.25506.8.22.1.2.0.1");
    writer.number("1.3.6.1.4.1.25506.8.22.1.1.10.0", Tag.Integer, -129);
    writer.ipAddress("1.3.6.1.4.1.25506.8.22.1.1.19.0", address("192.0.2.1"));
    writer.number("1.3.6.1.2.1.197.1.2.12.0", Tag.Counter32, 0xffff_ffff);
    writer.number("1.3.6.1.2.1.197.1.2.8.0", Tag.TimeTicks, 128);
    writer.text("1.3.6.1.4.1.2011.6.80.1.5.0", "");
    writer.objectIdentifier("1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.4294967295.127.128.16383.16384");
    writer.number("1.2.3.0", Tag.Integer, -0x8000_0000);
    writer.number("1.2.4.0", Tag.Unsigned32, 0x8000_0000);
  },
};

const NAMES = Object.keys(CASES) as Name[];

function write(name: Name, datagram: Datagram, writer = new NotificationWriter()): boolean {
  CASES[name](writer, datagram, SNMP_VECTORS[name].requestId);
  return writer.end();
}

describe("SNMP notifications", () => {
  for (const name of NAMES)
    it(`writes ${name} as net-snmp does, with what was there before forgotten`, () => {
      const datagram = new Datagram();
      const writer = new NotificationWriter();
      write("octets, text of many scripts, and long lengths", datagram, writer);
      assert.ok(write(name, datagram, writer));
      assert.equal(toHex(datagram.bytes, 0, datagram.length), SNMP_VECTORS[name].octets);
    });

  for (const name of NAMES)
    it(`answers false wherever ${name} does not fit, and leaves the datagram's length`, () => {
      const whole = SNMP_VECTORS[name].octets.length / 2;
      assert.ok(write(name, new Datagram(new Uint8Array(whole))));
      for (let room = 0; room < whole; room++) {
        const datagram = new Datagram(new Uint8Array(room));
        assert.equal(write(name, datagram), false);
        assert.equal(datagram.length, 0);
      }
    });

  for (const { name, write: value, ends } of [
    {
      name: "an IPv6 address as InetAddress",
      write: (writer: NotificationWriter) => writer.inetAddress("1.3.0", address("2001:db8::1")),
      ends: "041020010db8000000000000000000000001",
    },
    {
      name: "an IPv4 address as InetAddress",
      write: (writer: NotificationWriter) => writer.inetAddress("1.3.0", address("192.0.2.1")),
      ends: "0404c0000201",
    },
    {
      name: "no address as InetAddress",
      write: (writer: NotificationWriter) => writer.inetAddress("1.3.0", undefined),
      ends: "0400",
    },
    {
      name: "an IPv6 address as IpAddress",
      write: (writer: NotificationWriter) => writer.ipAddress("1.3.0", address("2001:db8::1")),
      ends: "400400000000",
    },
    {
      name: "no address as IpAddress",
      write: (writer: NotificationWriter) => writer.ipAddress("1.3.0", undefined),
      ends: "400400000000",
    },
  ])
    it(`writes ${name}`, () => {
      const datagram = new Datagram();
      const writer = new NotificationWriter();
      writer.begin(datagram, PUBLIC, 1, 0, "1.3.6.1");
      value(writer);
      assert.ok(writer.end());
      assert.equal(toHex(datagram.bytes, datagram.length - ends.length / 2, datagram.length), ends);
    });

  it("carries a community name of any octets as it is", () => {
    const datagram = new Datagram();
    const writer = new NotificationWriter();
    writer.begin(datagram, octets("ff00e9"), 1, 0, "1.3.6.1");
    assert.ok(writer.end());
    assert.equal(toHex(datagram.bytes, 2, 10), "0201010403ff00e9");
  });

  it("counts the hundredths since the start modulo 2^32", () => {
    const datagrams = [0x1_0000_0005, 5].map(upTicks => {
      const datagram = new Datagram();
      const writer = new NotificationWriter();
      writer.begin(datagram, PUBLIC, 1, upTicks, "1.3.6.1");
      assert.ok(writer.end());
      return toHex(datagram.bytes, 0, datagram.length);
    });
    assert.equal(datagrams[0], datagrams[1]);
  });
});
