/**
 * Figure 20 of RFC 5905, and more than it has: every mode of packet, to a node that has an association of each kind
 * with the sender, or none, and with each kind of origin. One table; where we do other than the RFC, it says why.
 *
 * Nothing here is authenticated: with keys there is one more column, what the MAC proves.
 */
import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { Link, LinkKind } from "../../src/core/link.js";
import { AssociationKind, HearingKind } from "../../src/core/settings.js";
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
import { endpoint, Rig, server } from "../support/engine-rig.js";

/** What becomes of a packet, in the RFC's words where it has any. */
type Outcome =
  /** Answered; no association is made, or changed. */
  | "FXMIT"
  /** A symmetric passive association is made; as the first packet proves nothing, it is answered, too. */
  | "NEWPS"
  /** A broadcast client association is made. */
  | "NEWBC"
  /** Taken in by the association. */
  | "PROC"
  /** Thrown away. */
  | "DSCRD"
  /** Thrown away, and the association with it. */
  | "ERR";

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
  readonly make: () => Rig;
  /** Of modes 0 to 7. */
  readonly cells: readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell];
}

const PEER = "192.0.2.7";
const HELD = (3 * SECOND) / 4;
const D = "DSCRD";
/** Only where the origin is what was asked. */
const PROVEN: Cell = [D, "PROC", D, D];
/** A question is answered whatever its origin, and taken in if it proves itself: that of the RFC alone is PROC. */
const ASKED: Cell = ["FXMIT", "PROC", "FXMIT", "FXMIT"];

function none(): Rig {
  const rig = new Rig();
  rig.configure({
    hearings: [{ kind: HearingKind.Broadcast, interfaceName: "", family: Family.IPv4, group: "" }],
  });
  return rig;
}

/** Lets time pass to a second after question number `count`, nobody answering. */
function asked(rig: Rig, count: number): Rig {
  while (rig.requests.length < count) rig.pass(0.25);
  rig.pass(1);
  return rig;
}

function asking(kind: AssociationKind): Rig {
  const rig = new Rig();
  rig.configure({ associations: [server(PEER, { kind })] });
  return asked(rig, 6);
}

function passive(): Rig {
  const rig = none();
  send(rig, Mode.SymmetricActive, "zero", "service");
  return asked(rig, 2);
}

/** A client of a server that a search has found. */
function found(): Rig {
  const rig = none();
  const group = {
    interfaceName: "eth0",
    group: "224.0.1.1",
    family: Family.IPv4,
    port: 123,
    version: 4,
    hops: 1,
    keyId: 0,
  };
  rig.configure({ searches: [group] });
  while (rig.requests.length === 0) rig.pass(0.25);
  rig.answer(rig.last, { from: PEER });
  const { length } = rig.requests;
  return asked(rig, length + 4);
}

function broadcast(): Rig {
  const rig = none();
  send(rig, Mode.Broadcast, "zero", "broadcast");
  rig.pass(64);
  return rig;
}

function clock(): Rig {
  const rig = none();
  rig.configure({ localClock: { unit: 0, stratum: 3 } });
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
    make: () => asking(AssociationKind.Client),
    cells: [D, "FXMIT", D, "FXMIT", D, D, D, D],
  },
  {
    association: "client",
    socket: "own",
    make: () => asking(AssociationKind.Client),
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
    make: () => asking(AssociationKind.SymmetricActive),
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
function send(rig: Rig, mode: Mode, proof: Proof, socket: Socket): Verdict {
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

function outcomeOf(rig: Rig, mode: Mode, proof: Proof, socket: Socket): Outcome {
  const { associations } = rig.engine;
  const inUse = (): Association[] => associations.filter(one => one.isInUse);
  const before = inUse().map(one => ({ one, state: JSON.stringify(stateOf(one)) }));
  rig.answers.length = 0;
  const verdict = send(rig, mode, proof, socket);
  const isAnswered = rig.answers.length > 0;
  const added = inUse().filter(one => !before.some(each => each.one === one));
  const hasChanged = before.some(({ one, state }) => one.isInUse && JSON.stringify(stateOf(one)) !== state);
  if (before.some(({ one }) => !one.isInUse)) return "ERR";
  if (added.length > 0) {
    assert.equal(added.length, 1);
    const isPassive = added[0].settings!.kind === AssociationKind.SymmetricPassive;
    assert.equal(isAnswered, isPassive);
    return isPassive ? "NEWPS" : "NEWBC";
  }
  if (hasChanged || verdict === Verdict.Sampled) return "PROC";
  return isAnswered ? "FXMIT" : "DSCRD";
}

describe("figure 20", () => {
  for (const { association, socket, make, cells } of TABLE)
    for (const [mode, cell] of cells.entries())
      for (const [i, proof] of PROOFS.entries()) {
        const outcome = typeof cell === "string" ? cell : cell[i];
        it(`${association}, at the ${socket} socket, mode ${mode}, its origin ${proof}: ${outcome}`, () => {
          const rig = make();
          assert.equal(outcomeOf(rig, mode, proof, socket), outcome);
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
