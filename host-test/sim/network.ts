/**
 * The network: knows who is bound to which address and port, and carries datagrams there, each over the way
 * that leads from the one to the other.
 */
import { SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
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

type Key = number | string;

const PORTS = 0x1_0000;

export class Network {
  readonly #world: World;
  readonly #bound = new Map<Key, Receiver>();
  readonly #ways = new Map<Machine, Map<Machine, Way>>();
  /** Flights that are over. */
  readonly #idle: Flight[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  get receivers(): Receiver[] {
    return [...this.#bound.values()];
  }

  isBound(local: Endpoint): boolean {
    return this.#bound.has(keyOf(local));
  }

  bind(receiver: Receiver): void {
    this.#bound.set(keyOf(receiver.local), receiver);
  }

  unbind(receiver: Receiver): void {
    this.#bound.delete(keyOf(receiver.local));
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

  /** Carries a copy of `datagram`; what nobody is bound to receive is lost. */
  send(sender: Receiver, datagram: Datagram, to: Endpoint): void {
    const receiver = this.#bound.get(keyOf(to));
    if (receiver === undefined) return;
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

  /** `flight` is over. */
  release(flight: Flight): void {
    this.#idle.push(flight);
  }

  /** Whether what is bound there is still this one. */
  has(receiver: Receiver): boolean {
    return this.#bound.get(keyOf(receiver.local)) === receiver;
  }
}

/** Of IPv4, the common case, a number below 2^48. */
function keyOf({ family, word0, word1, word2, word3, port }: Endpoint): Key {
  if (family === Family.IPv4) return word3 * PORTS + port;
  return `${word0} ${word1} ${word2} ${word3} ${port}`;
}
