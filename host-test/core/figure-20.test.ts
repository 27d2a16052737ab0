/**
 * Figure 20 of RFC 5905, and more than it has: every mode of packet, to a node that has an association of each kind
 * with the sender, or none, and with each kind of origin. One table; where we do other than the RFC, it says why.
 * A second one says what becomes of that with keys: by what the MAC proves, and whether it must.
 */
import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { Link, LinkKind } from "../../src/core/link.js";
import { AssociationKind, HearingKind, type NodeSettings } from "../../src/core/settings.js";
import { Verdict } from "../../src/core/verdict.js";
import { SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  Mode,
  ORIGIN_TIMESTAMP,
  readTimestamp,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  setFirst,
  setPrecision,
  setRefid,
  setStratum,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../../src/wire/header.js";
import { Layout, Trailer } from "../../src/wire/trailer.js";
import { endpoint, Rig, server } from "../support/engine-rig.js";
import { endWith, KEYED, MACS, OTHER_KEY, OWN_KEY, sealWith, type MacKind } from "../support/keyed.js";

/** What becomes of a packet, in the RFC's words where it has any. */
type Outcome =
  /** Answered; no association is made, or changed. */
  | "FXMIT"
  /** A symmetric passive association is made, maybe in another's place; as this proves nothing, it is answered, too. */
  | "NEWPS"
  /** A broadcast client association is made. */
  | "NEWBC"
  /** Taken in by the association. */
  | "PROC"
  /** Thrown away. */
  | "DSCRD"
  /** Thrown away, and the association with it. */
  | "ERR"
  /** Answered by a crypto-NAK; no association is made, or changed. */
  | "NAK";

/** What the origin proves. */
const PROOFS = ["nothing", "what was asked", "what was asked before", "zero"] as const;
type Proof = (typeof PROOFS)[number];

/** The outcome for each of `PROOFS`, or one for all. */
type Cell = Outcome | readonly [Outcome, Outcome, Outcome, Outcome];

/** By whose socket: the port that everyone knows, one of an exchange, or one that hears what is sent to all. */
type Socket = "service" | "own" | "broadcast";

interface Row {
  readonly association: string;
  readonly socket: Socket;
  /** Makes a node with an association with PEER. */
  readonly make: (keys: Keys) => Rig;
  /** Of modes 0 to 7. */
  readonly cells: readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell];
}

/** Whether a node authenticates, and whether its association has a key. */
const KEYS = ["off", "on, no key", "on, a key"] as const;
type Keys = (typeof KEYS)[number];

const PEER = "192.0.2.7";
const HELD = (3 * SECOND) / 4;
const D = "DSCRD";
/** Only where the origin is what was asked. */
const PROVEN: Cell = [D, "PROC", D, D];
/** A question is answered whatever its origin, and taken in if it proves itself: that of the RFC alone is PROC. */
const ASKED: Cell = ["FXMIT", "PROC", "FXMIT", "FXMIT"];

function keyIdOf(keys: Keys): number {
  return keys === "on, a key" ? OWN_KEY : 0;
}

/** What all nodes are told: to listen, and which keys there are. */
function common(keys: Keys): Partial<NodeSettings> {
  const hearing = { kind: HearingKind.Broadcast, interfaceName: "", family: Family.IPv4, group: "" };
  // Control queries are no matter of this figure.
  return { ...KEYED, authenticates: keys !== "off", hearings: [hearing], answersQueries: false };
}

function none(keys: Keys): Rig {
  const rig = new Rig();
  rig.configure(common(keys));
  return rig;
}

/** Lets time pass to a second after question number `count`, nobody answering. */
function asked(rig: Rig, count: number): Rig {
  while (rig.requests.length < count) rig.pass(0.25);
  rig.pass(1);
  return rig;
}

function asking(kind: AssociationKind, keys: Keys): Rig {
  const rig = new Rig();
  rig.configure({ ...common(keys), associations: [server(PEER, { kind, keyId: keyIdOf(keys) })] });
  return asked(rig, 6);
}

function passive(keys: Keys): Rig {
  const rig = none(keys);
  send(rig, Mode.SymmetricActive, "zero", "service", keys === "off" ? "no MAC" : "its MAC");
  return asked(rig, 2);
}

