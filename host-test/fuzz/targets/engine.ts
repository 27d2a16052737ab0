/**
 * The engine with sources of every kind, and what may come in on each of its sockets: raw octets, or what one of its
 * sources, a peer, a broadcast server or who searches would say, with some octets changed.
 */
import assert from "node:assert/strict";
import { AssociationKind, HearingKind, type SenderSettings } from "../../../src/core/settings.js";
import { SECOND } from "../../../src/time/fixed.js";
import { Timestamp } from "../../../src/time/moment.js";
import { Family } from "../../../src/wire/address.js";
import { Datagram, MAX_DATAGRAM } from "../../../src/wire/datagram.js";
import { type Mode } from "../../../src/wire/header.js";
import { Kiss } from "../../../src/wire/kiss.js";
import { endpoint, server } from "../../support/engine-rig.js";
import { endWith, KEYED, MACS, OWN_KEY } from "../../support/keyed.js";
import { packet, transmitOf } from "../../support/peer.js";
import { type Rest } from "../rest.js";
import { type Target } from "../target.js";
import { Watched } from "./watched.js";

const SERVER = "192.0.2.7";
const PEER = "192.0.2.8";
const SERVER6 = "2001:db8::7";
const OWN = "192.0.2.1";
const SENDERS = [
  SERVER,
  PEER,
  "192.0.2.9",
  "192.0.2.10",
  SERVER6,
  OWN,
  "224.0.1.1",
  "255.255.255.255",
  "127.0.0.1",
  "0.0.0.0",
];
const PORTS = [123, 40_000, 0];
const STRATA = [2, 1, 0, 15, 16, 255];
const ERRORS = [0, SECOND / 1000, -SECOND, 2000 * SECOND];
const HELD = [0, SECOND, 70 * SECOND, "unknown"] as const;
const KISSES = [0xc000_0263, Kiss.Deny, Kiss.Restricted, Kiss.Rate, Kiss.Step];

const GROUP = "224.0.1.1";
const OF_GROUP: SenderSettings = {
  interfaceName: "eth0",
  group: GROUP,
  family: Family.IPv4,
  port: 123,
  version: 4,
  hops: 8,
  keyId: 0,
};
const OF_INTERFACE = { interfaceName: "eth0", family: Family.IPv4 };

/** Most events of one input. */
const MOST_EVENTS = 12;

export const ENGINE: Target = {
  name: "engine",
  promise: "what is refused changes nothing, nothing is answered with more than was sent, no exception",
  isText: false,
  mostOctets: 400,
  shortRuns: 1000,
  run(input: Rest): void {
    const rig = rigOf(input.octet(), input.octet());
    for (let events = 0; events < MOST_EVENTS && !input.isOver; events++) {
      const event = input.octet();
      if (event < 64)
        rig.passAnswering(event, request => (event % 2 && request.to === SERVER ? {} : undefined));
      else hear(rig, input);
      const error = rig.error();
      assert.ok(Number.isSafeInteger(error), `the clock is ${error} off`);
    }
  },
};

/** Each bit of `how` is a choice, and so are those of `keys`: whose packets are authenticated. */
function rigOf(how: number, keys: number): Watched {
  const rig = new Watched();
  rig.ownAddresses(OWN);
  const keyFor = (bit: number): { keyId: number } => ({ keyId: keys & bit ? OWN_KEY : 0 });
  rig.configure({
    ...(keys & 1 ? KEYED : {}),
    localClock: how & 1 ? { unit: 1, stratum: 3 } : undefined,
    associations: [
      server(SERVER, keyFor(2)),
      server(PEER, { kind: AssociationKind.SymmetricActive, ...keyFor(4) }),
      server(SERVER6, { burst: true }),
    ],
    hearings: [
      { ...OF_INTERFACE, kind: HearingKind.Broadcast, group: "" },
      { ...OF_INTERFACE, kind: HearingKind.Multicast, group: GROUP },
      { ...OF_INTERFACE, kind: HearingKind.Manycast, group: GROUP },
    ],
    senders: how & 2 ? [{ ...OF_GROUP, ...keyFor(8) }] : [],
    searches: how & 4 ? [{ ...OF_GROUP, ...keyFor(16) }] : [],
    maxDynamicSessions: how & 8 ? 1 : 100,
    sendsKisses: (how & 16) > 0,
    limits: how & 32 ? [{ family: Family.IPv4, acl: 2000 }] : [],
    acls: [{ family: Family.IPv4, number: 2000, rules: [EVERYONE] }],
    enabled: (how & 128) === 0,
  });
  if (how & 64) rig.passAnswering(20, ({ to }) => (to === SERVER ? {} : undefined));
  return rig;
}

const EVERYONE = {
  id: 0,
  isPermit: true,
  ...{ word0: 0, word1: 0, word2: 0, word3: 0, mask0: 0, mask1: 0, mask2: 0, mask3: 0 },
};

function hear(rig: Watched, input: Rest): void {
  const link = input.one(rig.openLinks);
  const from = endpoint(input.one(SENDERS), input.one(PORTS));
  const datagram = input.below(4) === 0 ? raw(input) : speech(rig, input);
  rig.hear(link, datagram, from);
}

function raw(input: Rest): Datagram {
  const datagram = new Datagram();
  datagram.bytes.set(input.octets(input.below(MAX_DATAGRAM)));
  datagram.length = input.below(MAX_DATAGRAM + 4);
  return datagram;
}

/** What may be said, by whom it may be said, changed in some places. */
function speech(rig: Watched, input: Rest): Datagram {
  const mode = input.below(8) as Mode;
  const asked =
    rig.requests.length > 0 && input.below(2) === 1 ? rig.requests.at(-1 - input.below(3)) : undefined;
  const datagram = packet(rig, {
    mode,
    version: 4 - input.below(5),
    stratum: input.one(STRATA),
    refid: input.one(KISSES),
    leap: input.below(4),
    poll: input.below(256) - 128,
    error: input.one(ERRORS),
    held: input.one(HELD),
    origin: asked ? transmitOf(asked) : new Timestamp(),
  });
  for (let changes = input.below(4); changes > 0; changes--) datagram.bytes[input.below(48)] = input.octet();
  const tail = input.octets(input.one([0, 0, 0, 4, 20, 24, 28, 3]));
  datagram.bytes.set(tail, datagram.length);
  datagram.length += tail.length;
  endWith(datagram, input.one(MACS));
  return datagram;
}
