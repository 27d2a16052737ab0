import assert from "node:assert/strict";
import { KeyedDigest } from "../../src/crypto/keyed-digest.js";
import { toHex } from "../support/hex.js";
import { HASHES, messageOf, textOctets } from "../support/primitives-contract.js";
import { PurePrimitives } from "../support/pure-primitives.js";

const SECRETS = ["k", "a key of some length", "a key that is longer than a block is long; ".repeat(4)];

describe("keyed digest", () => {
  const primitives = new PurePrimitives();
  for (const { name, hash: id, digestLength } of HASHES)
    for (const text of SECRETS)
      it(`${name}: the digest of a secret of ${text.length} octets and the message`, () => {
        const hash = primitives.hash(id);
        const secret = textOctets(text);
        const code = new KeyedDigest(hash, secret);
        secret.fill(0);
        assert.equal(code.length, digestLength);

        const both = textOctets(`${text}message`);
        const wanted = new Uint8Array(digestLength);
        hash.begin();
        hash.update(both, both.length);
        hash.finish(wanted);

        const found = new Uint8Array(digestLength);
        code.compute(messageOf(textOctets("message, and more")), 7, found);
        assert.equal(toHex(found), toHex(wanted));
      });
});
