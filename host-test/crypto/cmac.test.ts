import assert from "node:assert/strict";
import { cmac } from "@noble/ciphers/aes.js";
import { Cmac } from "../../src/crypto/cmac.js";
import { octets, toHex } from "../support/hex.js";
import { messageOf } from "../support/primitives-contract.js";
import { PurePrimitives } from "../support/pure-primitives.js";
import { seeded } from "../support/random.js";
import { CMAC_MESSAGE, CMAC_VECTORS } from "../vectors/cmac.js";

describe("AES-CMAC", () => {
  const primitives = new PurePrimitives();
  const into = new Uint8Array(20);

  for (const { name, key, length, mac } of CMAC_VECTORS)
    it(`${name}: ${length} octets`, () => {
      into.fill(0xee);
      new Cmac(primitives.aes(octets(key))).compute(messageOf(octets(CMAC_MESSAGE)), length, into);
      assert.equal(toHex(into), `${mac}eeeeeeee`);
    });

  it("is 16 octets long", () => assert.equal(new Cmac(primitives.aes(new Uint8Array(16))).length, 16));

  for (const keyLength of [16, 32])
    it(`AES-${8 * keyLength}: agrees with another's for every length to 100 octets (seed ${keyLength})`, () => {
      const random = seeded(keyLength);
      for (let length = 0; length <= 100; length++) {
        const key = new Uint8Array(keyLength).map(() => random(256));
        const message = new Uint8Array(100).map(() => random(256));
        const ours = new Cmac(primitives.aes(key));
        // Twice: nothing of the first must be left for the second.
        for (let i = 0; i < 2; i++) {
          ours.compute(messageOf(message), length, into);
          assert.equal(toHex(into, 0, 16), toHex(cmac(message.slice(0, length), key)), `${length} octets`);
        }
      }
    });
});
