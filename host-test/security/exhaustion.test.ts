/**
 * Exhaustion: thousands of invented senders want to be something to a node. Its pool is of the size that it was
 * made with; who has proved himself keeps his place, what is configured gets one, and requests are answered.
 */
import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { HearingKind } from "../../src/core/settings.js";
import { Verdict } from "../../src/core/verdict.js";
import { Family } from "../../src/wire/address.js";
import { Mode } from "../../src/wire/header.js";
import { endpoint, Rig, server } from "../support/engine-rig.js";
import { OWN, packet, PEER, reply } from "../support/peer.js";
import { SEARCH, TO_ALL } from "./targets.js";

const CAPACITY = 8;
const STRANGERS = 5000;
const HEARING = { kind: HearingKind.Broadcast, interfaceName: "eth0", family: Family.IPv4, group: "" };
const FIRST = { associations: [server("198.51.100.1")], searches: [SEARCH], hearings: [HEARING] };

/** Packet number `i` of the flood, from nobody who was there before. */
type Flood = (rig: Rig, i: number) => Verdict;

const stranger = (i: number): string => `203.${i >> 16}.${(i >> 8) & 0xff}.${i & 0xff}`;

function take(rig: Rig, link: Rig["service"], mode: Mode, i: number): Verdict {
  const datagram = packet(rig, { mode, poll: 17 });
  return rig.engine.packet(link, datagram, endpoint(stranger(i)), rig.now, rig.now);
}

const FLOODS: Readonly<Record<string, Flood>> = {
  "would be peers": (rig, i) => take(rig, rig.service, Mode.SymmetricActive, i),
  "claim to broadcast": (rig, i) => take(rig, TO_ALL, Mode.Broadcast, i),
  "claim that they were found": (rig, i) => {
    const round = rig.requests.filter(({ to }) => to === SEARCH.group).at(-1)!;
    return rig.answer(round, { from: stranger(i) });
  },
  "ask in every mode, and answer": (rig, i) => take(rig, rig.service, (i % 8) as Mode, i),
};

/** A node with a server, and a peer that came by itself and has proved that it sees what we send. */
function node(): Rig {
  const rig = new Rig(0, 0, CAPACITY);
  rig.ownAddresses(OWN);
  rig.configure(FIRST);
  rig.ask(packet(rig, { mode: Mode.SymmetricActive }).bytes.subarray(0, 48), endpoint(PEER));
  for (let i = 0; i < 8; i++) {
    const before = rig.requests.length;
    while (rig.requests.length === before) rig.pass(0.25);
    for (const request of rig.requests.slice(before))
      if (request.to === PEER) reply(rig, request, { mode: Mode.SymmetricActive });
      else if (request.to !== SEARCH.group) rig.answer(request);
  }
  return rig;
}

const hasPlace = (rig: Rig, address: string): boolean =>
  rig.engine.associations.some(one => one.isInUse && one.address.sameAddress(endpoint(address)));

describe("exhaustion", () => {
  for (const [name, flood] of Object.entries(FLOODS))
    it(`${STRANGERS} who ${name}: those who were there stay, and there is a place for what is configured`, () => {
      const rig = node();
      const made = rig.engine.associations.length;
      for (let i = 0; i < STRANGERS; i++) {
        flood(rig, i);
        if (i % 10 === 0) rig.pass(0.1);
        rig.calls.length = rig.answers.length = 0;
      }
      assert.equal(rig.engine.associations.length, made);
      assert.ok(hasPlace(rig, "198.51.100.1") && hasPlace(rig, PEER));
      rig.configure({ ...FIRST, associations: [...FIRST.associations, server("198.51.100.2")] });
      assert.ok(hasPlace(rig, "198.51.100.2"));
      assert.equal(rig.reported(Happening.PoolFull), 0);
      rig.answers.length = 0;
      const request = packet(rig, { mode: Mode.Client });
      assert.equal(rig.ask(request.bytes.subarray(0, 48), endpoint("192.0.2.200", 40_000)), Verdict.Answered);
    });
});
