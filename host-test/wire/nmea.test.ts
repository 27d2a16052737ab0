import assert from "node:assert/strict";
import { SentenceKind } from "../../src/wire/nmea-kind.js";
import { Framing, NmeaReader, NO_NUMBER } from "../../src/wire/nmea.js";
import { octetsOf, sentence } from "../support/receiver-words.js";

/** What came of a text, in order: "whole", "checksum", "broken". */
function read(text: string | Uint8Array, reader = new NmeaReader()): string[] {
  const verdicts: string[] = [];
  for (const octet of typeof text === "string" ? octetsOf(text) : text) {
    const verdict = reader.take(octet);
    if (verdict === Framing.Whole) verdicts.push("whole");
    if (verdict === Framing.BadChecksum) verdicts.push("checksum");
    if (verdict === Framing.Broken) verdicts.push("broken");
  }
  return verdicts;
}

const GGA = "$GPGGA,202640.000,4404.1306,N,12118.8515,W,2,10,0.98,1127.7,M,-19.6,M,0000,0000*6C";

const LINES: readonly { name: string; text: string; verdicts: string[] }[] = [
  { name: "a sentence", text: `${GGA}\r\n`, verdicts: ["whole"] },
  { name: "a sentence that has no end of line", text: GGA, verdicts: ["whole"] },
  { name: "two in a row", text: GGA + GGA, verdicts: ["whole", "whole"] },
  { name: "nothing of a comment", text: "# Name: MT3339\r\n", verdicts: [] },
  { name: "one octet changed", text: GGA.replace("4404", "4405"), verdicts: ["checksum"] },
  { name: "the wrong checksum", text: GGA.replace("*6C", "*6D"), verdicts: ["checksum"] },
  { name: "a checksum in small letters", text: GGA.replace("*6C", "*6c"), verdicts: ["whole"] },
  { name: "no digits for a checksum", text: GGA.replace("*6C", "*6G"), verdicts: ["broken"] },
  { name: "a checksum of one digit", text: `${GGA.slice(0, -1)}\r\n`, verdicts: ["broken"] },
  { name: "no checksum", text: "$GPGSA,A,1\r\n", verdicts: ["broken"] },
  { name: "one cut by the next", text: GGA.slice(0, 30) + GGA, verdicts: ["broken", "whole"] },
  { name: "one cut in its checksum", text: GGA.slice(0, -1) + GGA, verdicts: ["broken", "whole"] },
  { name: "one cut by a frame", text: `$GPGGA,2026\xb5b${GGA}`, verdicts: ["broken", "whole"] },
  { name: "an octet beyond ASCII", text: "$GPTXT,\x7f*00", verdicts: ["broken"] },
  {
    name: "a sentence that goes on and on",
    text: `$${"A".repeat(300)}${GGA}`,
    verdicts: ["broken", "whole"],
  },
  { name: "more fields than any has", text: `$${",".repeat(60)}${GGA}`, verdicts: ["broken", "whole"] },
  { name: "dollars", text: "$$$", verdicts: ["broken", "broken"] },
  { name: "an empty sentence", text: "$*00", verdicts: ["whole"] },
];

const KINDS: readonly [address: string, kind: SentenceKind][] = [
  ["GPRMC", SentenceKind.Rmc],
  ["GNGGA", SentenceKind.Gga],
  ["GLZDA", SentenceKind.Zda],
  ["GAGSA", SentenceKind.Gsa],
  ["GBGSV", SentenceKind.Gsv],
  ["BDGSV", SentenceKind.Gsv],
  ["GPTXT", SentenceKind.Txt],
  ["GPGLL", SentenceKind.Other],
  ["GPRMCX", SentenceKind.Other],
  ["GPRM", SentenceKind.Other],
  ["IIRMC", SentenceKind.Other],
  ["PUBX", SentenceKind.Other],
  ["", SentenceKind.Other],
];

const NUMBERS: readonly [text: string, decimals: number, value: number][] = [
  ["12", 0, 12],
  ["007", 0, 7],
  ["0.98", 2, 98],
  ["0.98", 0, 0],
  ["0.987", 2, 98],
  ["5", 2, 500],
  [".5", 1, 5],
  ["5.", 1, 50],
  ["", 0, NO_NUMBER],
  [".", 0, NO_NUMBER],
  ["-1", 0, NO_NUMBER],
  ["1.2.3", 2, NO_NUMBER],
  ["1x", 0, NO_NUMBER],
  ["1234567890123456", 0, NO_NUMBER],
];

describe("NMEA sentences", () => {
  for (const { name, text, verdicts } of LINES)
    it(`reads ${name}: ${verdicts.join(", ") || "nothing"}`, () => assert.deepEqual(read(text), verdicts));

  for (const [address, kind] of KINDS)
    it(`knows ${address || "no address"} as ${kind}`, () => {
      const reader = new NmeaReader();
      assert.deepEqual(read(sentence(`${address},1`), reader), ["whole"]);
      assert.equal(reader.kind, kind);
    });

  for (const [text, decimals, value] of NUMBERS)
    it(`"${text}" with ${decimals} decimals is ${value}`, () => {
      const reader = new NmeaReader();
      read(sentence(`GPGGA,${text}`), reader);
      assert.equal(reader.number(1, decimals), value);
    });

  it("has its fields where they are, and none beyond", () => {
    const reader = new NmeaReader();
    read(sentence("GPRMC,120213.5,A,,xyz"), reader);
    assert.equal(reader.fieldCount, 5);
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map(field => reader.length(field)),
      [5, 8, 1, 0, 3, 0],
    );
    assert.deepEqual([reader.letter(2), reader.letter(3), reader.letter(9)], [0x41, 0, 0]);
    assert.deepEqual([reader.digits(1, 2, 2), reader.digits(1, 6, 2), reader.digits(4, 0, 1)], [2, -1, -1]);
    assert.deepEqual(
      [reader.begins(4, "xy"), reader.begins(4, "xyzz"), reader.begins(4, "y")],
      [true, false, false],
    );
    assert.equal(String.fromCharCode(reader.addressLetter(0), reader.addressLetter(1)), "GP");
    assert.equal(reader.addressLetter(5), 0);
  });

  it("says when it was cut in the midst of one", () => {
    const reader = new NmeaReader();
    assert.equal(reader.cut(), Framing.Open);
    read("$GPRMC", reader);
    assert.ok(reader.isInside);
    assert.equal(reader.cut(), Framing.Broken);
    assert.ok(!reader.isInside);
  });
});
