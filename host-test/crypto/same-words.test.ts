import assert from "node:assert/strict";
import { sameWords } from "../../src/crypto/same-words.js";
import { octets } from "../support/hex.js";

const A = "01020304";
const B = "a1b2c3d4";

const ROWS = [
  { name: "equal words", code: A + B, bytes: A + B, at: 0, length: 8, same: true },
  { name: "equal words further on, wherever", code: B, bytes: `ff${B}`, at: 1, length: 4, same: true },
  { name: "no words", code: A, bytes: B, at: 0, length: 0, same: true },
  { name: "a difference after those compared", code: A + A, bytes: A + B, at: 0, length: 4, same: true },
  { name: "a difference before those compared", code: B, bytes: A + B, at: 4, length: 4, same: true },
  { name: "another first word", code: A + B, bytes: B + B, at: 0, length: 8, same: false },
  { name: "another last word", code: A + B, bytes: A + A, at: 0, length: 8, same: false },
  { name: "the highest bit alone", code: A + A, bytes: `81020304${A}`, at: 0, length: 8, same: false },
  { name: "the lowest bit alone", code: A + A, bytes: `${A}01020305`, at: 0, length: 8, same: false },
  {
    name: "differences that cancel out in a sum",
    code: "00000001ffffffff",
    bytes: "0000000000000000",
    at: 0,
    length: 8,
    same: false,
  },
  { name: "differences that cancel out in a xor", code: B + B, bytes: A + A, at: 0, length: 8, same: false },
];

const viewOf = (hex: string): DataView => new DataView(octets(hex).buffer);

describe("words in constant time", () => {
  for (const { name, code, bytes, at, length, same } of ROWS)
    it(name, () => assert.equal(sameWords(viewOf(code), viewOf(bytes), at, length), same));

  it("looks at every word, however early they differ", () => {
    const code = viewOf(A + A + A);
    const read: number[] = [];
    code.getInt32 = at => {
      read.push(at);
      return DataView.prototype.getInt32.call(code, at);
    };
    assert.equal(sameWords(code, viewOf(B + A + A), 0, 12), false);
    assert.deepEqual(read, [0, 4, 8]);
  });
});
