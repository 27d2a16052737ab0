/** The events that control queries tell of: which are counted, and how far. */
import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { EventCounts, PeerEvent, SystemEvent } from "../../src/core/event-counts.js";
import { Happening } from "../../src/core/happening.js";
import { Kiss } from "../../src/wire/kiss.js";
import { Rig, server } from "../support/engine-rig.js";

describe("event counts", () => {
  const rows: {
    name: string;
    happening: Happening;
    value?: number;
    system?: SystemEvent;
    peer?: PeerEvent;
  }[] = [
    { name: "a step", happening: Happening.Stepped, system: SystemEvent.Stepped },
    { name: "no source", happening: Happening.Unsynchronized, system: SystemEvent.NoPeer },
    { name: "a source gone", happening: Happening.AssociationDown, peer: PeerEvent.Unreachable },
    { name: "RATE", happening: Happening.KissOfDeath, value: Kiss.Rate, peer: PeerEvent.Rate },
    { name: "DENY", happening: Happening.KissOfDeath, value: Kiss.Deny, peer: PeerEvent.Denied },
    { name: "another kiss", happening: Happening.KissOfDeath, value: Kiss.Init },
    {
      name: "synchronized",
      happening: Happening.Synchronized,
      system: SystemEvent.Synchronized,
      peer: PeerEvent.SystemPeer,
    },
  ];
  for (const { name, happening, value = 0, system, peer } of rows)
    it(`of ${name}, to fifteen, and each is passed on`, () => {
      const rig = new Rig();
      const events = new EventCounts(rig);
      const association = new Association(0);
      association.mobilize(server("192.0.2.1"));
      const before = association.eventCode;
      association.eventCount = events.count = 0;
      rig.calls.length = 0;
      for (let i = 0; i < 20; i++) events.report(happening, association, value);
      assert.equal(rig.calls.length, 20);
      assert.deepEqual(
        [events.code, events.count],
        system === undefined ? [SystemEvent.Restart, 0] : [system, 15],
      );
      assert.deepEqual(
        [association.eventCode, association.eventCount],
        peer === undefined ? [before, 0] : [peer, 15],
      );
    });
});
