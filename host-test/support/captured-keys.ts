/** Captured packets against keys of ours, as tests of any platform's primitives. */
import assert from "node:assert/strict";
import { PlatformCodes } from "../../src/core/codes.js";
import { KeyMode } from "../../src/core/key-mode.js";
import { KeyRing } from "../../src/core/key-ring.js";
import { type Primitives } from "../../src/crypto/primitives.js";
import { Datagram } from "../../src/wire/datagram.js";
import { Trailer } from "../../src/wire/trailer.js";
import { CAPTURES } from "../vectors/mac-captures.js";
import { fromHex, octets, toHex } from "./hex.js";

/** A captured digest's name to the mode of such a key. */
const MODES: Readonly<Record<string, KeyMode>> = {
  MD5: KeyMode.Md5,
  SHA1: KeyMode.Sha1,
  SHA256: KeyMode.Sha256,
  AES128CMAC: KeyMode.Aes128Cmac,
};

export function declareCaptures(primitives: Primitives): void {
  CAPTURES.forEach(({ version, mode, keyid, alg, key: secret, payload, mac, check }, index) =>
    describe(`${index}: version ${version}, mode ${mode}, key ${keyid}, ${alg}, ${check}`, () => {
      const datagram = new Datagram();
      const trailer = new Trailer();
      const ring = new KeyRing(new PlatformCodes(primitives));
      beforeEach(() => {
        datagram.bytes.fill(0x5a);
        datagram.length = fromHex(payload, datagram.bytes);
        trailer.read(datagram);
      });

      if (check === "crypto-NAK") {
        it("is no key's", () => {
          ring.configure([{ id: 1, mode: KeyMode.Md5, secret: octets("6b6579") }]);
          assert.equal(ring.find(trailer.keyId), undefined);
          assert.equal(ring.verify(datagram, trailer, ring.find(1)!), false);
        });
        return;
      }

      it("is proved by its key", () => {
        ring.configure([{ id: keyid, mode: MODES[alg], secret: octets(secret) }]);
        assert.equal(ring.verify(datagram, trailer, ring.find(trailer.keyId)!), true);
      });

      it("gets the same MAC from us", () => {
        ring.configure([{ id: keyid, mode: MODES[alg], secret: octets(secret) }]);
        datagram.length = trailer.macAt;
        ring.mac(datagram, ring.find(keyid)!);
        assert.equal(toHex(datagram.bytes, 0, datagram.length), payload);
        assert.equal(toHex(datagram.bytes, trailer.macAt, datagram.length), mac);
      });

      it("is not proved by another secret", () => {
        const other = octets(secret);
        other[other.length - 1] ^= 1;
        ring.configure([{ id: keyid, mode: MODES[alg], secret: other }]);
        assert.equal(ring.verify(datagram, trailer, ring.find(keyid)!), false);
      });
    }),
  );
}
