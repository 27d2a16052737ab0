/**
 * What a platform provides. A board makes these real; a test and a recording stand in for them.
 *
 * Objects given to a handler belong to the port and hold only until the handler returns.
 */
import { type Chance } from "../core/chance.js";
import { type Codes } from "../core/codes.js";
import { type Temperature } from "../core/temperature.js";
import { type Primitives } from "../crypto/primitives.js";
import { type ClockChip } from "../refclock/clock-chip.js";
import { type Q32 } from "../time/fixed.js";
import { type Instant, type Timestamp } from "../time/moment.js";
import { Endpoint, type Family } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { type PulsePorts, type SerialPorts } from "./line-ports.js";

/** The free-running counter: never set, never stepped, as wrong as its crystal. */
export interface CounterPort {
  /** The RFC 5905 precision of a reading, log2 of seconds. */
  readonly precisionLog2: number;
  read(into: Instant): void;
}

export interface AlarmPort {
  /** Calls `ring` once at `at` or soon after; a second call replaces the first. */
  set(at: Instant, ring: () => void): void;
  clear(): void;
}

/** Unpredictable to others: nonces hang on it. */
export type ChancePort = Chance;

/** What time the board believes it is when it starts. */
export interface BootClockPort {
  /** Sets `into` to the time at counter reading `at`; answers how wrong it may be. */
  read(at: Instant, into: Timestamp): Q32;
}

/** A thermometer near the counter's crystal. */
export interface ThermometerPort {
  read(): Temperature;
}

/** Whom a socket's local address is of. */
export const enum Cast {
  /** The machine's own. Broadcasts and packets to groups may be sent from it, out of `device`. */
  Own,
  /** All of a subnet, or of the link: nothing is sent from it. */
  Broadcast,
  /** A group that the socket joins: nothing is sent from it. */
  Group,
}

export interface SocketOptions {
  readonly family: Family;
  /** Local address; undefined: any (only for a client without a configured source). */
  readonly address: Endpoint | undefined;
  /** Local port; 0: a new random one (RFC 9109). */
  readonly port: number;
  /** The network device that packets must come in by, by its own name; undefined: any. */
  readonly device: string | undefined;
  /**
   * What `address` is: `Own`, or one that others are reached by as well. A group is joined on `device`, and
   * what is sent is never heard by the sender itself.
   */
  readonly cast: Cast;
  /** Differentiated services code point of what is sent, 0 to 63. */
  readonly dscp: number;
}

export interface SocketHandler {
  /** `at`: when the datagram arrived, as near to the wire as the platform tells. It may be written over. */
  received(datagram: Datagram, from: Endpoint, at: Instant): void;
  /**
   * The platform says that nobody listens there, or that there is no way; sends go on being tried. `why`: the
   * system's name of the error, ECONNREFUSED, ENETUNREACH, …. Never within another call.
   */
  failed(why: string): void;
}

export interface UdpSocket {
  /**
   * Sends the first `datagram.length` octets; answers false where the platform refused at once. Where it
   * says why, `failed` is told soon after.
   */
  send(datagram: Datagram, to: Endpoint): boolean;
  /** How many routers what is sent to groups may pass from now on, 1 to 255 (TTL, hop limit); 1 at first. */
  setHops(hops: number): void;
  close(): void;
}

/** A socket that could not be opened. */
export class SocketError extends Error {
  override readonly name = "SocketError";
  /**
   * `code` as the system names it: EADDRINUSE, EACCES, ENODEV, …; `message` for the operator: which
   * address and port, why, and what to do.
   */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Knows where packets go. */
export interface Routes {
  /**
   * Sets `into` to the local address that the system's routes would send to `to` from; answers false where
   * there is no way, or the platform does not tell.
   */
  route(to: Endpoint, into: Endpoint): boolean;
}

export interface UdpPort extends Routes {
  /** Set where a socket hears whatever device there is, so that nothing can be bound once for each. */
  readonly ignoresDevices?: true | undefined;
  /** Opens and binds at once, or throws `SocketError`. */
  open(options: SocketOptions, handler: SocketHandler): UdpSocket;
}

export interface NamesPort {
  /** Never blocks. `found` gets every address of the wanted family, or none; never within the call. */
  resolve(name: string, family: Family | undefined, found: (addresses: readonly Endpoint[]) => void): void;
}

/** An address of an interface, and how much of it is the subnet's. */
export class InterfaceAddress extends Endpoint {
  /** In bits: 24 of 192.0.2.1/24; all bits where nothing is known of a subnet. */
  prefixLength = 128;
}

/** A network interface as it is now. */
export interface Interface {
  /** As the console names it: "Vlan-interface2"; without a name of that kind, the device's own. */
  readonly name: string;
  /** As the system names it: "eth0". */
  readonly device: string;
  readonly addresses: readonly InterfaceAddress[];
  readonly isUp: boolean;
}

export interface InterfacesPort {
  list(): readonly Interface[];
  /** Calls `changed` when the list may have become another one. */
  watch(changed: () => void): void;
  close(): void;
}

/** Small texts that outlive a restart, each written whole or not at all. */
export interface StorePort {
  /** Whether it is flash, say, and writes are to be few; so unless it says false. */
  readonly isWornByWrites?: boolean;
  read(name: string): string | undefined;
  write(name: string, text: string): void;
  remove(name: string): void;
}

export interface Ports {
  readonly counter: CounterPort;
  readonly alarm: AlarmPort;
  readonly chance: ChancePort;
  readonly bootClock: BootClockPort;
  readonly udp: UdpPort;
  readonly names: NamesPort;
  readonly interfaces: InterfacesPort;
  readonly store: StorePort;
  readonly primitives: Primitives;
  /** Undefined: the board has none. */
  readonly thermometer?: ThermometerPort | undefined;
  /** A real-time clock: the time at boot is its, where it is believed. Undefined: the board has none. */
  readonly rtc?: ClockChip | undefined;
  readonly serial?: SerialPorts | undefined;
  readonly pulses?: PulsePorts | undefined;
}

/** What the loop works with: of cryptography it sees what comes out, no more. */
export interface LoopPorts extends Omit<Ports, "primitives" | "rtc"> {
  readonly codes: Codes;
}
