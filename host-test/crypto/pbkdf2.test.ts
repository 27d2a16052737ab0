/** PBKDF2 with HMAC-SHA-256: the vectors of RFC 7914 section 11, and another's. */
import assert from "node:assert/strict";
import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { Pbkdf2 } from "../../src/crypto/pbkdf2.js";
import { toHex } from "../support/hex.js";
import { textOctets } from "../support/primitives-contract.js";
import { PurePrimitives } from "../support/pure-primitives.js";

const primitives = new PurePrimitives();

describe("PBKDF2", () => {
  it("RFC 7914", () => {
    const derived = new Pbkdf2(primitives, textOctets("passwd"), textOctets("salt"), 1).advance(1)!;
    assert.equal(toHex(derived), "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
  });

  const rows: { password: string; salt: string; iterations: number; atOnce: number }[] = [
    { password: "", salt: "", iterations: 1, atOnce: 0 },
    { password: "Password", salt: "NaCl", iterations: 2, atOnce: 1 },
    { password: "p".repeat(100), salt: "s".repeat(60), iterations: 50, atOnce: 7 },
    { password: "a", salt: "b", iterations: 200, atOnce: 1000 },
  ];
  for (const { password, salt, iterations, atOnce } of rows)
    it(`as another's: ${iterations} iterations, ${atOnce} at once`, () => {
      const ours = new Pbkdf2(primitives, textOctets(password), textOctets(salt), iterations);
      let goes = 0;
      let derived = ours.advance(atOnce);
      for (; !derived; goes++) derived = ours.advance(atOnce);
      const theirs = pbkdf2(sha256, textOctets(password), textOctets(salt), { c: iterations, dkLen: 32 });
      assert.equal(toHex(derived), toHex(theirs));
      assert.equal(goes, atOnce > 0 ? Math.ceil((iterations - 1) / atOnce) - 1 : 0);
    });
});
