/** What is the node's own, by VPN instance. */
import assert from "node:assert/strict";
import { addressRefid, type Digest } from "../../src/core/address-refid.js";
import { OwnAddresses } from "../../src/core/own-addresses.js";
import { endpoint } from "../support/engine-rig.js";

const DIGEST: Digest = { md5: bytes => Uint8Array.from({ length: 16 }, (_, i) => bytes[i % bytes.length]) };

const OWN = [
  { address: endpoint("192.0.2.1"), instance: "" },
  { address: endpoint("2001:db8::1"), instance: "" },
  { address: endpoint("192.0.2.2"), instance: "vpn1" },
];

describe("own addresses", () => {
  const own = new OwnAddresses(DIGEST);
  own.set(OWN);
  const rows: { address: string; instance: string; isOwn: boolean }[] = [
    { address: "192.0.2.1", instance: "", isOwn: true },
    { address: "2001:db8::1", instance: "", isOwn: true },
    { address: "192.0.2.2", instance: "vpn1", isOwn: true },
    { address: "192.0.2.1", instance: "vpn1", isOwn: false },
    { address: "192.0.2.2", instance: "", isOwn: false },
    { address: "192.0.2.3", instance: "", isOwn: false },
  ];
  for (const { address, instance, isOwn } of rows)
    it(`${isOwn ? "have" : "lack"} ${address} in "${instance}", by any port and as a reference id`, () => {
      assert.equal(own.has(endpoint(address, 40_000), instance), isOwn);
      assert.equal(own.hasRefid(addressRefid(endpoint(address), DIGEST), instance), isOwn);
    });

  it("take the place of those before", () => {
    const changed = new OwnAddresses(DIGEST);
    changed.set(OWN);
    changed.set([]);
    const [{ address }] = OWN;
    assert.deepEqual(
      [changed.has(address, ""), changed.hasRefid(addressRefid(address, DIGEST), "")],
      [false, false],
    );
  });
});
