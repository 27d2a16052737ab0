import assert from "node:assert/strict";
import { BerWriter, Tag } from "../../src/wire/ber.js";
import { toHex } from "../support/hex.js";

// X.690 section 8.3 and 8.19, worked out by hand.
const INTEGERS = [
  { value: 0, octets: "020100" },
  { value: 127, octets: "02017f" },
  { value: 128, octets: "02020080" },
  { value: -1, octets: "0201ff" },
  { value: -128, octets: "020180" },
  { value: -129, octets: "0202ff7f" },
  { value: 255, octets: "020200ff" },
  { value: 32767, octets: "02027fff" },
  { value: 32768, octets: "0203008000" },
  { value: 0x7fff_ffff, octets: "02047fffffff" },
  { value: -0x8000_0000, octets: "020480000000" },
  { value: 0x8000_0000, octets: "02050080000000" },
  { value: 0xffff_ffff, octets: "020500ffffffff" },
];

const NAMES = [
  { oid: "1.3.6.1", octets: "06032b0601" },
  { oid: "1.3.127.128.16383.16384", octets: "06092b7f8100ff7f818000" },
  { oid: "1.3.4294967295", octets: "06062b8fffffff7f" },
  { oid: "2.999.3", octets: "0603883703" },
];

const TEXTS = [
  { text: "", octets: "0400" },
  { text: "ntp", octets: "04036e7470" },
  { text: "\u007f\u0080\u07ff\u0800\uffff", octets: "040b7fc280dfbfe0a080efbfbf" },
  { text: "\u{1f600}", octets: "0404f09f9880" },
  { text: "a\ud83d", octets: "040461efbfbd" },
];

/** What `write` writes where there is room for `room` octets; undefined: it did not fit. */
function written(write: (ber: BerWriter) => void, room = 70_000): string | undefined {
  const bytes = new Uint8Array(room);
  const ber = new BerWriter();
  ber.begin(bytes);
  write(ber);
  return ber.isTooLong ? undefined : toHex(bytes, 0, ber.length);
}

function frame(ber: BerWriter, length: number): void {
  const start = ber.open(Tag.Sequence);
  for (let i = 0; i < length; i++) ber.octet(i & 0xff);
  ber.close(start);
}

describe("BER", () => {
  for (const { value, octets } of INTEGERS)
    it(`writes the integer ${value}`, () =>
      assert.equal(
        written(ber => ber.integer(Tag.Integer, value)),
        octets,
      ));

  for (const { oid, octets } of NAMES)
    it(`writes the object identifier ${oid}`, () =>
      assert.equal(
        written(ber => ber.objectIdentifier(oid)),
        octets,
      ));

  for (const { text, octets } of TEXTS)
    it(`writes ${JSON.stringify(text)} as UTF-8`, () =>
      assert.equal(
        written(ber => ber.text(text)),
        octets,
      ));

  it("writes octets under any tag", () =>
    assert.equal(
      written(ber => ber.octets(Tag.IpAddress, Uint8Array.of(192, 0, 2, 1, 9), 4)),
      "4004c0000201",
    ));

  for (const [length, header] of [
    [0, "3000"],
    [127, "307f"],
    [128, "308180"],
    [255, "3081ff"],
    [256, "30820100"],
    [65535, "3082ffff"],
  ] as const)
    it(`gives a frame of ${length} octets the shortest length there is, and loses none of them`, () => {
      const octets = written(ber => frame(ber, length))!;
      assert.equal(octets.slice(0, header.length), header);
      assert.equal(octets.length, header.length + 2 * length);
      if (length > 0) assert.equal(octets.slice(header.length, header.length + 2), "00");
      if (length > 0) assert.equal(parseInt(octets.slice(-2), 16), (length - 1) & 0xff);
    });

  it("fills the room that there is to the last octet, and says so where something does not fit", () => {
    const whole = written(ber => frame(ber, 200))!.length / 2;
    assert.notEqual(
      written(ber => frame(ber, 200), whole),
      undefined,
    );
    for (let room = 0; room < whole; room++)
      assert.equal(
        written(ber => frame(ber, 200), room),
        undefined,
      );
  });

  it("begins anew after what was too long", () => {
    const ber = new BerWriter();
    ber.begin(new Uint8Array(1));
    ber.text("too long");
    const bytes = new Uint8Array(3);
    ber.begin(bytes);
    ber.integer(Tag.Integer, 5);
    assert.deepEqual([ber.isTooLong, ber.length, toHex(bytes)], [false, 3, "020105"]);
  });
});
