import assert from "node:assert/strict";
import { SECOND } from "../../src/time/fixed.js";
import { formatRefid, refidFromText, refidToText, smearRefid } from "../../src/wire/refid.js";

const TEXTS = [
  { text: "LOCL", refid: 0x4c4f_434c },
  { text: "INIT", refid: 0x494e_4954 },
  { text: "GPS", refid: 0x4750_5300 },
  { text: "X", refid: 0x5800_0000 },
  { text: "", refid: 0 },
];

const PRINTED = [
  { name: "a kiss code", refid: 0x5241_5445, stratum: 0, printed: "RATE" },
  { name: "a clock", refid: 0x4c4f_434c, stratum: 1, printed: "LOCL" },
  { name: "a clock of three letters", refid: 0x4750_5300, stratum: 1, printed: "GPS" },
  { name: "nothing at all", refid: 0, stratum: 1, printed: "" },
  { name: "what follows a zero", refid: 0x4700_5053, stratum: 1, printed: "G" },
  { name: "what a terminal would obey", refid: 0x1b5b_314d, stratum: 1, printed: ".[1M" },
  { name: "the ends of what prints", refid: 0x217e_207f, stratum: 0, printed: "!~.." },
  { name: "octets beyond ASCII", refid: 0x80ff_c080, stratum: 0, printed: "...." },
  { name: "an address", refid: 0xc000_0201, stratum: 2, printed: "192.0.2.1" },
  { name: "letters from stratum 2 on", refid: 0x4c4f_434c, stratum: 2, printed: "76.79.67.76" },
  { name: "all ones", refid: 0xffff_ffff, stratum: 15, printed: "255.255.255.255" },
  { name: "zero", refid: 0, stratum: 16, printed: "0.0.0.0" },
];

describe("reference id", () => {
  for (const { text, refid } of TEXTS)
    it(`"${text}" is ${refid.toString(16)}`, () => {
      assert.equal(refidFromText(text), refid);
      assert.equal(refidToText(refid), text);
    });

  it("leaves out what does not fit", () => assert.equal(refidFromText("LOCAL"), refidFromText("LOCA")));

  const smears: [seconds: number, refid: number, printed: string][] = [
    [0, 0xfe00_0000, "254.0.0.0"],
    [0.5, 0xfe20_0000, "254.32.0.0"],
    [-0.5, 0xfee0_0000, "254.224.0.0"],
    [-(2 ** -22), 0xfeff_ffff, "254.255.255.255"],
    [0.4 * 2 ** -22, 0xfe00_0000, "254.0.0.0"],
    [1, 0xfe40_0000, "254.64.0.0"],
  ];
  for (const [seconds, refid, printed] of smears)
    it(`a smear of ${seconds} s is ${printed}`, () => {
      assert.equal(smearRefid(Math.round(seconds * SECOND)), refid);
      assert.equal(formatRefid(refid, 2), printed);
    });

  for (const { name, refid, stratum, printed } of PRINTED)
    it(`prints ${name} at stratum ${stratum}`, () => assert.equal(formatRefid(refid, stratum), printed));
});
