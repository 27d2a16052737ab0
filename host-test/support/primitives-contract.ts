/** What any platform's primitives must do, as tests: the boards' own, and those that stand in for them on XS. */
import assert from "node:assert/strict";
import { HashFunction, type Primitives } from "../../src/crypto/primitives.js";
import { type Message } from "../../src/crypto/mac.js";
import { HASH_VECTORS } from "../vectors/hashes.js";
import { octets, toHex } from "./hex.js";

/** Names as test vectors have them. */
export const HASHES = [
  { name: "md5", hash: HashFunction.Md5, blockLength: 64, digestLength: 16 },
  { name: "sha1", hash: HashFunction.Sha1, blockLength: 64, digestLength: 20 },
  { name: "sha256", hash: HashFunction.Sha256, blockLength: 64, digestLength: 32 },
  { name: "sha384", hash: HashFunction.Sha384, blockLength: 128, digestLength: 48 },
  { name: "sha512", hash: HashFunction.Sha512, blockLength: 128, digestLength: 64 },
] as const;

/** FIPS 197 appendix C.1 and C.3. */
const AES_KEYS = [
  { length: 16, cipher: "69c4e0d86a7b0430d8cdb78070b4c55a" },
  { length: 32, cipher: "8ea2b7ca516745bfeafc49904b496089" },
];
const AES_PLAIN = "00112233445566778899aabbccddeeff";

export function declareContract(primitives: Primitives): void {
  for (const { name, hash: id, blockLength, digestLength } of HASHES)
    describe(name, () => {
      const hash = primitives.hash(id);
      const digest = new Uint8Array(digestLength);
      const digestOf = (...parts: Uint8Array[]): string => {
        hash.begin();
        for (const part of parts) hash.update(part, part.length);
        hash.finish(digest);
        return toHex(digest);
      };

      it(`has blocks of ${blockLength} octets, and digests of ${digestLength}`, () =>
        assert.deepEqual([hash.blockLength, hash.digestLength], [blockLength, digestLength]));

      for (const { text, [name]: wanted } of HASH_VECTORS)
        if (wanted !== undefined)
          it(`of "${text.slice(0, 40)}", ${text.length} octets`, () =>
            assert.equal(digestOf(textOctets(text)), wanted));

      it("is the same whatever parts a message comes in, long or short", () => {
        const message = new Uint8Array(10_000).map((_, i) => (i * 7) ^ (i >>> 8));
        const parts: Uint8Array[] = [];
        for (let at = 0; at < message.length; at += parts.length)
          parts.push(message.slice(at, at + parts.length + 1));
        assert.equal(digestOf(...parts), digestOf(message));
        assert.notEqual(digestOf(...parts), digestOf(message.subarray(1)));
      });

      it("takes as many octets as it is told, and lets them change at once", () => {
        const wanted = digestOf(textOctets("abc"));
        const bytes = textOctets("abcdef".repeat(5_000));
        hash.begin();
        hash.update(bytes, 3);
        bytes.fill(0);
        hash.finish(digest);
        assert.equal(toHex(digest), wanted);
      });

      it("forgets a message that was not finished", () => {
        const wanted = digestOf(textOctets("abc"));
        hash.begin();
        hash.update(textOctets("something else".repeat(20)), 280);
        assert.equal(digestOf(textOctets("abc")), wanted);
      });

      it("writes its digest over what it was given, and nothing beyond", () => {
        const wanted = digestOf(textOctets("x".repeat(80)));
        const bytes = textOctets("x".repeat(80));
        hash.begin();
        hash.update(bytes, 80);
        hash.finish(bytes);
        assert.equal(toHex(bytes), wanted + "78".repeat(80 - digestLength));
      });
    });

  describe("AES", () => {
    for (const { length, cipher } of AES_KEYS)
      it(`${8 * length}: FIPS 197's example, twice, and whatever became of the key`, () => {
        const key = new Uint8Array(length).map((_, i) => i);
        const aes = primitives.aes(key);
        key.fill(0);
        for (let i = 0; i < 2; i++) {
          const block = octets(AES_PLAIN);
          aes.encrypt(block);
          assert.equal(toHex(block), cipher);
        }
      });
  });
}

/** `bytes` as a code is made of them. */
export function messageOf(bytes: Uint8Array): Message {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) };
}

/** The octets of ASCII text. */
export function textOctets(text: string): Uint8Array {
  return Uint8Array.from(text, letter => letter.charCodeAt(0));
}
