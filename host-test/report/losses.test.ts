import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { Loss } from "../../src/core/loss.js";
import { AssociationKind } from "../../src/core/settings.js";
import { Losses } from "../../src/report/losses.js";
import { Timestamp } from "../../src/time/moment.js";
import { localClock, serverAt } from "../console/fake-node.js";

function at(second: number): Timestamp {
  const time = new Timestamp();
  time.set(second, 0);
  return time;
}

describe("losses of synchronization", () => {
  it("are kept, the latest first, ten at most", () => {
    const losses = new Losses();
    losses.take(Happening.Synchronized, serverAt("192.0.2.1"), 0, at(0));
    for (let second = 1; second <= 12; second++)
      losses.take(Happening.Holdover, undefined, Loss.Unreachable, at(second));
    assert.deepEqual(
      losses.latest.map(({ time }) => time.seconds),
      [12, 11, 10, 9, 8, 7, 6, 5, 4, 3],
    );
  });

  it("are none before anybody was followed", () => {
    const losses = new Losses();
    losses.take(Happening.Unsynchronized, undefined, Loss.ServiceOff, at(1));
    assert.deepEqual(losses.latest, []);
  });

  const rows = [
    [serverAt("192.0.2.1"), "192.0.2.1", "client, configured"],
    [serverAt("192.0.2.1", { instance: "vrf1" }), "192.0.2.1(vrf1)", "client, configured"],
    [localClock(), "LOCAL(0)", "reference clock, configured"],
    [
      serverAt("192.0.2.1", { kind: AssociationKind.SymmetricActive }),
      "192.0.2.1",
      "symmetric active, configured",
    ],
    [
      serverAt("192.0.2.1", { kind: AssociationKind.SymmetricPassive, isDynamic: true }),
      "192.0.2.1",
      "symmetric passive, dynamic",
    ],
    [
      serverAt("192.0.2.1", { kind: AssociationKind.BroadcastClient, isDynamic: true, source: "Eth1/0/1" }),
      "192.0.2.1",
      "bdcast client (Interface: Eth1/0/1), dynamic",
    ],
  ] as const;
  for (const [association, source, sessionType] of rows)
    it(`are of ${source}, ${sessionType}`, () => {
      const losses = new Losses();
      losses.take(Happening.SystemPeerChanged, association, 0, at(0));
      losses.take(Happening.Unsynchronized, undefined, Loss.Denied, at(1));
      const [loss] = losses.latest;
      assert.deepEqual([loss.source, loss.sessionType, loss.loss], [source, sessionType, Loss.Denied]);
    });
});
