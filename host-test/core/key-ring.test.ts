import assert from "node:assert/strict";
import { PlatformCodes } from "../../src/core/codes.js";
import { KeyMode } from "../../src/core/key-mode.js";
import { KeyRing, MAX_KEYS } from "../../src/core/key-ring.js";
import { type SharedKey } from "../../src/core/settings.js";
import { Datagram } from "../../src/wire/datagram.js";
import { clearHeader, HEADER_LENGTH, Mode, setFirst } from "../../src/wire/header.js";
import { Layout, Trailer } from "../../src/wire/trailer.js";
import { declareCaptures } from "../support/captured-keys.js";
import { STRIDE } from "../support/effort.js";
import { toHex } from "../support/hex.js";
import { textOctets } from "../support/primitives-contract.js";
import { PurePrimitives } from "../support/pure-primitives.js";
import { seeded } from "../support/random.js";

const ID = 0x8000_0007;
const primitives = new PurePrimitives();
const codes = new PlatformCodes(primitives);

/** Octets of the MAC, its key id included, in versions up to 3 and in version 4. */
const LENGTHS = [
  { name: "md5", mode: KeyMode.Md5, whole: 20, version4: 20 },
  { name: "sha1", mode: KeyMode.Sha1, whole: 24, version4: 24 },
  { name: "sha256", mode: KeyMode.Sha256, whole: 36, version4: 24 },
  { name: "sha384", mode: KeyMode.Sha384, whole: 52, version4: 24 },
  { name: "sha512", mode: KeyMode.Sha512, whole: 68, version4: 24 },
  { name: "hmac-sha-1", mode: KeyMode.HmacSha1, whole: 24, version4: 24 },
  { name: "hmac-sha-256", mode: KeyMode.HmacSha256, whole: 36, version4: 24 },
  { name: "hmac-sha-384", mode: KeyMode.HmacSha384, whole: 52, version4: 24 },
  { name: "hmac-sha-512", mode: KeyMode.HmacSha512, whole: 68, version4: 24 },
  { name: "aes-128-cmac", mode: KeyMode.Aes128Cmac, whole: 20, version4: 20 },
  { name: "aes-256-cmac", mode: KeyMode.Aes256Cmac, whole: 20, version4: 20 },
];

const keySettings = (id: number, mode: KeyMode, text = "secret"): SharedKey => {
  const length = mode === KeyMode.Aes128Cmac ? 16 : mode === KeyMode.Aes256Cmac ? 32 : text.length;
  return { id, mode, secret: textOctets(text.padEnd(length, ".")) };
};

/** A ring of one key of this mode, with the id `ID`. */
const ringOf = (mode: KeyMode, text?: string): KeyRing => {
  const ring = new KeyRing(codes);
  ring.configure([keySettings(ID, mode, text)]);
  return ring;
};

/** A request of `version` without a MAC, room for one after it. */
const request = (version: number, room = 80): Datagram => {
  const datagram = new Datagram(new Uint8Array(HEADER_LENGTH + room).fill(0x5a));
  clearHeader(datagram);
  setFirst(datagram, 0, version, Mode.Client);
  return datagram;
};

describe("key ring: captured packets", () => declareCaptures(primitives));

describe("key ring: the MAC", () => {
  for (const { name, mode, whole, version4 } of LENGTHS)
    for (const version of [1, 2, 3, 4])
      describe(`${name}, version ${version}`, () => {
        const ring = ringOf(mode);
        const key = ring.find(ID)!;
        const trailer = new Trailer();
        const wanted = version === 4 ? version4 : whole;
        let datagram: Datagram;
        beforeEach(() => {
          datagram = request(version);
          ring.mac(datagram, key);
          trailer.read(datagram);
        });

        it(`has ${wanted} octets, after the packet and with nothing behind`, () => {
          assert.equal(datagram.length, HEADER_LENGTH + wanted);
          assert.deepEqual(
            [trailer.layout, trailer.keyId, trailer.macLength],
            [Layout.Authenticated, ID, wanted],
          );
          assert.equal(
            toHex(datagram.bytes, 0, HEADER_LENGTH),
            toHex(request(version).bytes, 0, HEADER_LENGTH),
          );
          assert.equal(toHex(datagram.bytes, datagram.length), "5a".repeat(80 - wanted));
        });

        it("proves the packet, and is not changed by it", () => {
          const before = toHex(datagram.bytes);
          assert.equal(ring.verify(datagram, trailer, key), true);
          assert.equal(toHex(datagram.bytes), before);
        });

        it("is another one if any bit of packet, key id or digest is", () => {
          for (let bit = 0; bit < 8 * datagram.length; bit += STRIDE) {
            // Another version would make it another length.
            if (bit >= 3 && bit < 6) continue;
            datagram.bytes[bit >>> 3] ^= 1 << (bit & 7);
            trailer.read(datagram);
            assert.equal(ring.verify(datagram, trailer, key), false, `bit ${bit & 7} of octet ${bit >>> 3}`);
            datagram.bytes[bit >>> 3] ^= 1 << (bit & 7);
          }
        });

        it("is not of another length", () => {
          for (let length = 0; length <= 76; length++) {
            trailer.macLength = length;
            assert.equal(ring.verify(datagram, trailer, key), length === wanted, `${length} octets`);
          }
        });

        it("is not another key's of the same id", () => {
          const other = ringOf(mode, "other");
          assert.equal(other.verify(datagram, trailer, other.find(ID)!), false);
        });

        it("is not the same key's under another id", () => {
          ring.configure([keySettings(ID, mode), keySettings(ID + 1, mode)]);
          assert.equal(ring.verify(datagram, trailer, ring.find(ID + 1)!), false);
        });

        it("takes its own room and no more", () => {
          const tight = request(version, wanted);
          ring.mac(tight, key);
          assert.equal(tight.length, HEADER_LENGTH + wanted);
          const narrow = request(version, wanted - 1);
          assert.throws(() => ring.mac(narrow, key), RangeError);
          assert.equal(narrow.length, HEADER_LENGTH);
          assert.equal(toHex(narrow.bytes, HEADER_LENGTH), "5a".repeat(wanted - 1));
        });
      });

  it("covers extension fields", () => {
    const ring = ringOf(KeyMode.Aes128Cmac);
    const key = ring.find(ID)!;
    const datagram = request(4);
    datagram.view.setUint32(HEADER_LENGTH, (0x0104 << 16) | 16);
    datagram.length += 16;
    ring.mac(datagram, key);
    const trailer = new Trailer();
    trailer.read(datagram);
    assert.deepEqual([trailer.fieldCount, trailer.macAt], [1, HEADER_LENGTH + 16]);
    assert.equal(ring.verify(datagram, trailer, key), true);
    datagram.bytes[HEADER_LENGTH + 9] ^= 1;
    assert.equal(ring.verify(datagram, trailer, key), false);
  });

  it("a digest that is right in its first octets, and wrong beyond what another cuts off, is refused", () => {
    const ring = ringOf(KeyMode.Sha256);
    const datagram = request(3);
    ring.mac(datagram, ring.find(ID)!);
    datagram.bytes.fill(0, HEADER_LENGTH + 24, datagram.length);
    const trailer = new Trailer();
    assert.equal(trailer.read(datagram), Layout.Authenticated);
    assert.equal(ring.verify(datagram, trailer, ring.find(ID)!), false);
  });

  it("a version 3 digest cut to 20 octets is refused", () => {
    const ring = ringOf(KeyMode.Sha256);
    const datagram = request(3);
    ring.mac(datagram, ring.find(ID)!);
    datagram.length = HEADER_LENGTH + 24;
    const trailer = new Trailer();
    assert.equal(trailer.read(datagram), Layout.Authenticated);
    assert.equal(ring.verify(datagram, trailer, ring.find(ID)!), false);
  });
});

