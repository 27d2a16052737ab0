import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { EntityMode, EntityState } from "../../src/report/entity-state.js";
import { localClock, serverAt } from "../console/fake-node.js";

const SERVER = serverAt("192.0.2.1");
const SOURCES = [SERVER];
const NONE: readonly Association[] = [];

describe("the mode of the entity", () => {
  it("follows what happens, and is told once", () => {
    const reported = { associations: NONE };
    const state = new EntityState(reported);
    assert.equal(state.mode, EntityMode.NotRunning);
    for (const [happening, associations, of, mode, isNew] of [
      [Happening.ConfigurationChanged, NONE, SERVER, EntityMode.NotRunning, false],
      [Happening.ServiceStarted, NONE, SERVER, EntityMode.NoneConfigured, true],
      [Happening.ConfigurationChanged, NONE, SERVER, EntityMode.NoneConfigured, false],
      [Happening.ConfigurationChanged, SOURCES, SERVER, EntityMode.NotSynchronized, true],
      [Happening.AssociationUp, SOURCES, SERVER, EntityMode.NotSynchronized, false],
      [Happening.Synchronized, SOURCES, SERVER, EntityMode.SyncToRemoteServer, true],
      [Happening.SystemPeerChanged, SOURCES, SERVER, EntityMode.SyncToRemoteServer, false],
      [Happening.ServiceStarted, SOURCES, SERVER, EntityMode.SyncToRemoteServer, false],
      [Happening.ConfigurationChanged, SOURCES, SERVER, EntityMode.SyncToRemoteServer, false],
      [Happening.SystemPeerChanged, SOURCES, localClock(), EntityMode.SyncToLocal, true],
      [Happening.Holdover, SOURCES, SERVER, EntityMode.NotSynchronized, true],
      [Happening.Unsynchronized, SOURCES, SERVER, EntityMode.NotSynchronized, false],
      [Happening.ConfigurationChanged, NONE, SERVER, EntityMode.NoneConfigured, true],
      [Happening.ServiceStopped, NONE, SERVER, EntityMode.NotRunning, true],
    ] as const) {
      reported.associations = associations;
      assert.deepEqual([state.take(happening, of), state.mode], [isNew, mode], String(happening));
    }
  });
});
