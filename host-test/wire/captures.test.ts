/** Packets that chrony 4.3, NTPsec 1.2.2 and ntpd 4.2.8p18 sent each other: see vectors/mac-captures.ts. */
import assert from "node:assert/strict";
import { Datagram } from "../../src/wire/datagram.js";
import { HEADER_LENGTH, modeOf, versionOf } from "../../src/wire/header.js";
import { Layout, Trailer } from "../../src/wire/trailer.js";
import { fromHex, toHex } from "../support/hex.js";
import { CAPTURES } from "../vectors/mac-captures.js";

describe("captured packets", () => {
  it("are all there", () => assert.equal(CAPTURES.length, 57));

  CAPTURES.forEach(({ version, mode, keyid, alg, payload, mac, check }, index) =>
    it(`${index}: version ${version}, mode ${mode}, key ${keyid}, ${alg}, ${check}`, () => {
      const datagram = new Datagram();
      const trailer = new Trailer();
      datagram.length = fromHex(payload, datagram.bytes);
      assert.equal(versionOf(datagram), version);
      assert.equal(modeOf(datagram), mode);
      const wanted = check === "crypto-NAK" ? Layout.CryptoNak : Layout.Authenticated;
      assert.equal(trailer.read(datagram), wanted);
      assert.equal(trailer.keyId, keyid);
      assert.equal(trailer.fieldCount, 0);
      assert.equal(trailer.macAt, HEADER_LENGTH);
      assert.equal(toHex(datagram.bytes, trailer.macAt, trailer.macAt + trailer.macLength), mac);
    }),
  );
});
