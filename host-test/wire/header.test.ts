import assert from "node:assert/strict";
import { MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  copyTimestamp,
  HEADER_LENGTH,
  isTimestampZero,
  leapOf,
  Mode,
  modeOf,
  ORIGIN_TIMESTAMP,
  pollOf,
  precisionOf,
  readTimestamp,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  refidOf,
  rootDelayOf,
  rootDispersionOf,
  setFirst,
  setPoll,
  setPrecision,
  setRefid,
  setRootDelay,
  setRootDispersion,
  setStratum,
  stratumFromWire,
  stratumOf,
  timestampEquals,
  timestampSince,
  TRANSMIT_TIMESTAMP,
  versionOf,
  writeTimestamp,
  type TimestampField,
} from "../../src/wire/header.js";
import { seeded } from "../support/random.js";
import { fromHex, toHex } from "../support/hex.js";

/** A server's answer, every octet another one. Leap 1, version 4, mode 4; stratum 2; poll 6; precision -25. */
const ANSWER =
  "64 02 06 e7  00010203  04050607  c0000201" +
  "e0010203 10111213  e1212223 30313233  e2414243 50515253  e3616263 70717273";

/** NTPv1 has no mode: leap 0, version 1, the other bits zero. */
const VERSION_1 = "08 01 04 fa".padEnd(2 * HEADER_LENGTH + 3, "0");

const FIELDS = [
  { name: "reference", field: REFERENCE_TIMESTAMP, octet: 16, seconds: 0xe001_0203, fraction: 0x1011_1213 },
  { name: "origin", field: ORIGIN_TIMESTAMP, octet: 24, seconds: 0xe121_2223, fraction: 0x3031_3233 },
  { name: "receive", field: RECEIVE_TIMESTAMP, octet: 32, seconds: 0xe241_4243, fraction: 0x5051_5253 },
  { name: "transmit", field: TRANSMIT_TIMESTAMP, octet: 40, seconds: 0xe361_6263, fraction: 0x7071_7273 },
] as const;

/** Writes one field of a header of 0xaa; `octets` says which ones change, and to what. */
const WRITES: { name: string; write(datagram: Datagram): void; at: number; octets: string }[] = [
  { name: "first octet", write: d => setFirst(d, 3, 4, Mode.Client), at: 0, octets: "e3" },
  { name: "first octet of zeros", write: d => setFirst(d, 0, 0, Mode.Unspecified), at: 0, octets: "00" },
  { name: "first octet of ones", write: d => setFirst(d, 3, 7, Mode.Private), at: 0, octets: "ff" },
  {
    name: "first octet, version alone",
    write: d => setFirst(d, 0, 1, Mode.Unspecified),
    at: 0,
    octets: "08",
  },
  { name: "stratum 1", write: d => setStratum(d, 1), at: 1, octets: "01" },
  { name: "stratum 15", write: d => setStratum(d, 15), at: 1, octets: "0f" },
  { name: "stratum 16, which travels as 0", write: d => setStratum(d, 16), at: 1, octets: "00" },
  { name: "stratum 255, which travels as 0", write: d => setStratum(d, 255), at: 1, octets: "00" },
  { name: "poll", write: d => setPoll(d, 17), at: 2, octets: "11" },
  { name: "negative poll", write: d => setPoll(d, -2), at: 2, octets: "fe" },
  { name: "precision", write: d => setPrecision(d, -20), at: 3, octets: "ec" },
  { name: "precision that says nothing", write: d => setPrecision(d, 32), at: 3, octets: "20" },
  { name: "root delay", write: d => setRootDelay(d, SECOND / 4), at: 4, octets: "00004000" },
  { name: "root dispersion", write: d => setRootDispersion(d, 3 * SECOND), at: 8, octets: "00030000" },
  { name: "refid", write: d => setRefid(d, 0xfffe_fdfc), at: 12, octets: "fffefdfc" },
];