/** A client of a server that a search has found. */
function found(keys: Keys): Rig {
  const rig = none(keys);
  const group = {
    interfaceName: "eth0",
    group: "224.0.1.1",
    family: Family.IPv4,
    port: 123,
    version: 4,
    hops: 1,
    keyId: keyIdOf(keys),
  };
  rig.configure({ ...common(keys), searches: [group] });
  while (rig.requests.length === 0) rig.pass(0.25);
  rig.answer(rig.last, { from: PEER, edit: one => keyIdOf(keys) !== 0 && sealWith(one, OWN_KEY) });
  const { length } = rig.requests;
  return asked(rig, length + 4);
}

function broadcast(keys: Keys): Rig {
  const rig = none(keys);
  send(rig, Mode.Broadcast, "zero", "broadcast", keys === "off" ? "no MAC" : "its MAC");
  rig.pass(64);
  return rig;
}

function clock(keys: Keys): Rig {
  const rig = none(keys);
  rig.configure({ ...common(keys), localClock: { unit: 0, stratum: 3 } });
  return rig;
}

const TABLE: readonly Row[] = [
  {
    // Mode 4 is DSCRD, not MANY: what manycast servers answer comes to the socket of the search that asked them.
    association: "none",
    socket: "service",
    make: none,
    cells: [D, "NEWPS", D, "FXMIT", D, D, D, D],
  },
  { association: "none", socket: "broadcast", make: none, cells: [D, D, D, D, D, "NEWBC", D, D] },
  {
    // A server that asks us in turn is answered; by mode 1, too, but it must not count as two.
    association: "client",
    socket: "service",
    make: keys => asking(AssociationKind.Client, keys),
    cells: [D, "FXMIT", D, "FXMIT", D, D, D, D],
  },
  {
    association: "client",
    socket: "own",
    make: keys => asking(AssociationKind.Client, keys),
    cells: [D, D, D, D, PROVEN, D, D, D],
  },
  {
    association: "found client",
    socket: "service",
    make: found,
    cells: [D, "FXMIT", D, "FXMIT", D, D, D, D],
  },
  { association: "found client", socket: "own", make: found, cells: [D, D, D, D, PROVEN, D, D, D] },
  {
    // A peer may ask in mode 3 as well (DSCRD in the RFC): it is answered without a trace.
    association: "symmetric active",
    socket: "service",
    make: keys => asking(AssociationKind.SymmetricActive, keys),
    cells: [D, ASKED, ASKED, "FXMIT", D, D, D, D],
  },
  {
    // The RFC has ERR for any packet of mode 2; then anyone could end the association with one.
    association: "symmetric passive",
    socket: "service",
    make: passive,
    cells: [D, ASKED, [D, "ERR", D, D], "FXMIT", D, D, D, D],
  },
  {
    association: "broadcast client",
    socket: "broadcast",
    make: broadcast,
    cells: [D, D, D, D, D, "PROC", D, D],
  },
  {
    association: "broadcast client",
    socket: "service",
    make: broadcast,
    cells: [D, "FXMIT", D, "FXMIT", D, D, D, D],
  },
  {
    association: "reference clock",
    socket: "service",
    make: clock,
    cells: [D, "NEWPS", D, "FXMIT", D, D, D, D],
  },
];

const FAR = new Link(LinkKind.Broadcast, Family.IPv4, -1);
FAR.followsServers = true;

/** A good packet of a stratum 2 server, held for a while: of symmetric modes a question. */
function send(rig: Rig, mode: Mode, proof: Proof, socket: Socket, mac: MacKind = "no MAC"): Verdict {
  const datagram = new Datagram();
  clearHeader(datagram);
  setFirst(datagram, 0, 4, mode);
  setStratum(datagram, 2);
  setPrecision(datagram, -20);
  setRefid(datagram, 0xc000_0263);
  const time = rig.trueTime(rig.now);
  writeTimestamp(datagram, TRANSMIT_TIMESTAMP, time);
  time.add(-HELD);
  writeTimestamp(datagram, REFERENCE_TIMESTAMP, time);
  if (mode !== Mode.Broadcast) {
    writeTimestamp(datagram, RECEIVE_TIMESTAMP, time);
    writeTimestamp(datagram, ORIGIN_TIMESTAMP, originOf(rig, proof));
  }
  endWith(datagram, mac);
  const association = rig.engine.associations.find(one => one.isInUse);
  const links = { service: rig.service, own: association?.link ?? rig.service, broadcast: FAR };
  return rig.engine.packet(links[socket], datagram, endpoint(PEER), rig.now, rig.now);
}

