import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { Followed } from "../../src/report/followed.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { serverAt } from "../console/fake-node.js";

describe("who is followed", () => {
  it("is whom the last change led to, whoever has its place by then, until the time is lost", () => {
    const followed = new Followed();
    const told: unknown[] = [];
    for (const [happening, address, instance] of [
      [Happening.AssociationUp, "192.0.2.9", ""],
      [Happening.Synchronized, "192.0.2.1", "vpn1"],
      [Happening.StratumChanged, "192.0.2.9", ""],
      [Happening.SystemPeerChanged, "192.0.2.2", ""],
      [Happening.Holdover, "192.0.2.2", ""],
      [Happening.Unsynchronized, "192.0.2.2", ""],
    ] as const) {
      const association = serverAt(address, { instance });
      followed.take(happening, association);
      association.address.setIPv4(0);
      association.settings = undefined;
      told.push(followed.settings && `${formatAddress(followed.address)} ${followed.settings.instance}`);
    }
    const [first, second] = ["192.0.2.1 vpn1", "192.0.2.2 "];
    assert.deepEqual(told, [undefined, first, first, second, second, undefined]);
  });
});