/** To 16.16: upwards, never beyond what the field holds. */
const SHORTS: { name: string; duration: Q32; units: number }[] = [
  { name: "nothing", duration: 0, units: 0 },
  { name: "the least duration, upwards", duration: 1, units: 1 },
  { name: "one unit exactly", duration: 0x1_0000, units: 1 },
  { name: "a little more than one unit", duration: 0x1_0001, units: 2 },
  { name: "a second", duration: SECOND, units: 0x1_0000 },
  { name: "a millisecond", duration: MILLISECOND, units: 66 },
  { name: "the most there is", duration: 0xffff_ffff * 0x1_0000, units: 0xffff_ffff },
  { name: "more than there is", duration: 0x1_0000 * SECOND, units: 0xffff_ffff },
  { name: "far more than there is", duration: 2 ** 53, units: 0xffff_ffff },
  { name: "less than nothing", duration: -1, units: 0 },
  { name: "far less than nothing", duration: -SECOND, units: 0 },
];

const packet = (hex: string): Datagram => {
  const datagram = new Datagram();
  datagram.length = fromHex(hex, datagram.bytes);
  return datagram;
};

const filled = (octet: number): Datagram => {
  const datagram = new Datagram();
  datagram.bytes.fill(octet);
  datagram.length = HEADER_LENGTH;
  return datagram;
};

const at = (seconds: number, fraction: number): Timestamp => {
  const timestamp = new Timestamp();
  timestamp.set(seconds, fraction);
  return timestamp;
};

