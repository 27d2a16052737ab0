/**
 * A machine with an oscillator, and the ports of the node that runs on it. It can be restarted (what it stored is
 * kept), be too busy for seconds, and believe anything about the time when it starts.
 */
import { DEGREE } from "../../src/core/temperature.js";
import { createNode, type NodeOptions } from "../../src/runtime/create-node.js";
import { type PulsePorts, type SerialPorts } from "../../src/runtime/line-ports.js";
import { type NtpNode } from "../../src/runtime/node.js";
import {
  type Interface,
  type InterfaceAddress,
  type Ports,
  type SocketHandler,
  type SocketOptions,
  type ThermometerPort,
} from "../../src/runtime/ports.js";
import { type ClockChip } from "../../src/refclock/clock-chip.js";
import { FOREVER, MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { type Instant, type Timestamp } from "../../src/time/moment.js";
import { inSubnet } from "../../src/runtime/subnet.js";
import { isLinkLocal, isLoopback } from "../../src/wire/address-kind.js";
import { type Endpoint, Family } from "../../src/wire/address.js";
import { type Datagram } from "../../src/wire/datagram.js";
import { Mode, modeOf } from "../../src/wire/header.js";
import { endpoint } from "../support/engine-rig.js";
import { PurePrimitives } from "../support/pure-primitives.js";
import { type Chance } from "./chance.js";
import { SimEvent } from "./event-queue.js";
import { type Flight, type Lan, type Machine } from "./network.js";
import { Oscillator, type OscillatorOptions } from "./oscillator.js";
import { type SampleLog } from "./sample-log.js";
import { SimSocket } from "./socket.js";
import { TrueTime } from "./true-time.js";
import { type World } from "./world.js";

/** A network interface of a machine. */
export interface InterfaceOptions {
  /** As the console and the system name it. */
  readonly name: string;
  /** "192.0.2.1", or "192.0.2.1/24" where the subnet matters. */
  readonly addresses: readonly string[];
  /** What it is plugged into. Default: where all are. */
  readonly lan?: Lan;
}

export interface HostOptions {
  /** What others' links and chance know it by. Default: its first address. */
  readonly name?: string;
  /** Of its only interface, eth0. */
  readonly addresses?: readonly string[];
  /** More interfaces than that one, or others than that one. */
  readonly interfaces?: readonly InterfaceOptions[];
  readonly oscillator?: OscillatorOptions;
  /** How far ahead of true time the clock is whenever the machine boots. Default: not at all. */
  readonly bootOffset?: Q32;
  /** What it believes instead at every boot, in whole seconds since 1900, modulo 2^32. */
  readonly bootSeconds?: number;
  /** Whether it has a thermometer, at its oscillator. Default: no. */
  readonly hasThermometer?: boolean;
  /** log2 of seconds; the counter itself counts 2^-32 s. */
  readonly precisionLog2?: number;
}

/** What a node is started with, ports aside. */
export type StartOptions = Omit<NodeOptions, "ports">;

/** As a board has; every event looks at all places. */
const CAPACITY = 8;

const PRECISION_LOG2 = -30;

export class Host implements Ports, Machine {
  readonly name: string;
  readonly oscillator: Oscillator;
  /** Where its ports' numbers come from. */
  readonly ports: Chance;
  readonly stored = new Map<string, string>();
  interfaceList: Interface[];
  changed = (): void => {};
  /** Addresses that cannot be bound now, with the system's name of the reason. */
  readonly unbindable = new Map<string, string>();
  /** Why nothing can be sent now. */
  refusal: string | undefined = undefined;
  serial: SerialPorts | undefined = undefined;
  pulses: PulsePorts | undefined = undefined;
  rtc: ClockChip | undefined = undefined;
  /** What waiting for its bus has taken of the event that is handled; over when it sets its alarm. */
  spent: Q32 = 0;
  /** The node that `start` started. */
  node: NtpNode | undefined = undefined;
  /** Requests it has sent as a client. */
  requests = 0;
  /** Where its exchanges are written down, if anywhere. */
  log: SampleLog | undefined = undefined;

  readonly #bootOffset: Q32;
  readonly #bootSeconds: number | undefined;
  readonly #nonces: Chance;
  /** By device; of others: where all are. */
  readonly #lans = new Map<string, Lan>();
  readonly #ring = new Ring(this);
  readonly #ringAt = new TrueTime();
  readonly #busyUntil = new TrueTime();
  readonly #later = new TrueTime();
  #startOptions: StartOptions = {};

  constructor(
    readonly world: World,
    options: HostOptions,
  ) {
    const { addresses, oscillator = {}, precisionLog2 = PRECISION_LOG2 } = options;
    const interfaces = [...(addresses ? [{ name: "eth0", addresses }] : []), ...(options.interfaces ?? [])];
    const name = options.name ?? interfaces[0].addresses[0];
    this.name = name;
    this.oscillator = new Oscillator(oscillator, world.chance(`${name}: oscillator`));
    this.ports = world.chance(`${name}: ports`);
    this.#nonces = world.chance(`${name}: nonces`);
    this.#bootOffset = options.bootOffset ?? 0;
    this.#bootSeconds = options.bootSeconds;
    if (options.hasThermometer)
      this.thermometer = {
        read: () => Math.round(this.oscillator.temperature(world.now.second) * DEGREE),
      };
    this.counter = { precisionLog2, read: into => this.oscillator.counter(this.#handlingAt(), into) };
    this.interfaceList = interfaces.map((one, i) => this.#plugIn(one, i + 1));
  }

  /** Starts a node on this machine. */
  start(options: StartOptions = {}): NtpNode {
    this.#startOptions = options;
    this.node = createNode({ capacity: CAPACITY, ...options, ports: this });
    return this.node;
  }

  /** The machine goes down, and comes up `after` seconds later as it was started, with what it had stored. */
  restart(after = 0): void {
    this.stop();
    this.world.after(Math.round(after * SECOND), () => this.start(this.#startOptions));
  }

  /** The machine goes down, with all that its node knew. */
  stop(): void {
    this.node?.stop();
    this.node = undefined;
    this.changed = () => {};
  }

  /** For `seconds` from now nothing is handled: what arrives is stamped and waits. */
  stall(seconds: number): void {
    this.#busyUntil.copy(this.world.now);
    this.#busyUntil.add(Math.round(seconds * SECOND));
  }

  /** Has `event` happen when the machine has time for it; false: it has. */
  putOff(event: SimEvent): boolean {
    if (!this.world.now.isBefore(this.#busyUntil)) return false;
    this.world.scheduleAt(event, this.#busyUntil);
    return true;
  }

  /** Its first address of a family, or that of one device. */
  address(family: Family, device?: string): InterfaceAddress | undefined {
    for (const one of this.interfaceList) {
      if (device !== undefined && one.device !== device) continue;
      for (const address of one.addresses) if (address.family === family) return address;
    }
    return undefined;
  }

  /** The device that has this address; the first one where none has. */
  deviceOf(address: Endpoint): string {
    const hasIt = (own: Endpoint): boolean => own.sameAddress(address);
    return (this.interfaceList.find(one => one.addresses.some(hasIt)) ?? this.interfaceList[0]).device;
  }

  /** What a device is plugged into. */
  lan(device: string): Lan {
    return this.#lans.get(device) ?? this.world.network.lan;
  }

  isUp(device: string): boolean {
    return this.interfaceList.some(one => one.device === device && one.isUp);
  }

  /** The number that the system gives a device. */
  zone(device: string): number {
    return 1 + this.interfaceList.findIndex(one => one.device === device);
  }

  /** An interface becomes another one while the machine runs; its node is told. */
  change(name: string, change: { readonly isUp?: boolean; readonly addresses?: readonly string[] }): void {
    this.interfaceList = this.interfaceList.map((one, i) => {
      if (one.name !== name) return one;
      const addresses = change.addresses?.map(text => ownAddress(text, i + 1)) ?? one.addresses;
      return { ...one, addresses, isUp: change.isUp ?? one.isUp };
    });
    this.changed();
  }

  /** True time. */
  trueTime(into: Timestamp): void {
    this.world.time(into);
  }

  sent(datagram: Datagram): void {
    if (modeOf(datagram) === Mode.Client) this.requests++;
  }

  received(socket: SimSocket, { datagram, arrivedAt }: Flight): void {
    if (this.log !== undefined && modeOf(datagram) === Mode.Server)
      this.log.add(datagram, socket.departedAt, arrivedAt);
  }

  #plugIn({ name, addresses, lan }: InterfaceOptions, number: number): Interface {
    if (lan !== undefined) this.#lans.set(name, lan);
    const own = addresses.map(text => ownAddress(text, number));
    return { name, device: name, addresses: own, isUp: true };
  }

  /** Now, but for what the event that is handled has taken. */
  #handlingAt(): TrueTime {
    if (this.spent === 0) return this.world.now;
    this.#later.copy(this.world.now);
    this.#later.add(this.spent);
    return this.#later;
  }

  readonly thermometer: ThermometerPort | undefined = undefined;

  readonly counter: { readonly precisionLog2: number; readonly read: (into: Instant) => void };

  readonly alarm = {
    set: (at: Instant, ring: () => void): void => {
      this.spent = 0;
      this.#ring.ring = ring;
      this.oscillator.trueTime(at, this.world.now, this.#ringAt);
      this.world.scheduleAt(this.#ring, this.#ringAt);
    },
    clear: (): void => this.world.cancel(this.#ring),
  };

  readonly chance = { next: (): number => this.#nonces.word() };

  readonly bootClock = {
    read: (_: Instant, into: Timestamp): Q32 => {
      this.world.time(into);
      into.add(this.#bootOffset);
      if (this.#bootSeconds !== undefined) into.set(this.#bootSeconds, 0);
      return FOREVER;
    },
  };

  readonly udp = {
    open: (options: SocketOptions, handler: SocketHandler): SimSocket =>
      new SimSocket(this, options, handler),
    /** Out of the interface whose subnet holds `to`, or out of the first that is up. */
    route: (to: Endpoint, into: Endpoint): boolean => {
      let best: InterfaceAddress | undefined;
      for (const { addresses, isUp } of this.interfaceList)
        for (const own of addresses) {
          if (!isUp || own.family !== to.family || (to.zone > 0 && own.zone !== to.zone)) continue;
          if (isLoopback(own) && !inSubnet(to, own)) continue;
          if (best === undefined || (inSubnet(to, own) && !inSubnet(to, best))) best = own;
        }
      if (best !== undefined) into.copy(best);
      return best !== undefined;
    },
  };

  readonly names = {
    resolve: (
      name: string,
      family: Family | undefined,
      found: (addresses: readonly Endpoint[]) => void,
    ): void => {
      const all = (this.world.names.get(name) ?? []).map(text => endpoint(text, 0));
      const wanted = all.filter(one => !family || one.family === family);
      this.world.after(MILLISECOND, () => found(wanted));
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

  readonly primitives = new PurePrimitives();
}

/** `text` with or without its subnet; `number`: the interface's. */
function ownAddress(text: string, number: number): InterfaceAddress {
  const [address, prefixLength] = text.split("/");
  const own = endpoint(address, 0);
  if (own.family === Family.IPv6 && isLinkLocal(own)) own.zone = number;
  if (prefixLength !== undefined) own.prefixLength = Number(prefixLength);
  return own;
}

/** The alarm of a host. */
class Ring extends SimEvent {
  ring = (): void => {};

  constructor(readonly host: Host) {
    super();
  }

  override happen(): void {
    if (!this.host.putOff(this)) this.ring();
  }
}
