import assert from "node:assert/strict";
import { Datagram, MAX_DATAGRAM } from "../../src/wire/datagram.js";
import { clearHeader, HEADER_LENGTH, Mode, setFirst } from "../../src/wire/header.js";
import { fieldLength, fieldType, Layout, Trailer } from "../../src/wire/trailer.js";
import { tries } from "../support/effort.js";
import { fromHex, toHex } from "../support/hex.js";
import { seeded } from "../support/random.js";

/** An extension field of `length` octets. */
const field = (type: number, length: number): string => (hex16(type) + hex16(length)).padEnd(2 * length, "f");
const hex16 = (value: number): string => value.toString(16).padStart(4, "0");

/** A key id of 0x80000007 and a digest of `length` octets. */
const mac = (length: number): string => "80000007" + "dd".repeat(length);
const CRYPTO_NAK = "00000000";

interface Row {
  readonly name: string;
  readonly version: number;
  readonly trailer: string;
  readonly layout: Layout;
  /** Lengths of the extension fields. */
  readonly fields?: readonly number[];
  readonly macLength?: number;
}

const ROWS: readonly Row[] = [
  { name: "a header alone", version: 4, trailer: "", layout: Layout.Plain },
  { name: "a crypto-NAK", version: 4, trailer: CRYPTO_NAK, layout: Layout.CryptoNak, macLength: 4 },
  { name: "four octets that are not zero", version: 4, trailer: "00000001", layout: Layout.Malformed },
  { name: "an MD5 MAC", version: 4, trailer: mac(16), layout: Layout.Authenticated, macLength: 20 },
  { name: "a SHA-1 MAC", version: 4, trailer: mac(20), layout: Layout.Authenticated, macLength: 24 },
  // What is as long as a MAC is one, even if it looks like a field: RFC 7822.
  {
    name: "20 octets like a field",
    version: 4,
    trailer: field(0x104, 20),
    layout: Layout.Authenticated,
    macLength: 20,
  },
  {
    name: "24 octets like a field",
    version: 4,
    trailer: field(0x104, 24),
    layout: Layout.Authenticated,
    macLength: 24,
  },
  { name: "16 octets like a field", version: 4, trailer: field(0x104, 16), layout: Layout.Malformed },
  { name: "8 octets", version: 4, trailer: mac(4), layout: Layout.Malformed },
  { name: "12 octets", version: 4, trailer: mac(8), layout: Layout.Malformed },
  { name: "22 octets", version: 4, trailer: mac(18), layout: Layout.Malformed },
  { name: "1 octet", version: 4, trailer: "00", layout: Layout.Malformed },
  { name: "3 octets", version: 4, trailer: "000000", layout: Layout.Malformed },
  { name: "25 octets", version: 4, trailer: field(0x104, 25), layout: Layout.Malformed },
  { name: "a SHA-256 MAC, too long for version 4", version: 4, trailer: mac(32), layout: Layout.Malformed },
  {
    name: "the shortest last field",
    version: 4,
    trailer: field(0x104, 28),
    layout: Layout.Plain,
    fields: [28],
  },
  { name: "a long field", version: 4, trailer: field(0x104, 400), layout: Layout.Plain, fields: [400] },
  {
    name: "the longest that fits",
    version: 4,
    trailer: field(0x104, MAX_DATAGRAM - HEADER_LENGTH),
    layout: Layout.Plain,
    fields: [MAX_DATAGRAM - HEADER_LENGTH],
  },
  {
    name: "the shortest field before a MAC",
    version: 4,
    trailer: field(0x104, 16) + mac(16),
    layout: Layout.Authenticated,
    fields: [16],
    macLength: 20,
  },
  {
    name: "three fields and a MAC",
    version: 4,
    trailer: field(1, 16) + field(2, 28) + field(3, 20) + mac(20),
    layout: Layout.Authenticated,
    fields: [16, 28, 20],
    macLength: 24,
  },
  {
    name: "a field and a crypto-NAK",
    version: 4,
    trailer: field(0x104, 32) + CRYPTO_NAK,
    layout: Layout.CryptoNak,
    fields: [32],
    macLength: 4,
  },
  {
    name: "short fields, the last long",
    version: 4,
    trailer: field(1, 16) + field(2, 28),
    layout: Layout.Plain,
    fields: [16, 28],
  },
  {
    name: "a last field of 16 without a MAC",
    version: 4,
    trailer: field(1, 28) + field(2, 16),
    layout: Layout.Malformed,
  },
  {
    name: "a field of no length",
    version: 4,
    trailer: field(1, 28).replace("001c", "0000"),
    layout: Layout.Malformed,
  },
  {
    name: "a field of 12 octets",
    version: 4,
    trailer: field(1, 12) + field(2, 28),
    layout: Layout.Malformed,
  },
  {
    name: "a field of 18 octets",
    version: 4,
    trailer: field(1, 18) + field(2, 30),
    layout: Layout.Malformed,
  },
  {
    name: "a field longer than the datagram",
    version: 4,
    trailer: field(1, 28).replace("001c", "0020"),
    layout: Layout.Malformed,
  },
  {
    name: "a field of 65532 octets",
    version: 4,
    trailer: field(1, 28).replace("001c", "fffc"),
    layout: Layout.Malformed,
  },
  { name: "a field, then 8 octets", version: 4, trailer: field(1, 28) + mac(4), layout: Layout.Malformed },
  {
    name: "a field, then a SHA-256 MAC",
    version: 4,
    trailer: field(1, 28) + mac(32),
    layout: Layout.Malformed,
  },
  { name: "a header alone", version: 3, trailer: "", layout: Layout.Plain },
  { name: "a crypto-NAK", version: 3, trailer: CRYPTO_NAK, layout: Layout.CryptoNak, macLength: 4 },
  { name: "a DES authenticator", version: 3, trailer: mac(8), layout: Layout.Authenticated, macLength: 12 },
  { name: "an MD5 MAC", version: 3, trailer: mac(16), layout: Layout.Authenticated, macLength: 20 },
  { name: "a SHA-256 MAC", version: 3, trailer: mac(32), layout: Layout.Authenticated, macLength: 36 },
  { name: "a SHA-512 MAC", version: 3, trailer: mac(64), layout: Layout.Authenticated, macLength: 68 },
  {
    name: "what would be a field",
    version: 3,
    trailer: field(0x104, 28),
    layout: Layout.Authenticated,
    macLength: 28,
  },
  { name: "a key id with 4 octets", version: 3, trailer: mac(4), layout: Layout.Malformed },
  { name: "a key id with half a word", version: 3, trailer: mac(18), layout: Layout.Malformed },
  { name: "more than any digest", version: 3, trailer: mac(68), layout: Layout.Malformed },
  { name: "a SHA-1 MAC", version: 2, trailer: mac(20), layout: Layout.Authenticated, macLength: 24 },
  { name: "a SHA-512 MAC", version: 1, trailer: mac(64), layout: Layout.Authenticated, macLength: 68 },
];

