/**
 * Hostile senders of every kind at once: a burst every 10 ms at whatever sockets the victim has open then. They see
 * what goes over the wire, but too late to answer it first, and send in any name.
 */
import { MILLISECOND } from "../../../src/time/fixed.js";
import { Timestamp } from "../../../src/time/moment.js";
import { Endpoint } from "../../../src/wire/address.js";
import { Datagram } from "../../../src/wire/datagram.js";
import {
  clearHeader,
  copyTimestamp,
  HEADER_LENGTH,
  Mode,
  ORIGIN_TIMESTAMP,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  setFirst,
  setPoll,
  setRefid,
  setStratum,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../../../src/wire/header.js";
import { Kiss } from "../../../src/wire/kiss.js";
import { type Chance } from "../../sim/chance.js";
import { SimEvent } from "../../sim/event-queue.js";
import { type Machine, type Receiver } from "../../sim/network.js";
import { type World } from "../../sim/world.js";
import { type Ear } from "./overheard.js";

const BURST = 20;
const GAP = 10 * MILLISECOND;

const NTP_PORT = 123;
const VERSION = 4;
const RANDOM_OCTETS = 200;
const KISSES = [Kiss.Deny, Kiss.Restricted, Kiss.Rate, Kiss.Step];
const PROTOCOL_MODES = [
  Mode.SymmetricActive,
  Mode.Client,
  Mode.Broadcast,
  Mode.SymmetricPassive,
  Mode.Server,
];

/** What a hostile datagram is. */
export const KINDS = [
  "random octets",
  "honest packets, changed",
  "spoofed modes",
  "replays",
  "kisses",
  "crypto-NAKs",
  "control queries",
] as const;

type Kind = (typeof KINDS)[number];

export class Hostile extends SimEvent implements Receiver, Machine {
  readonly name = "hostile";
  readonly local = new Endpoint();
  sent = 0;
  octets = 0;
  readonly counts = new Map<Kind, number>(KINDS.map(kind => [kind, 0]));
  readonly #world: World;
  readonly #victim: Machine;
  readonly #ear: Ear;
  readonly #names: readonly Endpoint[];
  readonly #chance: Chance;
  readonly #datagram = new Datagram();
  readonly #time = new Timestamp();

  /** `names`: those in whose name it sends, beside any others. */
  constructor(world: World, victim: Machine, ear: Ear, names: readonly Endpoint[]) {
    super();
    this.#world = world;
    this.#victim = victim;
    this.#ear = ear;
    this.#names = names;
    this.#chance = world.chance("hostile");
    world.schedule(this, GAP);
  }

  get machine(): Machine {
    return this;
  }

  override happen(): void {
    const targets = this.#world.network.receivers.filter(({ machine }) => machine === this.#victim);
    for (let i = 0; i < BURST && !this.#ear.isEmpty; i++) this.#attack(this.#one(targets).local);
    this.#world.schedule(this, GAP);
  }

  take(): boolean {
    return false;
  }

  #attack(to: Endpoint): void {
    const kind = this.#one(KINDS);
    this.#pretend(to);
    this.#fill(kind);
    this.sent++;
    this.octets += this.#datagram.length;
    this.counts.set(kind, this.counts.get(kind)! + 1);
    this.#world.network.send(this, this.#datagram, to);
  }

  /** In whose name: one that the victim speaks with, or anybody. */
  #pretend({ family }: Endpoint): void {
    const { local } = this;
    const name = this.#one(this.#names);
    if (name.family === family && this.#chance.below(2) > 0) local.copy(name);
    else {
      local.setIPv4(this.#chance.word());
      local.port = this.#chance.below(4) > 0 ? NTP_PORT : this.#chance.below(0x1_0000);
    }
  }

  #fill(kind: Kind): void {
    switch (kind) {
      case "random octets":
        return this.#fillRandomly();
      case "honest packets, changed":
        this.#repeat();
        for (let i = this.#chance.below(8); i >= 0; i--)
          this.#datagram.bytes[this.#chance.below(HEADER_LENGTH)] = this.#chance.below(256);
        return;
      case "replays": {
        const from = this.#repeat();
        if (this.#chance.below(2) > 0) this.local.copy(from);
        return;
      }
      case "spoofed modes":
        return this.#say(this.#one(PROTOCOL_MODES), 1 + this.#chance.below(15));
      case "kisses":
        this.#say(Mode.Server, 0);
        return setRefid(this.#datagram, this.#one(KISSES));
      case "crypto-NAKs":
        this.#say(this.#one(PROTOCOL_MODES), 1);
        this.#datagram.bytes.fill(0, HEADER_LENGTH, HEADER_LENGTH + 4);
        this.#datagram.length = HEADER_LENGTH + 4;
        return;
      case "control queries":
        this.#fillRandomly();
        return setFirst(this.#datagram, 0, 2, this.#one([Mode.Control, Mode.Private]));
    }
  }

  #fillRandomly(): void {
    const datagram = this.#datagram;
    datagram.length = this.#chance.below(RANDOM_OCTETS);
    for (let i = 0; i < datagram.length; i++) datagram.bytes[i] = this.#chance.word();
  }

  /** What was overheard; answers whose it was. */
  #repeat(): Endpoint {
    const { datagram, from } = this.#ear.one(this.#chance);
    this.#datagram.bytes.set(datagram.bytes.subarray(0, datagram.length));
    this.#datagram.length = datagram.length;
    return from;
  }

  /** As if a server of `stratum`, seconds ahead or behind, had said it; origin is that of something overheard. */
  #say(mode: Mode, stratum: number): void {
    const datagram = this.#datagram;
    this.#repeat();
    const { bytes } = datagram;
    const origin = bytes.slice(ORIGIN_TIMESTAMP, ORIGIN_TIMESTAMP + 8);
    clearHeader(datagram);
    setFirst(datagram, 0, VERSION, mode);
    setStratum(datagram, stratum);
    setPoll(datagram, 4 + this.#chance.below(7));
    setRefid(datagram, this.#chance.word());
    if (this.#chance.below(2) > 0) bytes.set(origin, ORIGIN_TIMESTAMP);
    this.#world.time(this.#time);
    this.#time.add(Math.round((this.#chance.uniform() - 0.5) * 4000 * MILLISECOND));
    writeTimestamp(datagram, TRANSMIT_TIMESTAMP, this.#time);
    copyTimestamp(datagram, TRANSMIT_TIMESTAMP, RECEIVE_TIMESTAMP);
    copyTimestamp(datagram, TRANSMIT_TIMESTAMP, REFERENCE_TIMESTAMP);
  }

  #one<T>(of: readonly T[]): T {
    return of[this.#chance.below(of.length)];
  }
}
