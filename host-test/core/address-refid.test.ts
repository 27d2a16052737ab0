import assert from "node:assert/strict";
import { addressRefid } from "../../src/core/address-refid.js";
import { PlatformDigest } from "../../src/core/platform-digest.js";
import { endpoint } from "../support/engine-rig.js";
import { PurePrimitives } from "../support/pure-primitives.js";

describe("the reference id of an address", () => {
  const digest = new PlatformDigest(new PurePrimitives());

  // Of an IPv6 address: the first octets of its MD5, as md5sum has it.
  for (const [address, refid] of [
    ["192.0.2.1", 0xc0000201],
    ["255.255.255.255", 0xffffffff],
    ["2001:db8::1", 0x39ab9b37],
    ["::1", 0xcf404dc8],
  ] as const)
    it(`${address}: ${refid.toString(16)}`, () =>
      assert.equal(addressRefid(endpoint(address), digest), refid));
});