function originOf(rig: Rig, proof: Proof): Timestamp {
  const origin = new Timestamp();
  switch (proof) {
    case "nothing":
      origin.set(0x1234_5678, 0x9abc_def0);
      break;
    case "what was asked":
    case "what was asked before": {
      const request = rig.requests.filter(({ to }) => to === PEER).at(proof === "what was asked" ? -1 : -2);
      if (request !== undefined) readTimestamp(new Datagram(request.bytes), TRANSMIT_TIMESTAMP, origin);
      break;
    }
    case "zero":
      break;
  }
  return origin;
}

/** All that selection, discipline and reach see of an association. */
function stateOf({ filter, leap, reach, refid, stratum, reference, origin, transmit }: Association): unknown {
  const times = [reference, origin, transmit].map(({ seconds, fraction }) => [seconds, fraction]);
  return [filter.stageCount, filter.offset, leap, reach, refid, stratum, times];
}

function outcomeOf(rig: Rig, mode: Mode, proof: Proof, socket: Socket, mac: MacKind = "no MAC"): Outcome {
  const { associations } = rig.engine;
  const inUse = (): Association[] => associations.filter(one => one.isInUse);
  const before = inUse().map(one => ({ one, keyId: one.keyId, state: JSON.stringify(stateOf(one)) }));
  rig.answers.length = 0;
  const verdict = send(rig, mode, proof, socket, mac);
  const isAnswered = rig.answers.length > 0;
  // With another key it is another one, though in the same place.
  const added = inUse().filter(one => !before.some(each => each.one === one && each.keyId === one.keyId));
  const hasChanged = before.some(({ one, state }) => one.isInUse && JSON.stringify(stateOf(one)) !== state);
  if (before.some(({ one }) => !one.isInUse)) return "ERR";
  if (added.length > 0) {
    assert.equal(added.length, 1);
    const isPassive = added[0].settings!.kind === AssociationKind.SymmetricPassive;
    assert.equal(isAnswered, isPassive);
    return isPassive ? "NEWPS" : "NEWBC";
  }
  if (hasChanged || verdict === Verdict.Sampled) return "PROC";
  if (!isAnswered) return "DSCRD";
  return sealOf(rig).layout === Layout.CryptoNak ? "NAK" : "FXMIT";
}

/** What the last answer ends with. */
function sealOf(rig: Rig): Trailer {
  const trailer = new Trailer();
  const datagram = new Datagram();
  const { bytes } = rig.answers[rig.answers.length - 1];
  datagram.bytes.set(bytes);
  datagram.length = bytes.length;
  trailer.read(datagram);
  return trailer;
}

/** For whom a packet is that would not be thrown away without keys. */
type Addressee =
  "service" | "service, from a peer" | "new peer" | "new client" | "association" | "unproven peer" | "client";

/** Of each of `MACS`: the outcome without keys, or another one. */
type MacCells = readonly [Mark, Mark, Mark, Mark, Mark, Mark, Mark];
type Mark = "same" | Outcome;

const S = "same";
const F = "FXMIT";
const N = "NAK";

/**
 * While authentication is off, who comes of his own accord with a MAC is not believed, for there are no keys to prove
 * it by; nobody else's MAC is looked at. While it is on, requests of others are answered as they prove themselves,
 * whatever the association with their sender is; nobody becomes one without a key. One who came by himself and has
 * proved nothing makes room for who has another key.
 */
