import assert from "node:assert/strict";
import { PlatformDigest } from "../../src/core/platform-digest.js";
import { octets, toHex } from "../support/hex.js";
import { PurePrimitives } from "../support/pure-primitives.js";

describe("digest by the platform", () => {
  const digest = new PlatformDigest(new PurePrimitives());

  // RFC 1321 appendix A.5.
  for (const [bytes, md5] of [
    ["", "d41d8cd98f00b204e9800998ecf8427e"],
    ["61", "0cc175b9c0f1b6a831c399e269772661"],
    ["616263", "900150983cd24fb0d6963f7d28e17f72"],
  ])
    it(`MD5 of "${bytes}"`, () => assert.equal(toHex(digest.md5(octets(bytes))), md5));

  it("holds until it is asked again", () => {
    const first = digest.md5(octets("61"));
    assert.equal(digest.md5(octets("616263")), first);
  });
});
