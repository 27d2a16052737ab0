import assert from "node:assert/strict";
import { sameOctets } from "../../src/crypto/same-octets.js";
import { octets } from "../support/hex.js";

const ROWS = [
  { name: "equal octets", code: "010203", bytes: "010203", at: 0, length: 3, same: true },
  { name: "equal octets further on", code: "0203", bytes: "010203", at: 1, length: 2, same: true },
  { name: "no octets", code: "01", bytes: "02", at: 0, length: 0, same: true },
  {
    name: "a difference after those compared",
    code: "0102ff",
    bytes: "0102fe",
    at: 0,
    length: 2,
    same: true,
  },
  { name: "a difference before those compared", code: "02", bytes: "ff02ff", at: 1, length: 1, same: true },
  { name: "another first octet", code: "000203", bytes: "010203", at: 0, length: 3, same: false },
  { name: "another last octet", code: "010202", bytes: "010203", at: 0, length: 3, same: false },
  { name: "one bit, the highest", code: "010283", bytes: "010203", at: 0, length: 3, same: false },
  {
    name: "differences that cancel out in a sum",
    code: "0201",
    bytes: "0102",
    at: 0,
    length: 2,
    same: false,
  },
  {
    name: "differences that cancel out in a xor",
    code: "0303",
    bytes: "0202",
    at: 0,
    length: 2,
    same: false,
  },
];

describe("octets in constant time", () => {
  for (const { name, code, bytes, at, length, same } of ROWS)
    it(name, () => assert.equal(sameOctets(octets(code), octets(bytes), at, length), same));

  it("looks at every octet, however early they differ", () => {
    const seen: PropertyKey[] = [];
    const watched = new Proxy(octets("00020304"), {
      get: (target, index) => {
        seen.push(index);
        return target[Number(index)];
      },
    });
    sameOctets(watched, octets("01020304"), 0, 4);
    assert.deepEqual(seen, ["0", "1", "2", "3"]);
  });
});
