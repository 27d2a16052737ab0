import assert from "node:assert/strict";
import { Framing } from "../../src/wire/nmea.js";
import { frame, PAYLOAD, UbxReader } from "../../src/wire/ubx.js";
import { octets } from "../support/hex.js";
import { ubxFrame } from "../support/receiver-words.js";

/** What came of octets, in order. */
function read(bytes: Iterable<number>, reader = new UbxReader()): string[] {
  const verdicts: string[] = [];
  for (const octet of bytes) {
    const verdict = reader.take(octet);
    if (verdict === Framing.Whole) verdicts.push("whole");
    if (verdict === Framing.BadChecksum) verdicts.push("checksum");
    if (verdict === Framing.Broken) verdicts.push("broken");
  }
  return verdicts;
}

/** NAV-TIMELS of an M8T, as it came. */
const TIMELS = octets("b5620126180018de2d0e000000000112000000000000000000000000000184e3");
const LONG = ubxFrame(0x0135, new Uint8Array(1000).fill(0x24));

const changed = (at: number): Uint8Array => TIMELS.map((octet, i) => (i === at ? octet ^ 1 : octet));

const LINES: readonly { name: string; bytes: number[]; verdicts: string[] }[] = [
  { name: "a frame", bytes: [...TIMELS], verdicts: ["whole"] },
  { name: "two in a row", bytes: [...TIMELS, ...TIMELS], verdicts: ["whole", "whole"] },
  { name: "one without a payload", bytes: [...ubxFrame(0x0a04, new Uint8Array(0))], verdicts: ["whole"] },
  { name: "one longer than what is kept", bytes: [...LONG, ...TIMELS], verdicts: ["whole", "whole"] },
  { name: "one after half a beginning", bytes: [0xb5, 0xb5, ...TIMELS.subarray(1)], verdicts: ["whole"] },
  { name: "a changed class", bytes: [...changed(2)], verdicts: ["checksum"] },
  { name: "a changed payload", bytes: [...changed(9)], verdicts: ["checksum"] },
  { name: "a changed first sum", bytes: [...changed(30)], verdicts: ["checksum"] },
  { name: "a changed second sum", bytes: [...changed(31)], verdicts: ["checksum"] },
  {
    name: "a length that none has",
    bytes: [0xb5, 0x62, 1, 2, 0x01, 0x10, ...TIMELS],
    verdicts: ["broken", "whole"],
  },
  { name: "text", bytes: [...new TextEncoder().encode("$GPGSA,A,1*1E\r\n")], verdicts: [] },
];

describe("UBX frames", () => {
  for (const { name, bytes, verdicts } of LINES)
    it(`reads ${name}: ${verdicts.join(", ") || "nothing"}`, () => assert.deepEqual(read(bytes), verdicts));

  it("has the message, its length and its payload", () => {
    const reader = new UbxReader();
    read(TIMELS, reader);
    assert.deepEqual([reader.message, reader.length], [0x0126, 24]);
    assert.equal(reader.payload.getUint32(0, true), 237_887_000);
    assert.equal(reader.payload.getInt8(9), 18);
  });

  it("is inside from its second octet to its last", () => {
    const reader = new UbxReader();
    const inside = [...TIMELS].map(octet => {
      reader.take(octet);
      return reader.isInside;
    });
    assert.deepEqual([inside.indexOf(true), inside.lastIndexOf(true)], [1, TIMELS.length - 2]);
    assert.equal(reader.cut(), Framing.Open);
    read(TIMELS.subarray(0, 9), reader);
    assert.equal(reader.cut(), Framing.Broken);
    assert.deepEqual(read(TIMELS, reader), ["whole"]);
  });

  it("writes what it reads", () => {
    const bytes = new Uint8Array(40);
    bytes.set(TIMELS.subarray(PAYLOAD, PAYLOAD + 24), PAYLOAD);
    assert.equal(frame(0x0126, 24, bytes), TIMELS.length);
    assert.deepEqual(bytes.subarray(0, TIMELS.length), TIMELS);
  });
});
