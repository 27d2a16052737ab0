/** PBKDF2 with HMAC-SHA-256: a vector of RFC 7914 section 11, and what OpenSSL derives. */
import assert from "node:assert/strict";
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

  const rows: { password: string; salt: string; iterations: number; atOnce: number; derived: string }[] = [
    {
      password: "",
      salt: "",
      iterations: 1,
      atOnce: 0,
      derived: "f7ce0b653d2d72a4108cf5abe912ffdd777616dbbb27a70e8204f3ae2d0f6fad",
    },
    {
      password: "Password",
      salt: "NaCl",
      iterations: 2,
      atOnce: 1,
      derived: "7897885f70bce63d18e043ad11c3a4b71a326b50c5e183d740d8924f5c3ead46",
    },
    {
      password: "p".repeat(100),
      salt: "s".repeat(60),
      iterations: 50,
      atOnce: 7,
      derived: "d4a958cf1249cf5ddc513db81a1beb212fa266907ae6c06fc0e43fc15f2b8207",
    },
    {
      password: "a",
      salt: "b",
      iterations: 200,
      atOnce: 1000,
      derived: "5bf7d3296267882f68d9c8325a8a5f89818f901b8a07b095cf7e1e335814f275",
    },
  ];
  for (const { password, salt, iterations, atOnce, derived } of rows)
    it(`as OpenSSL: ${iterations} iterations, ${atOnce} at once`, () => {
      const ours = new Pbkdf2(primitives, textOctets(password), textOctets(salt), iterations);
      let goes = 0;
      let octets = ours.advance(atOnce);
      for (; !octets; goes++) octets = ours.advance(atOnce);
      assert.equal(toHex(octets), derived);
      assert.equal(goes, atOnce > 0 ? Math.ceil((iterations - 1) / atOnce) - 1 : 0);
    });
});
