/**
 * Nodes that follow one server in each of the ways there are, with a key or without, some minutes on: what attacks are
 * tried on, and packets in the server's name.
 */
import { type Association } from "../../src/core/association.js";
import { Link, LinkKind } from "../../src/core/link.js";
import { AssociationKind, HearingKind, type NodeSettings } from "../../src/core/settings.js";
import { type Verdict } from "../../src/core/verdict.js";
import { MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { type Timestamp } from "../../src/time/moment.js";
import { Family } from "../../src/wire/address.js";
import { type Datagram } from "../../src/wire/datagram.js";
import { Mode } from "../../src/wire/header.js";
import { endpoint, Rig, server, type Request } from "../support/engine-rig.js";
import { KEYS, sign } from "./keys.js";
import { OWN, packet, PEER, reply, type Fields } from "../support/peer.js";

const HEARING = { kind: HearingKind.Broadcast, interfaceName: "eth0", family: Family.IPv4, group: "" };
/** A search that a manycast client makes. */
export const SEARCH = {
  interfaceName: "eth0",
  group: "224.0.1.1",
  family: Family.IPv4,
  port: 123,
  version: 4,
  hops: 1,
  keyId: 0,
};

/** A node and the one server it follows. */
export abstract class Target {
  readonly rig = new Rig();
  /** The mode that the server speaks in. */
  abstract readonly mode: Mode;

  /** `keyId`: one of `KEYS`, which both have; 0: nothing is authenticated. */
  constructor(readonly keyId: number) {
    this.rig.ownAddresses(OWN);
  }

  /** The server's MAC, if it has a key. */
  readonly sign = (datagram: Datagram): void => {
    if (this.keyId !== 0) sign(datagram, this.keyId);
  };

  protected configure(more: Partial<NodeSettings>): void {
    this.rig.configure({ ...more, authenticates: this.keyId !== 0, keys: KEYS });
  }

  /** The one in use; undefined: it is gone. */
  get association(): Association | undefined {
    return this.rig.engine.associations.find(one => one.isInUse);
  }

  /** Where the server's packets come in. */
  get link(): Link {
    return this.association!.link;
  }

  /** Lets time pass to the next question, which is on its way now. */
  ask(): Request {
    const { requests } = this.rig;
    const before = requests.length;
    while (requests.length === before) this.rig.pass(0.25);
    return this.rig.last;
  }

  /** The server's own answer, or broadcast. */
  answer(request: Request): Verdict {
    return this.rig.answer(request, { edit: this.sign });
  }

  /** Some minutes of network life. */
  settle(): this {
    for (let i = 0; i < 12; i++) this.answer(this.ask());
    return this;
  }

  /** A packet in the server's name comes in by `link`, as it is. */
  take(datagram: Datagram, link = this.link): Verdict {
    const { engine, now } = this.rig;
    return engine.packet(link, datagram, endpoint(PEER), now, now);
  }
}

class Client extends Target {
  readonly mode = Mode.Server;

  constructor(keyId: number) {
    super(keyId);
    this.configure({ associations: [server(PEER, { keyId })] });
  }
}

class FoundClient extends Target {
  readonly mode = Mode.Server;

  constructor(keyId: number) {
    super(keyId);
    this.configure({ searches: [{ ...SEARCH, keyId }] });
    this.rig.answer(super.ask(), { from: PEER, edit: this.sign });
  }

  override ask(): Request {
    let request = super.ask();
    while (request.to !== PEER) request = super.ask();
    return request;
  }
}

class ActivePeer extends Target {
  readonly mode: Mode = Mode.SymmetricPassive;

  constructor(keyId: number) {
    super(keyId);
    this.begin();
  }

  override get link(): Link {
    return this.rig.service;
  }

  override answer(request: Request): Verdict {
    return reply(this.rig, request, { mode: this.mode, edit: this.sign });
  }

  protected begin(): void {
    const { keyId } = this;
    this.configure({ associations: [server(PEER, { kind: AssociationKind.SymmetricActive, keyId })] });
  }
}

class PassivePeer extends ActivePeer {
  override readonly mode = Mode.SymmetricActive;

  protected override begin(): void {
    this.configure({});
    this.take(packet(this.rig, { mode: Mode.SymmetricActive, edit: this.sign }));
  }
}

/** Where broadcasts come in. */
export const TO_ALL = new Link(LinkKind.Broadcast, Family.IPv4, -1);
TO_ALL.interfaceName = HEARING.interfaceName;
TO_ALL.followsServers = true;

/** Its questions are those of volleys; `answer` is followed by a broadcast. */
export class BroadcastClient extends Target {
  readonly mode = Mode.Server;

  constructor(keyId = 0) {
    super(keyId);
    this.configure({ hearings: [HEARING] });
    this.hear();
  }

  /** A broadcast of the server, sent a millisecond ago. */
  hear(fields: Fields = {}): Verdict {
    return this.take(packet(this.rig, { mode: Mode.Broadcast, edit: this.sign, ...fields }), TO_ALL);
  }

  /** Lets `seconds` pass, the server answering volleys. */
  passAnswering(seconds: number): void {
    this.rig.passAnswering(seconds, () => ({ edit: this.sign }));
  }

  /** The next volley, up to half an hour on. */
  override ask(): Request {
    const { requests } = this.rig;
    const before = requests.length;
    for (let i = 1; requests.length === before; i++) {
      this.rig.pass(0.25);
      if (i % 256 === 0) this.hear();
    }
    return this.rig.last;
  }

  override settle(): this {
    for (let i = 0; i < 12; i++) {
      this.passAnswering(64);
      this.hear();
    }
    return this;
  }
}

/** By the names that tests give them; with the key `keyId`, or 0: without any. */
export const TARGETS: Readonly<Record<string, (keyId?: number) => Target>> = Object.freeze({
  "a client": (keyId = 0) => new Client(keyId).settle(),
  "a client that has found its server": (keyId = 0) => new FoundClient(keyId).settle(),
  "an active peer": (keyId = 0) => new ActivePeer(keyId).settle(),
  "a passive peer": (keyId = 0) => new PassivePeer(keyId).settle(),
  "a broadcast client": (keyId = 0) => new BroadcastClient(keyId).settle(),
});

/** All that selection, discipline, reach and polling see of the server, and the time that is made of it. */
export function stateOf({ rig, association }: Target): string {
  if (association === undefined) return "none";
  const { filter, exchange, schedule, reference, origin, receive, transmit } = association;
  const { leap, stratum, refid, reach, standing, pollLog2, rateFloorLog2, isProven } = association;
  const { pace, missed, unanswered, samples, nextAt } = schedule;
  const { system } = rig.engine;
  return JSON.stringify([
    [filter.stageCount, filter.offset, filter.delay, filter.jitter],
    [leap, stratum, refid, reach, standing, pollLog2, rateFloorLog2, isProven],
    [pace, missed, unanswered, samples, exchange.isOpen, nextAt],
    [reference, origin, receive, transmit],
    [system.leap, system.stratum, system.refid, rig.error()],
    rig.engine.associations.filter(one => one.isInUse).length,
  ]);
}

/** What is sent in the server's name. */
export const LIES: Readonly<Record<string, Fields>> = Object.freeze({
  "an answer that is an hour off": { error: 3600 * SECOND },
  "a kiss-o'-death DENY": kiss("DENY"),
  "a kiss-o'-death RSTR": kiss("RSTR"),
  "a kiss-o'-death RATE": kiss("RATE"),
  "a kiss-o'-death that nobody knows": kiss("XFAC"),
  "that it has no time": { leap: 3, stratum: 16 },
  "that there is a leap second": { leap: 1 },
  "that it asks once in 36 hours": { poll: 17 },
  "that it follows us": { refid: 0xc000_0201 },
  "a crypto-NAK": { edit: one => void (one.length = 52) },
  "what nobody has a key for": { edit: withMac },
  "half a header": { edit: one => void (one.length = 24) },
});

/** A lie as an answer, which was held for no time, and as a question. */
export function told(lie: Fields, origin: Timestamp): readonly Fields[] {
  return [0, (3 * SECOND) / 4].map((time: Q32) => ({ error: MILLISECOND, ...lie, origin, held: time }));
}

function kiss(code: string): Fields {
  const refid = [...code].reduce((word, letter) => word * 256 + letter.charCodeAt(0), 0);
  return { leap: 3, stratum: 0, refid };
}

function withMac(datagram: Datagram): void {
  datagram.view.setUint32(48, 0x1234_5678);
  datagram.bytes.fill(0xa5, 52, 68);
  datagram.length = 68;
}
