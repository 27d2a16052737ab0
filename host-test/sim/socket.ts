/** A UDP socket of a simulated host, of which one is opened for every request of a client. */
import { Instant } from "../../src/time/moment.js";
import {
  Cast,
  SocketError,
  type SocketHandler,
  type SocketOptions,
  type UdpSocket,
} from "../../src/runtime/ports.js";
import { isLinkLocal, isMulticast } from "../../src/wire/address-kind.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Endpoint, Family } from "../../src/wire/address.js";
import { type Datagram } from "../../src/wire/datagram.js";
import { SimEvent } from "./event-queue.js";
import { type Host } from "./host.js";
import { type Flight, type Lan, type Receiver } from "./network.js";

const FIRST_RANDOM_PORT = 49_152;
const RANDOM_PORTS = 16_384;

export class SimSocket implements UdpSocket, Receiver {
  readonly local = new Endpoint();
  readonly machine: Host;
  readonly isShared: boolean;
  /** The device that it hears and sends by; of one bound to none, the one that its address is of. */
  device: string;
  lan: Lan;
  /** When the last datagram left by it, by the host's counter. */
  readonly departedAt = new Instant();
  readonly #handler: SocketHandler;
  /** Whether the routes say where a packet leaves from. */
  readonly #isRouted: boolean;
  readonly #source = new Endpoint();
  #hops = 1;

  /** Throws SocketError where the address is not to be had. */
  constructor(host: Host, { family, address, port, device, cast }: SocketOptions, handler: SocketHandler) {
    const own = address ?? host.address(family, device);
    if (own === undefined) throw new SocketError("ENETUNREACH", "no address of that family");
    const reason = address && host.unbindable.get(formatAddress(address));
    if (reason) throw new SocketError(reason, `${formatAddress(address)} cannot be bound: ${reason}`);
    this.machine = host;
    this.isShared = cast !== Cast.Own;
    this.#handler = handler;
    this.#isRouted = address === undefined && device === undefined;
    this.device = device ?? host.deviceOf(own);
    this.lan = host.lan(this.device);
    this.local.copy(own);
    this.local.port = port;
    if (port === 0) this.#choosePort();
    else if (!this.isShared && host.world.network.isBound(this.local, this.lan))
      throw new SocketError("EADDRINUSE", `${formatAddress(own)} port ${port} is taken`);
    host.world.network.bind(this);
  }

  send(datagram: Datagram, to: Endpoint): boolean {
    const { counter, world } = this.machine;
    if (this.#isRouted) this.#followRoute(to);
    const refusal = this.machine.refusal ?? (this.machine.isUp(this.device) ? undefined : "ENETDOWN");
    if (refusal !== undefined) {
      world.schedule(new Refusal(this.#handler, refusal), 0);
      return false;
    }
    counter.read(this.departedAt);
    this.machine.sent(datagram);
    if (isMulticast(to)) world.network.send(this, datagram, to, this.#hops);
    else world.network.send(this, datagram, to);
    return true;
  }

  /** Stamped on time, even where the host is too busy to look at it now. */
  take(flight: Flight): boolean {
    const { counter } = this.machine;
    if (!this.machine.isUp(this.device)) return false;
    if (!flight.isStamped) {
      counter.read(flight.arrivedAt);
      flight.isStamped = true;
    }
    if (this.machine.putOff(flight)) return true;
    const { datagram, from, arrivedAt } = flight;
    if (from.family === Family.IPv6 && isLinkLocal(from)) from.zone = this.machine.zone(this.device);
    this.machine.received(this, flight);
    this.#handler.received(datagram, from, arrivedAt);
    return false;
  }

  setHops(hops: number): void {
    this.#hops = hops;
  }

  close(): void {
    this.machine.world.network.unbind(this);
  }

  /** A packet to `to` leaves from another address than the one before: the socket is bound to that one now. */
  #followRoute(to: Endpoint): void {
    const host = this.machine;
    const source = this.#source;
    if (!host.udp.route(to, source) || source.sameAddress(this.local)) return;
    const { network } = host.world;
    network.unbind(this);
    source.port = this.local.port;
    this.local.copy(source);
    this.device = host.deviceOf(source);
    this.lan = host.lan(this.device);
    if (network.isBound(this.local, this.lan)) this.#choosePort();
    network.bind(this);
  }

  #choosePort(): void {
    const { ports, world } = this.machine;
    do this.local.port = FIRST_RANDOM_PORT + ports.below(RANDOM_PORTS);
    while (world.network.isBound(this.local, this.lan));
  }
}

/** The system says that there is no way. */
class Refusal extends SimEvent {
  constructor(
    readonly handler: SocketHandler,
    readonly why: string,
  ) {
    super();
  }

  override happen(): void {
    this.handler.failed(this.why);
  }
}