const WITH_KEYS: readonly (readonly [Keys, Addressee, MacCells])[] = [
  //                                 none its wrong unknown untrusted other NAK
  ["off", "service", [S, S, S, S, S, S, S]],
  ["off", "service, from a peer", [S, S, S, S, S, S, S]],
  ["off", "new peer", [S, F, F, F, F, F, F]],
  ["off", "new client", [S, D, D, D, D, D, D]],
  ["off", "association", [S, S, S, S, S, S, D]],
  ["off", "unproven peer", [S, S, S, S, S, S, D]],
  ["off", "client", [S, D, D, D, D, D, D]],
  ["on, no key", "service", [S, S, N, N, N, S, D]],
  ["on, no key", "service, from a peer", [D, S, N, N, N, S, D]],
  ["on, no key", "new peer", [D, S, N, N, N, S, D]],
  ["on, no key", "new client", [D, S, D, D, D, S, D]],
  ["on, no key", "association", [S, S, S, S, S, S, D]],
  ["on, a key", "service", [S, S, N, N, N, S, D]],
  ["on, a key", "service, from a peer", [D, S, N, N, N, S, D]],
  ["on, a key", "association", [D, S, D, D, D, D, D]],
  ["on, a key", "unproven peer", [D, S, D, D, D, "NEWPS", D]],
  ["on, a key", "client", [D, S, D, D, D, "NEWBC", D]],
];

function addresseeOf({ association, socket }: Row, mode: Mode, outcome: Outcome): Addressee {
  if (outcome === "NEWPS") return "new peer";
  if (outcome === "NEWBC") return "new client";
  if (socket === "broadcast") return "client";
  if (socket === "own") return "association";
  if (mode === Mode.Client) return "service";
  if (association === "symmetric passive" && mode === Mode.SymmetricActive) return "unproven peer";
  return association.startsWith("symmetric") ? "association" : "service, from a peer";
}

/** Who has an association that comes of itself has a key as soon as there are any; who has none has none. */
function canBe({ association }: Row, keys: Keys): boolean {
  if (association === "none" || association === "reference clock") return keys !== "on, a key";
  return (
    keys !== "on, no key" || !(association === "symmetric passive" || association === "broadcast client")
  );
}

/** The key that an answer must be authenticated by. */
function answeredBy(keys: Keys, addressee: Addressee, mac: MacKind): number {
  if (keys === "off") return 0;
  if (addressee === "association") return keyIdOf(keys);
  return mac === "its MAC" ? OWN_KEY : mac === "another trusted key's" ? OTHER_KEY : 0;
}

describe("figure 20", () => {
  for (const { association, socket, make, cells } of TABLE)
    for (const [mode, cell] of cells.entries())
      for (const [i, proof] of PROOFS.entries()) {
        const outcome = typeof cell === "string" ? cell : cell[i];
        it(`${association}, at the ${socket} socket, mode ${mode}, its origin ${proof}: ${outcome}`, () => {
          const rig = make("off");
          assert.equal(outcomeOf(rig, mode, proof, socket), outcome);
        });
      }

  for (const row of TABLE)
    for (const keys of KEYS.filter(each => canBe(row, each)))
      for (const [mode, cell] of row.cells.entries())
        for (const [i, proof] of PROOFS.slice(0, 2).entries()) {
          const { association, make, socket } = row;
          const plain = typeof cell === "string" ? cell : cell[i];
          it(`authentication ${keys}: ${association}, at the ${socket} socket, mode ${mode}, ${proof}`, () => {
            const addressee = addresseeOf(row, mode, plain);
            const marks = WITH_KEYS.find(each => each[0] === keys && each[1] === addressee)?.[2];
            let rig: Rig | undefined;
            for (const [at, mac] of MACS.entries()) {
              const mark = plain === D ? D : marks![at];
              const outcome = mark === "same" ? plain : mark;
              rig ??= make(keys);
              assert.equal(outcomeOf(rig, mode, proof, socket, mac), outcome, mac);
              if (rig.answers.length > 0 && outcome !== "NAK")
                assert.equal(sealOf(rig).keyId, answeredBy(keys, addressee, mac), mac);
              // What is thrown away leaves all as it was.
              if (outcome !== D) rig = undefined;
            }
          });
        }

  it("has every kind of association, and every mode", () => {
    assert.deepEqual([...new Set(TABLE.map(({ association }) => association))].sort(), [
      "broadcast client",
      "client",
      "found client",
      "none",
      "reference clock",
      "symmetric active",
      "symmetric passive",
    ]);
    for (const { cells } of TABLE) assert.equal(cells.length, 8);
  });
});