describe("header", () => {
  it("reads every field of a hand-written answer", () => {
    const answer = packet(ANSWER);
    assert.equal(answer.length, HEADER_LENGTH);
    assert.equal(leapOf(answer), 1);
    assert.equal(versionOf(answer), 4);
    assert.equal(modeOf(answer), Mode.Server);
    assert.equal(stratumOf(answer), 2);
    assert.equal(pollOf(answer), 6);
    assert.equal(precisionOf(answer), -25);
    assert.equal(rootDelayOf(answer), 0x0001_0203 * 0x1_0000);
    assert.equal(rootDispersionOf(answer), 0x0405_0607 * 0x1_0000);
    assert.equal(refidOf(answer), 0xc000_0201);
  });

  it("finds no mode in version 1", () => {
    const request = packet(VERSION_1);
    assert.equal(versionOf(request), 1);
    assert.equal(modeOf(request), Mode.Unspecified);
    assert.equal(leapOf(request), 0);
    assert.equal(precisionOf(request), -6);
  });

  it("numbers the modes as RFC 5905 figure 10 does", () => {
    const modes = [
      Mode.Unspecified,
      Mode.SymmetricActive,
      Mode.SymmetricPassive,
      Mode.Client,
      Mode.Server,
      Mode.Broadcast,
      Mode.Control,
      Mode.Private,
    ];
    assert.deepEqual(modes, [0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it("takes the first octet apart, and puts it together again, for all 256", () => {
    const datagram = new Datagram();
    const copy = new Datagram();
    for (let octet = 0; octet < 256; octet++) {
      datagram.bytes[0] = octet;
      setFirst(copy, leapOf(datagram), versionOf(datagram), modeOf(datagram));
      assert.equal(copy.bytes[0], octet);
    }
  });

  for (const { name, field, octet, seconds, fraction } of FIELDS) {
    it(`reads the ${name} timestamp`, () => {
      const answer = packet(ANSWER);
      const timestamp = new Timestamp();
      readTimestamp(answer, field, timestamp);
      assert.deepEqual([timestamp.seconds, timestamp.fraction], [seconds, fraction]);
      assert.ok(timestampEquals(answer, field, timestamp));
      assert.ok(!timestampEquals(answer, field, at(seconds, fraction + 1)));
      assert.ok(!timestampEquals(answer, field, at(seconds + 1, fraction)));
      for (const by of [0, 7, 3 * SECOND + 5, -SECOND - 1]) {
        timestamp.set(seconds, fraction);
        timestamp.add(by);
        assert.equal(timestampSince(answer, field, timestamp), 0 - by);
      }
    });

    it(`writes the ${name} timestamp, and nothing else`, () => {
      const datagram = filled(0xaa);
      writeTimestamp(datagram, field, at(0x8001_0203, 0xf405_0607));
      assert.equal(toHex(datagram.bytes, 0, HEADER_LENGTH), patched(octet, "80010203f4050607"));
    });

    it(`knows zero from a single bit in the ${name} timestamp`, () => {
      const datagram = filled(0xaa);
      writeTimestamp(datagram, field, at(0, 0));
      assert.ok(isTimestampZero(datagram, field));
      writeTimestamp(datagram, field, at(0, 1));
      assert.ok(!isTimestampZero(datagram, field));
      writeTimestamp(datagram, field, at(0x8000_0000, 0));
      assert.ok(!isTimestampZero(datagram, field));
    });
  }

  it("copies a timestamp bit for bit, from any field to any", () => {
    const fields: readonly TimestampField[] = FIELDS.map(row => row.field);
    for (const from of fields)
      for (const to of fields) {
        const datagram = packet(ANSWER);
        const whole = toHex(datagram.bytes, 0, HEADER_LENGTH);
        copyTimestamp(datagram, from, to);
        const wanted =
          whole.slice(0, 2 * to) + whole.slice(2 * from, 2 * from + 16) + whole.slice(2 * to + 16);
        assert.equal(toHex(datagram.bytes, 0, HEADER_LENGTH), wanted);
      }
  });

  for (const { name, write, at: octet, octets } of WRITES)
    it(`writes ${name} at octet ${octet}, and nothing else`, () => {
      const datagram = filled(0xaa);
      write(datagram);
      assert.equal(toHex(datagram.bytes, 0, HEADER_LENGTH), patched(octet, octets));
    });

  for (const { name, duration, units } of SHORTS)
    it(`writes ${name} as ${units} short units`, () => {
      const datagram = filled(0xaa);
      setRootDelay(datagram, duration);
      setRootDispersion(datagram, duration);
      assert.equal(datagram.view.getUint32(4), units);
      assert.equal(datagram.view.getUint32(8), units);
      assert.ok(Object.is(rootDelayOf(datagram), units * 0x1_0000));
      assert.ok(Object.is(rootDispersionOf(datagram), units * 0x1_0000));
    });

  it("never understates a distance, nor overstates it by a unit (seed 11)", () => {
    const random = seeded(11);
    const datagram = new Datagram();
    for (let i = 0; i < 10_000; i++) {
      const duration = random(0xffff) * SECOND + random(2 ** 32);
      setRootDispersion(datagram, duration);
      const units = (BigInt(duration) + 0xffffn) >> 16n;
      assert.equal(BigInt(datagram.view.getUint32(8)), units);
    }
  });

  it("stratum 0 on the wire is 16, every other is itself", () => {
    assert.equal(stratumFromWire(0), 16);
    for (let stratum = 1; stratum < 256; stratum++) assert.equal(stratumFromWire(stratum), stratum);
  });

  it("clears the header, not what lies behind it", () => {
    const datagram = filled(0xaa);
    datagram.length = 100;
    clearHeader(datagram);
    assert.equal(datagram.length, HEADER_LENGTH);
    assert.equal(toHex(datagram.bytes, 0, HEADER_LENGTH + 1), "00".repeat(HEADER_LENGTH) + "aa");
  });

  it("what is written reads back, whatever the octets (seed 12)", () => {
    const random = seeded(12);
    const from = new Datagram();
    const to = new Datagram();
    const timestamp = new Timestamp();
    for (let i = 0; i < 1_000; i++) {
      for (let octet = 0; octet < HEADER_LENGTH; octet++) from.bytes[octet] = random(256);
      clearHeader(to);
      setFirst(to, leapOf(from), versionOf(from), modeOf(from));
      from.bytes[1] %= 16;
      setStratum(to, stratumOf(from));
      setPoll(to, pollOf(from));
      setPrecision(to, precisionOf(from));
      setRootDelay(to, rootDelayOf(from));
      setRootDispersion(to, rootDispersionOf(from));
      setRefid(to, refidOf(from));
      for (const { field } of FIELDS) {
        readTimestamp(from, field, timestamp);
        writeTimestamp(to, field, timestamp);
      }
      assert.equal(toHex(to.bytes, 0, HEADER_LENGTH), toHex(from.bytes, 0, HEADER_LENGTH));
    }
  });
});

/** A header of 0xaa with `octets` from `octet` on. */
function patched(octet: number, octets: string): string {
  return ("aa".repeat(octet) + octets).padEnd(2 * HEADER_LENGTH, "a");
}