describe("key ring: the keys", () => {
  for (const id of [1, 2, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff])
    it(`${id} is a key id`, () => {
      const ring = new KeyRing(codes);
      ring.configure([keySettings(id, KeyMode.Md5)]);
      assert.equal(ring.find(id)?.id, id);
      assert.equal(ring.find(id)?.mode, KeyMode.Md5);
    });

  const rows = [
    { name: "0", keys: [keySettings(0, KeyMode.Md5)] },
    { name: "-1", keys: [keySettings(-1, KeyMode.Md5)] },
    { name: "2^32", keys: [keySettings(2 ** 32, KeyMode.Md5)] },
    { name: "1.5", keys: [keySettings(1.5, KeyMode.Md5)] },
    { name: "NaN", keys: [keySettings(NaN, KeyMode.Md5)] },
    { name: "an id twice", keys: [3, 1, 3].map(id => keySettings(id, KeyMode.Md5)) },
    { name: "no secret", keys: [keySettings(1, KeyMode.Md5, "")] },
    {
      name: `${MAX_KEYS + 1} keys`,
      keys: Array.from({ length: MAX_KEYS + 1 }, (_, i) => keySettings(i + 1, KeyMode.Md5)),
    },
  ];
  for (const { name, keys } of rows)
    it(`${name}: refused, and the keys are those of before`, () => {
      const ring = ringOf(KeyMode.Md5);
      const before = ring.find(ID);
      assert.throws(() => ring.configure(keys), RangeError);
      assert.equal(ring.find(ID), before);
      assert.equal(ring.find(1), undefined);
    });

  it("an empty ring has none", () => assert.equal(new KeyRing(codes).find(1), undefined));

  it("a ring configured anew has the new ones only", () => {
    const ring = ringOf(KeyMode.Md5);
    ring.configure([keySettings(5, KeyMode.Sha1)]);
    assert.equal(ring.find(ID), undefined);
    assert.equal(ring.find(5)?.mode, KeyMode.Sha1);
  });

  it("keeps its secrets, whatever becomes of what it was given", () => {
    const settings = keySettings(ID, KeyMode.Md5);
    const ring = new KeyRing(codes);
    ring.configure([settings]);
    settings.secret.fill(0);
    const [datagram, wanted] = [request(4), request(4)];
    ring.mac(datagram, ring.find(ID)!);
    const other = ringOf(KeyMode.Md5);
    other.mac(wanted, other.find(ID)!);
    assert.equal(toHex(datagram.bytes), toHex(wanted.bytes));
  });

  for (const seed of [1, 2, 3])
    it(`finds each of up to ${MAX_KEYS} and no other, in whatever order they are given (seed ${seed})`, () => {
      const random = seeded(seed);
      const ring = new KeyRing(codes);
      for (const count of [1, 2, 3, 64, 127, MAX_KEYS]) {
        const model = new Map<number, KeyMode>();
        while (model.size < count)
          model.set(1 + random(random(2) === 0 ? 300 : 0xffff_ffff), random(KeyMode.HmacSha512 + 1));
        ring.configure([...model].map(([id, mode]) => keySettings(id, mode)));
        for (const [id, mode] of model) {
          assert.equal(ring.find(id)?.id, id);
          assert.equal(ring.find(id)?.mode, mode);
          assert.equal(ring.find(id + 1)?.mode, model.get(id + 1));
        }
        for (let id = 0; id < 310; id++) assert.equal(ring.find(id)?.mode, model.get(id), `${id}`);
      }
    });
});
