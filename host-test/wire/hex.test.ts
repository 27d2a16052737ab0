import assert from "node:assert/strict";
import { fromHex, toHex } from "../../src/wire/hex.js";

const OCTETS = [
  { text: "", octets: [] },
  { text: "00", octets: [0] },
  { text: "0f", octets: [0x0f] },
  { text: "f0", octets: [0xf0] },
  { text: "ff", octets: [0xff] },
  { text: "0123456789abcdef", octets: [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef] },
];

const REFUSED = [
  { name: "half an octet", text: "0" },
  { name: "an octet and a half", text: "001" },
  { name: "more than there is room for", text: "00".repeat(9) },
  { name: "a capital", text: "0A" },
  { name: "a letter past f", text: "0g" },
  { name: "a letter past f, first", text: "g0" },
  { name: "a blank", text: "0 " },
  { name: "a sign", text: "-1" },
];

describe("octets in hexadecimal", () => {
  for (const { text, octets } of OCTETS)
    it(`"${text}" is ${octets.length} octets`, () => {
      const bytes = new Uint8Array(8).fill(0xaa);
      assert.equal(fromHex(text, bytes), octets.length);
      assert.deepEqual([...bytes], [...octets, ...new Array<number>(8 - octets.length).fill(0xaa)]);
      assert.equal(toHex(bytes, octets.length), text);
    });

  it("writes no more than there is", () => assert.equal(toHex(new Uint8Array(2), 100), "0000"));

  for (const { name, text } of REFUSED)
    it(`refuses ${name}`, () => assert.equal(fromHex(text, new Uint8Array(8)), -1));
});
