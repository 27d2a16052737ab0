/**
 * A network in virtual time: real nodes on ports that are all here. A minute takes a few milliseconds,
 * and the same seed gives the same run on every engine.
 */
import { type Digest } from "../../src/core/address-refid.js";
import { MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant, type Timestamp } from "../../src/time/moment.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Endpoint, type Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  SocketError,
  type Interface,
  type Ports,
  type SocketHandler,
  type SocketOptions,
  type UdpSocket,
} from "../../src/runtime/ports.js";
import { endpoint, START_SECONDS } from "./engine-rig.js";
import { seeded } from "./random.js";

const FIRST_RANDOM_PORT = 49_152;
const LAST_PORT = 65_536;

interface Due {
  /** True time, in 2^-32 s since the world began. */
  readonly at: Q32;
  readonly order: number;
  readonly happen: () => void;
}

export interface HostOptions {
  readonly addresses: readonly string[];
  /** How much too fast the counter is. */
  readonly ppm?: number;
  /** How far ahead the clock is at boot. */
  readonly bootOffset?: Q32;
}

export class World {
  /** True time since the world began. */
  now: Q32 = 0;
  readonly random: (below: number) => number;
  readonly sockets: VirtualSocket[] = [];
  readonly names = new Map<string, readonly string[]>();
  #due: Due[] = [];
  #order = 0;

  constructor(seed: number) {
    this.random = seeded(seed);
  }

  after(delay: Q32, happen: () => void): Due {
    const due = { at: this.now + Math.max(delay, 0), order: this.#order++, happen };
    this.#due.push(due);
    return due;
  }

  cancel(due: Due | undefined): void {
    this.#due = this.#due.filter(other => other !== due);
  }

  /** Lets everything happen that is due within `seconds`. */
  run(seconds: number): void {
    const end = this.now + Math.round(seconds * SECOND);
    for (;;) {
      let next: Due | undefined;
      for (const due of this.#due)
        if (!next || due.at < next.at || (due.at === next.at && due.order < next.order)) next = due;
      if (!next || next.at > end) break;
      this.cancel(next);
      this.now = Math.max(this.now, next.at);
      next.happen();
    }
    this.now = end;
  }

  /** One way: 0.2 ms and up to 0.1 ms of queue. */
  delay(): Q32 {
    return Math.round(0.2 * MILLISECOND) + this.random(Math.round(0.1 * MILLISECOND));
  }

  host(options: HostOptions): Host {
    return new Host(this, options);
  }
}

/** The ports of one node. */
export class Host implements Ports {
  readonly stored = new Map<string, string>();
  interfaceList: Interface[];
  changed = (): void => {};
  /** Addresses that cannot be bound now, with the system's name of the reason. */
  readonly unbindable = new Map<string, string>();
  /** Why nothing can be sent now. */
  refusal: string | undefined = undefined;
  readonly #ppm: number;
  #alarm: Due | undefined;

  constructor(
    readonly world: World,
    { addresses, ppm = 0, bootOffset = 0 }: HostOptions,
  ) {
    this.#ppm = ppm;
    this.bootOffset = bootOffset;
    this.interfaceList = [
      { name: "eth0", device: "eth0", addresses: addresses.map(text => endpoint(text, 0)), isUp: true },
    ];
  }

  readonly bootOffset: Q32;

  readonly counter = { precisionLog2: -23, read: (into: Instant): void => this.#readCounter(into) };

  readonly alarm = {
    set: (at: Instant, ring: () => void): void => {
      this.world.cancel(this.#alarm);
      const now = new Instant();
      this.#readCounter(now);
      const wait = Math.ceil(at.since(now) / (1 + this.#ppm * 1e-6));
      this.#alarm = this.world.after(wait, ring);
    },
    clear: (): void => this.world.cancel(this.#alarm),
  };

  readonly chance = { next: (): number => this.world.random(2 ** 32) };

  readonly bootClock = {
    read: (_: Instant, into: Timestamp): Q32 => {
      this.trueTime(into);
      into.add(this.bootOffset);
      return SECOND;
    },
  };

  readonly udp = {
    open: (options: SocketOptions, handler: SocketHandler): UdpSocket =>
      new VirtualSocket(this, options, handler),
  };

  readonly names = {
    resolve: (
      name: string,
      family: Family | undefined,
      found: (addresses: readonly Endpoint[]) => void,
    ): void => {
      const all = (this.world.names.get(name) ?? []).map(text => endpoint(text, 0));
      this.world.after(MILLISECOND, () => found(all.filter(one => !family || one.family === family)));
    },
  };

  readonly interfaces = {
    list: (): readonly Interface[] => this.interfaceList,
    watch: (changed: () => void): void => void (this.changed = changed),
    close: (): void => {},
  };

  readonly store = {
    read: (name: string): string | undefined => this.stored.get(name),
    write: (name: string, text: string): void => void this.stored.set(name, text),
    remove: (name: string): void => void this.stored.delete(name),
  };

  readonly digest: Digest = {
    md5: bytes => Uint8Array.from({ length: 16 }, (_, i) => (bytes[i] ?? 0) ^ 0xa5),
  };

  trueTime(into: Timestamp): void {
    into.set(START_SECONDS, 0);
    into.add(this.world.now);
  }

  #readCounter(into: Instant): void {
    into.set(0, 0);
    into.add(Math.round(this.world.now * (1 + this.#ppm * 1e-6)));
  }
}

export class VirtualSocket implements UdpSocket {
  readonly local = new Endpoint();

  constructor(
    readonly host: Host,
    readonly options: SocketOptions,
    readonly handler: SocketHandler,
  ) {
    const { family, address, port } = options;
    const own = host.interfaceList.flatMap(one => one.addresses).find(one => one.family === family);
    const reason = address && host.unbindable.get(formatAddress(address));
    if (reason) throw new SocketError(reason, `${formatAddress(address)} cannot be bound: ${reason}`);
    if (!address && !own) throw new SocketError("ENETUNREACH", "no address of that family");
    this.local.copy(address ?? own!);
    this.local.port = port || FIRST_RANDOM_PORT + host.world.random(LAST_PORT - FIRST_RANDOM_PORT);
    if (host.world.sockets.some(other => other.local.equals(this.local)))
      throw new SocketError("EADDRINUSE", `${formatAddress(this.local)} port ${this.local.port} is taken`);
    host.world.sockets.push(this);
  }

  send(datagram: Datagram, to: Endpoint): boolean {
    const { world, refusal } = this.host;
    if (refusal !== undefined) {
      world.after(0, () => this.handler.failed(refusal));
      return false;
    }
    const bytes = datagram.bytes.slice(0, datagram.length);
    const destination = new Endpoint();
    destination.copy(to);
    world.after(world.delay(), () => {
      const target = world.sockets.find(other => other.local.equals(destination));
      if (!target) return;
      const arrived = new Datagram();
      arrived.bytes.set(bytes);
      arrived.length = bytes.length;
      const at = new Instant();
      target.host.counter.read(at);
      target.handler.received(arrived, this.local, at);
    });
    return true;
  }

  close(): void {
    const { sockets } = this.host.world;
    sockets.splice(sockets.indexOf(this), 1);
  }
}
