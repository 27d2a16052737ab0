import assert from "node:assert/strict";
import { aessiv } from "@noble/ciphers/aes.js";
import { Siv, SIV_LENGTH } from "../../src/crypto/siv.js";
import { octets, toHex } from "../support/hex.js";
import { PurePrimitives } from "../support/pure-primitives.js";
import { seeded } from "../support/random.js";
import { SIV_VECTORS } from "../vectors/siv.js";

describe("AES-SIV", () => {
  const primitives = new PurePrimitives();
  const random = seeded(7);
  const randomOctets = (length: number): Uint8Array => new Uint8Array(length).map(() => random(256));

  for (const { name, key, names, plain, sealed } of SIV_VECTORS)
    it(`RFC 5297 ${name}`, () => {
      const siv = new Siv(octets(key), primitives);
      const parts = names.map(octets);
      assert.equal(toHex(siv.seal(octets(plain), ...parts)), sealed);
      assert.equal(toHex(siv.open(octets(sealed), ...parts)!), plain);
    });

  for (const keyLength of [32, 64])
    it(`keys of ${keyLength} octets: agrees with another's for every length to 70 octets (seed 7)`, () => {
      for (let length = 0; length <= 70; length++) {
        const [key, name, plain] = [randomOctets(keyLength), randomOctets(length % 20), randomOctets(length)];
        const sealed = new Siv(key, primitives).seal(plain, name);
        assert.equal(sealed.length, SIV_LENGTH + length);
        assert.equal(toHex(sealed), toHex(aessiv(key, name).encrypt(plain)), `${length} octets`);
        assert.equal(toHex(new Siv(key, primitives).open(sealed, name)!), toHex(plain));
      }
    });

  it("opens nothing with a bit turned, cut short, lengthened, or under another name or key", () => {
    const key = randomOctets(32);
    const siv = new Siv(key, primitives);
    const name = octets("01");
    const sealed = siv.seal(octets("0011223344"), name);
    for (let bit = 0; bit < 8 * sealed.length; bit++) {
      const turned = sealed.slice();
      turned[bit >>> 3] ^= 1 << (bit & 7);
      assert.equal(siv.open(turned, name), undefined, `bit ${bit}`);
    }
    for (let length = 0; length < sealed.length; length++)
      assert.equal(siv.open(sealed.slice(0, length), name), undefined, `${length} octets`);
    assert.equal(siv.open(Uint8Array.of(...sealed, 0), name), undefined);
    assert.equal(siv.open(sealed, octets("02")), undefined);
    assert.equal(siv.open(sealed), undefined);
    assert.equal(siv.open(sealed, name, octets("")), undefined);
    assert.equal(new Siv(randomOctets(32), primitives).open(sealed, name), undefined);
    assert.notEqual(siv.open(sealed, name), undefined);
  });

  it("opens what lies anywhere in a buffer, and changes nothing that it is given", () => {
    const siv = new Siv(randomOctets(32), primitives);
    const buffer = new Uint8Array(40).fill(9);
    const sealed = siv.seal(buffer.subarray(3, 20));
    buffer.set(sealed, 5);
    const before = toHex(buffer);
    assert.equal(toHex(siv.open(buffer.subarray(5, 5 + sealed.length))!), "09".repeat(17));
    assert.equal(toHex(buffer), before);
  });

  it("takes keys of no other length", () => {
    for (const length of [0, 16, 31, 48])
      assert.throws(() => new Siv(new Uint8Array(length), primitives), RangeError);
  });
});
