import assert from "node:assert/strict";
import { hmac } from "@noble/hashes/hmac.js";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { Hmac } from "../../src/crypto/hmac.js";
import { octets, toHex } from "../support/hex.js";
import { HASHES, messageOf, textOctets } from "../support/primitives-contract.js";
import { PurePrimitives } from "../support/pure-primitives.js";
import { seeded } from "../support/random.js";
import { HMAC_VECTORS } from "../vectors/hmac.js";

const MODELS = { md5, sha1, sha256, sha384, sha512 };

describe("HMAC", () => {
  const primitives = new PurePrimitives();
  for (const { name, hash: id, blockLength, digestLength } of HASHES)
    describe(name, () => {
      const hash = primitives.hash(id);
      const into = new Uint8Array(64);

      for (const { name: title, key, data, [name]: wanted } of HMAC_VECTORS)
        if (wanted !== undefined)
          it(title, () => {
            const message = data.startsWith("0x") ? octets(data.slice(2)) : textOctets(data);
            new Hmac(hash, octets(key)).compute(messageOf(message), message.length, into);
            assert.equal(toHex(into, 0, wanted.length / 2), wanted);
          });

      it(`is as long as the digest, ${digestLength} octets`, () =>
        assert.equal(new Hmac(hash, new Uint8Array(1)).length, digestLength));

      it("agrees with another's, for keys about as long as a block (seed 1)", () => {
        const random = seeded(1);
        for (let length = blockLength - 2; length <= blockLength + 2; length++) {
          const key = new Uint8Array(length).map(() => random(256));
          const message = new Uint8Array(60).map(() => random(256));
          const ours = new Hmac(hash, key);
          ours.compute(messageOf(message), 48, into);
          const theirs = hmac(MODELS[name], key, message.slice(0, 48));
          assert.equal(toHex(into, 0, digestLength), toHex(theirs), `a key of ${length} octets`);
        }
      });

      it("makes two keys' codes in turn, and copies its secret", () => {
        const message = textOctets("a packet");
        const secrets = [textOctets("first"), textOctets("second")];
        const macs = secrets.map(secret => new Hmac(hash, secret));
        const wanted = secrets.map(secret => toHex(hmac(MODELS[name], secret, message)));
        for (const secret of secrets) secret.fill(0);
        for (const turn of [0, 1, 0, 0, 1]) {
          macs[turn].compute(messageOf(message), message.length, into);
          assert.equal(toHex(into, 0, digestLength), wanted[turn]);
        }
      });
    });
});