/** A request of `version` with what follows its header. */
const datagramOf = (version: number, trailer: string): Datagram => {
  const datagram = new Datagram();
  datagram.bytes.fill(0x5a);
  clearHeader(datagram);
  setFirst(datagram, 0, version, Mode.Client);
  datagram.length += fromHex(trailer, datagram.bytes.subarray(HEADER_LENGTH));
  return datagram;
};

/** Walks the fields as the file's header shows. */
const walk = (datagram: Datagram, trailer: Trailer): number[] => {
  const lengths: number[] = [];
  for (let at = HEADER_LENGTH; at < trailer.macAt; at += fieldLength(datagram, at))
    lengths.push(fieldLength(datagram, at));
  return lengths;
};

describe("trailer", () => {
  for (const { name, version, trailer, layout, fields = [], macLength = 0 } of ROWS)
    it(`version ${version}: ${name}`, () => {
      const datagram = datagramOf(version, trailer);
      const before = toHex(datagram.bytes);
      const read = new Trailer();
      read.read(datagramOf(4, field(9, 28) + mac(20))); // what must not shine through
      assert.equal(read.read(datagram), layout);
      assert.equal(read.layout, layout);
      assert.deepEqual(walk(datagram, read), fields);
      assert.equal(read.fieldCount, fields.length);
      assert.equal(read.macLength, macLength);
      assert.equal(read.macAt, layout === Layout.Malformed ? HEADER_LENGTH : datagram.length - macLength);
      const keyId = macLength === 0 ? 0 : datagram.view.getUint32(datagram.length - macLength);
      assert.equal(read.keyId, keyId);
      assert.equal(toHex(datagram.bytes), before);
    });

  it("knows nothing before it has read", () => {
    const { layout, macAt, macLength, keyId, fieldCount } = new Trailer();
    assert.deepEqual(
      [layout, macAt, macLength, keyId, fieldCount],
      [Layout.Malformed, HEADER_LENGTH, 0, 0, 0],
    );
  });

  it("tells fields apart by type", () => {
    const datagram = datagramOf(4, field(0x0104, 16) + field(0xf323, 28));
    assert.equal(fieldType(datagram, HEADER_LENGTH), 0x0104);
    assert.equal(fieldType(datagram, HEADER_LENGTH + 16), 0xf323);
  });

  for (const length of [0, 1, 47])
    it(`${length} octets are no header`, () => {
      const datagram = datagramOf(4, "");
      datagram.length = length;
      assert.equal(new Trailer().read(datagram), Layout.Malformed);
    });

  it("a datagram that was cut off on receipt is not read, whatever is left of it", () => {
    const datagram = datagramOf(4, field(1, MAX_DATAGRAM - HEADER_LENGTH));
    assert.equal(new Trailer().read(datagram), Layout.Plain);
    datagram.length = MAX_DATAGRAM + 4;
    assert.equal(new Trailer().read(datagram), Layout.Malformed);
  });

  for (const version of [0, 1, 2, 3, 4, 5, 6, 7])
    it(`version ${version}: no octets make it throw, and what it finds adds up (seed ${version + 20})`, () => {
      const random = seeded(version + 20);
      const datagram = new Datagram();
      const trailer = new Trailer();
      const seen = new Set<Layout>();
      for (let i = 0; i < tries(40_000); i++) {
        // Mostly small numbers, in words: chance alone would never make a field.
        for (let at = HEADER_LENGTH; at < 256; at += 4)
          datagram.view.setUint32(at, random(3) === 0 ? random(2 ** 32) : random(24) * 4);
        setFirst(datagram, random(4), version, random(8));
        datagram.length = random(8) === 0 ? random(256) : HEADER_LENGTH + 4 * random(40);
        seen.add(trailer.read(datagram));
        const lengths = walk(datagram, trailer);
        assert.equal(lengths.length, trailer.fieldCount);
        if (trailer.layout === Layout.Malformed) continue;
        const sum = lengths.reduce((total, length) => total + length, HEADER_LENGTH);
        assert.equal(sum + trailer.macLength, datagram.length);
      }
      assert.equal(seen.size, 4, "every layout was met");
    });
});
