/**
 * The network: knows who is bound to which address and port, and carries datagrams there, each over the way
 * that leads from the one to the other.
 *
 * It has LANs: a broadcast reaches the LAN it is sent into, a packet to a group also those behind as many routers as
 * it may pass, and one to a single address whoever has that address, the nearest first. Who says nothing else
 * is in the one LAN that all others are in.
 */
import { SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { isLinkLocal, isMulticast } from "../../src/wire/address-kind.js";
import { Endpoint, Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { SimEvent } from "./event-queue.js";
import { LOCAL_WAY, Way, type WayOptions } from "./link.js";
import { type World } from "./world.js";

/** A machine in the network: what links are between. */
export interface Machine {
  readonly name: string;
}

/** What is bound to an address and port. */
export interface Receiver {
  readonly machine: Machine;
  readonly local: Endpoint;
  /** Where it is; if not said, where all are. */
  readonly lan?: Lan | undefined;
  /** Whether `local` is a broadcast address or a group: one of many, who hears nothing of its own machine. */
  readonly isShared?: boolean;
  /** Takes a datagram that arrives now; answers whether it keeps it, to be released later. */
  take(flight: Flight): boolean;
}

/** A datagram on its way, and the event of its arrival. */
export class Flight extends SimEvent {
  readonly datagram = new Datagram();
  readonly from = new Endpoint();
  receiver!: Receiver;
  /** The receiver's counter when it arrived; for the receiver to fill. */
  readonly arrivedAt = new Instant();
  isStamped = false;
  readonly #network: Network;

  constructor(network: Network) {
    super();
    this.#network = network;
  }

  override happen(): void {
    const isKept = this.#network.has(this.receiver) && this.receiver.take(this);
    if (!isKept) this.#network.release(this);
  }
}

/** Of a flight that is over: what received it may be garbage. */
const NOBODY: Receiver = { machine: { name: "nobody" }, local: new Endpoint(), take: () => false };

type Key = number | string;

const PORTS = 0x1_0000;

/** What a packet to a single address may pass. */
const MOST_HOPS = 255;

/** Machines that hear each other's broadcasts. */
export class Lan {
  readonly bound = new Map<Key, Receiver[]>();
  /** All that can be reached from here with how many routers are between, this one first, then the nearest. */
  reach: readonly (readonly [lan: Lan, routers: number])[] = [[this, 0]];
  /** Routers between this LAN and others. */
  readonly routes = new Map<Lan, number>();
}

export class Network {
  /** Where all are who say nothing else. */
  readonly lan = new Lan();
  readonly #world: World;
  readonly #lans: Lan[] = [this.lan];
  readonly #ways = new Map<Machine, Map<Machine, Way>>();
  /** Flights that are over. */
  readonly #idle: Flight[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  get receivers(): Receiver[] {
    return this.#lans.flatMap(({ bound }) => [...bound.values()].flat());
  }

  /** One more, joined to nothing. */
  addLan(): Lan {
    const lan = new Lan();
    this.#lans.push(lan);
    return lan;
  }

  /** From here on `routers` routers lead from one to the other, and back. */
  route(one: Lan, other: Lan, routers: number): void {
    one.routes.set(other, routers);
    other.routes.set(one, routers);
    for (const lan of this.#lans) lan.reach = reachOf(lan);
  }

  /** Whether a socket has this address and port for itself. */
  isBound(local: Endpoint, lan = this.lan): boolean {
    return lan.bound.has(keyOf(local));
  }

  bind(receiver: Receiver): void {
    const { bound } = receiver.lan ?? this.lan;
    const key = keyOf(receiver.local);
    const others = bound.get(key);
    if (others === undefined) bound.set(key, [receiver]);
    else others.push(receiver);
  }

  unbind(receiver: Receiver): void {
    const { bound } = receiver.lan ?? this.lan;
    const key = keyOf(receiver.local);
    const all = bound.get(key) ?? [];
    const others = all.filter(one => one !== receiver);
    if (others.length > 0) bound.set(key, others);
    else bound.delete(key);
  }

  /** From here on packets from `from` to `to` are carried so. */
  setWay(from: Machine, to: Machine, options: Readonly<WayOptions>): void {
    this.way(from, to).options = options;
  }

  /** The way from one to the other; a local one where no link was made. */
  way(from: Machine, to: Machine): Way {
    let ways = this.#ways.get(from);
    if (ways === undefined) this.#ways.set(from, (ways = new Map<Machine, Way>()));
    let way = ways.get(to);
    if (way === undefined)
      ways.set(to, (way = new Way(LOCAL_WAY, this.#world.seed, `${from.name} > ${to.name}`)));
    return way;
  }

  /** Carries copies of `datagram` past fewer than `hops` routers; what nobody is bound to receive is lost. */
  send(sender: Receiver, datagram: Datagram, to: Endpoint, hops = MOST_HOPS): void {
    const { reach } = sender.lan ?? this.lan;
    const key = keyOf(to);
    const isGroup = isMulticast(to);
    const isNear = isLinkLocal(to);
    for (let i = 0; i < reach.length; i++) {
      const [lan, routers] = reach[i];
      if (routers >= hops || (isNear && routers > 0)) return;
      const receivers = lan.bound.get(key);
      if (receivers === undefined) continue;
      for (let j = 0; j < receivers.length; j++) {
        const receiver = receivers[j];
        if (!receiver.isShared) return this.#carry(sender, datagram, receiver);
        const isHeard = receiver.machine !== sender.machine && (isGroup || routers === 0);
        if (isHeard) this.#carry(sender, datagram, receiver);
      }
    }
  }

  /** `flight` is over. */
  release(flight: Flight): void {
    flight.receiver = NOBODY;
    this.#idle.push(flight);
  }

  /** Whether what is bound there is still this one. */
  has(receiver: Receiver): boolean {
    const { bound } = receiver.lan ?? this.lan;
    return bound.get(keyOf(receiver.local))?.includes(receiver) ?? false;
  }

  #carry(sender: Receiver, datagram: Datagram, receiver: Receiver): void {
    const second = this.#world.now.seconds;
    const way = this.way(sender.machine, receiver.machine);
    for (let copies = way.copies(second); copies > 0; copies--) {
      const flight = this.#idle.pop() ?? new Flight(this);
      const bytes = flight.datagram.bytes;
      for (let i = 0; i < datagram.length; i++) bytes[i] = datagram.bytes[i];
      flight.datagram.length = datagram.length;
      flight.from.copy(sender.local);
      flight.receiver = receiver;
      flight.isStamped = false;
      this.#world.schedule(flight, Math.round(way.delay(second) * SECOND));
    }
  }
}

/** The shortest way to each, in routers. */
function reachOf(from: Lan): [Lan, number][] {
  const routers = new Map<Lan, number>([[from, 0]]);
  for (const [lan] of routers)
    for (const [next, between] of lan.routes) {
      const total = routers.get(lan)! + between;
      if (total >= (routers.get(next) ?? Infinity)) continue;
      routers.delete(next); // so that it comes again, and tells those behind it
      routers.set(next, total);
    }
  return [...routers].sort(([, one], [, other]) => one - other);
}

/** Of IPv4, the common case, a number below 2^48. */
function keyOf({ family, word0, word1, word2, word3, port }: Endpoint): Key {
  if (family === Family.IPv4) return word3 * PORTS + port;
  return `${word0} ${word1} ${word2} ${word3} ${port}`;
}
