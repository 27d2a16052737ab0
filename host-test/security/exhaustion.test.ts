/**
 * Exhaustion: thousands of invented senders want to be something to a node. Its pool is of the size that it was
 * made with; who has proved himself keeps his place, what is configured gets one, and requests are answered.
 */
import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { type Link } from "../../src/core/link.js";
import { HearingKind, type NodeSettings } from "../../src/core/settings.js";
import { Verdict } from "../../src/core/verdict.js";
import { Family } from "../../src/wire/address.js";
import { type Datagram } from "../../src/wire/datagram.js";
import { Mode } from "../../src/wire/header.js";
import { endpoint, Rig, server } from "../support/engine-rig.js";
import { OWN, packet, PEER, reply } from "../support/peer.js";
import { KEYS, SERVERS, sign } from "./keys.js";
import { SEARCH, TO_ALL } from "./targets.js";

const CAPACITY = 8;
const STRANGERS = 5000;
const HEARING = { kind: HearingKind.Broadcast, interfaceName: "eth0", family: Family.IPv4, group: "" };
/** With the key `keyId`, or without any: 0. */
const configuration = (keyId: number): Partial<NodeSettings> & Pick<NodeSettings, "associations"> => ({
  associations: [server("198.51.100.1", { keyId })],
  searches: [{ ...SEARCH, keyId }],
  hearings: [HEARING],
  authenticates: keyId !== 0,
  keys: KEYS,
});

/** Packet number `i` of the flood, from nobody who was there before, by the key or without any. */
type Flood = (rig: Rig, i: number, end: (datagram: Datagram) => void) => Verdict;

const stranger = (i: number): string => `203.${i >> 16}.${(i >> 8) & 0xff}.${i & 0xff}`;

function take(rig: Rig, link: Link, mode: Mode, i: number, edit: (datagram: Datagram) => void): Verdict {
  const datagram = packet(rig, { mode, poll: 17, edit });
  return rig.engine.packet(link, datagram, endpoint(stranger(i)), rig.now, rig.now);
}

const FLOODS: Readonly<Record<string, Flood>> = {
  "would be peers": (rig, i, end) => take(rig, rig.service, Mode.SymmetricActive, i, end),
  "claim to broadcast": (rig, i, end) => take(rig, TO_ALL, Mode.Broadcast, i, end),
  "claim that they were found": (rig, i, end) => {
    const round = rig.requests.filter(({ to }) => to === SEARCH.group).at(-1)!;
    return rig.answer(round, { from: stranger(i), edit: end });
  },
  "ask in every mode, and answer": (rig, i, end) => take(rig, rig.service, (i % 8) as Mode, i, end),
};

/** A node with a server, and a peer that came by itself and has proved that it sees what we send. */
function node(keyId: number, end: (datagram: Datagram) => void): Rig {
  const rig = new Rig(0, 0, CAPACITY);
  rig.ownAddresses(OWN);
  rig.configure(configuration(keyId));
  const { bytes, length } = packet(rig, { mode: Mode.SymmetricActive, edit: end });
  rig.ask(bytes.subarray(0, length), endpoint(PEER));
  for (let i = 0; i < 8; i++) {
    const before = rig.requests.length;
    while (rig.requests.length === before) rig.pass(0.25);
    for (const request of rig.requests.slice(before))
      if (request.to === PEER) reply(rig, request, { mode: Mode.SymmetricActive, edit: end });
      else if (request.to !== SEARCH.group) rig.answer(request, { edit: end });
  }
  return rig;
}

const hasPlace = (rig: Rig, address: string): boolean =>
  rig.engine.associations.some(one => one.isInUse && one.address.sameAddress(endpoint(address)));

describe("exhaustion", () => {
  for (const [name, flood] of Object.entries(FLOODS))
    for (const { keyId, how } of [
      { keyId: 0, how: "" },
      { keyId: SERVERS, how: " and have the key" },
    ])
      it(`${STRANGERS} who ${name}${how}: those who were there stay, and there is a place for what is configured`, () => {
        const end = (datagram: Datagram): void => {
          if (keyId !== 0) sign(datagram, keyId);
        };
        const rig = node(keyId, end);
        const made = rig.engine.associations.length;
        for (let i = 0; i < STRANGERS; i++) {
          flood(rig, i, end);
          if (i % 10 === 0) rig.pass(0.1);
          rig.calls.length = rig.answers.length = 0;
        }
        assert.equal(rig.engine.associations.length, made);
        assert.ok(hasPlace(rig, "198.51.100.1") && hasPlace(rig, PEER));
        const { associations, ...others } = configuration(keyId);
        rig.configure({ ...others, associations: [...associations, server("198.51.100.2", { keyId })] });
        assert.ok(hasPlace(rig, "198.51.100.2"));
        assert.equal(rig.reported(Happening.PoolFull), 0);
        const request = packet(rig, { mode: Mode.Client });
        assert.equal(
          rig.ask(request.bytes.subarray(0, 48), endpoint("192.0.2.200", 40_000)),
          Verdict.Answered,
        );
      });
});
