/** The status words of RFC 9327 section 3, bit by bit. */
import assert from "node:assert/strict";
import { Association, Leap } from "../../src/core/association.js";
import { Authentication } from "../../src/core/authentication.js";
import { PlatformCodes } from "../../src/core/codes.js";
import { associationStatus, systemStatus } from "../../src/core/control-status.js";
import { EventCounts, PeerEvent, SystemEvent } from "../../src/core/event-counts.js";
import { AssociationKind, type AssociationSettings } from "../../src/core/settings.js";
import { System } from "../../src/core/system.js";
import { Standing } from "../../src/core/verdict.js";
import { refidFromText } from "../../src/wire/refid.js";
import { Rig, server, settings } from "../support/engine-rig.js";
import { KEYED, OWN_KEY, UNTRUSTED_KEY } from "../support/keyed.js";
import { PurePrimitives } from "../support/pure-primitives.js";

/** An association that nothing has happened to. */
function association(more: Partial<AssociationSettings> = {}): Association {
  const one = new Association(0);
  one.mobilize(server("192.0.2.1", more));
  one.eventCode = PeerEvent.None;
  one.eventCount = 0;
  return one;
}

/** The status word with the last event left out. */
function status(one: Association, isFollowed = false, authenticates = true): number {
  const authentication = new Authentication(new PlatformCodes(new PurePrimitives()));
  authentication.configure(settings({ ...KEYED, authenticates }));
  const system = new System();
  if (isFollowed) system.peer = one;
  return associationStatus(one, system, authentication);
}

const PPS = refidFromText("PPS");
const GPS = refidFromText("GPS");
const receiver = { kind: AssociationKind.ReferenceClock };

/** One event, and that the restart. */
const RESTARTED = 0x16;

describe("the status word of the system", () => {
  const sources: { name: string; more?: Partial<AssociationSettings>; refid?: number; source: number }[] = [
    { name: "a server", more: {}, source: 6 },
    { name: "a peer", more: { kind: AssociationKind.SymmetricActive }, source: 6 },
    { name: "a receiver's pulses", more: receiver, refid: PPS, source: 1 },
    { name: "a receiver's text", more: receiver, refid: GPS, source: 4 },
    { name: "the local clock", more: { kind: AssociationKind.LocalClock }, source: 8 },
    { name: "nobody", source: 0 },
  ];
  for (const { name, more, refid = 0, source } of sources)
    it(`says whom it follows: ${name}`, () => {
      const system = new System();
      system.leap = Leap.None;
      const events = new EventCounts(new Rig());
      if (more) {
        system.peer = association(more);
        system.peer.refid = refid;
      }
      assert.equal(systemStatus(system, events), (source << 8) | RESTARTED);
      system.leap = Leap.Unsynchronized;
      assert.equal(systemStatus(system, events), 0xc000 | RESTARTED, "nobody, where it has no time");
    });

  it("has the leap indicator, and the last of how many events", () => {
    const system = new System();
    system.leap = Leap.Insert;
    system.peer = association();
    const events = Object.assign(new EventCounts(new Rig()), { code: SystemEvent.Stepped, count: 5 });
    assert.equal(systemStatus(system, events), 0x465c);
  });
});

describe("the status word of an association", () => {
  const configured = 0x8000;
  const rows: { name: string; one: () => Association; word: number }[] = [
    { name: "configured", one: () => association(), word: configured },
    { name: "one that came", one: () => association({ isDynamic: true }), word: 0 },
    { name: "a broadcast server", one: () => association({ kind: AssociationKind.BroadcastClient }), word: configured | 0x0800 },
    { name: "reached eight polls ago", one: () => Object.assign(association(), { reach: 0x80 }), word: configured | 0x1000 },
    { name: "with a key, not heard", one: () => association({ keyId: OWN_KEY }), word: configured | 0x4000 },
    { name: "with a key, and heard", one: () => heard(OWN_KEY), word: configured | 0x6000 },
    { name: "with a key that is not trusted", one: () => heard(UNTRUSTED_KEY), word: configured | 0x4000 },
    { name: "heard without a key", one: () => heard(0), word: configured },
    { name: "its events", one: () => Object.assign(association(), { eventCode: PeerEvent.Unreachable, eventCount: 9 }), word: configured | 0x93 },
  ]; // prettier-ignore
  for (const { name, one, word } of rows)
    it(`says of it: ${name}`, () => assert.equal(status(one()).toString(16), word.toString(16)));

  it("says that nothing is authenticated while authentication is off", () =>
    assert.equal(status(heard(OWN_KEY), false, false), configured | 0x4000));

  const selections: Record<number, readonly Standing[]> = {
    0: [
      Standing.Unheard,
      Standing.Unreachable,
      Standing.Denied,
      Standing.Unsynchronized,
      Standing.BadStratum,
      Standing.Loop,
      Standing.Unproven,
      Standing.TooFar,
      Standing.Follower,
    ],
    1: [Standing.Falseticker],
    3: [Standing.Outlyer],
    4: [Standing.Candidate, Standing.SystemPeer],
    5: [Standing.LastResort],
  };
  for (const [selection, standings] of Object.entries(selections))
    it(`says how it was selected: ${selection}`, () => {
      for (const standing of standings)
        assert.equal(status(Object.assign(association(), { standing })), configured | (+selection << 8));
    });

  const followed: { name: string; one: Association; selection: number }[] = [
    { name: "a server", one: association(), selection: 6 },
    { name: "a server that follows pulses", one: Object.assign(association(), { refid: PPS }), selection: 6 },
    { name: "a receiver's text", one: Object.assign(association(receiver), { refid: GPS }), selection: 6 },
    { name: "a receiver's pulses", one: Object.assign(association(receiver), { refid: PPS }), selection: 7 },
  ];
  for (const { name, one, selection } of followed)
    it(`says that it is followed: ${name}`, () =>
      assert.equal(status(one, true), configured | (selection << 8)));
});

/** One whose packets have come in. */
function heard(keyId: number): Association {
  const one = association({ keyId });
  one.isHeard = true;
  return one;
}
