/** A UDP socket of a simulated host, of which one is opened for every request of a client. */
import { Instant } from "../../src/time/moment.js";
import {
  SocketError,
  type SocketHandler,
  type SocketOptions,
  type UdpSocket,
} from "../../src/runtime/ports.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Endpoint } from "../../src/wire/address.js";
import { type Datagram } from "../../src/wire/datagram.js";
import { SimEvent } from "./event-queue.js";
import { type Host } from "./host.js";
import { type Flight, type Receiver } from "./network.js";

const FIRST_RANDOM_PORT = 49_152;
const RANDOM_PORTS = 16_384;

export class SimSocket implements UdpSocket, Receiver {
  readonly local = new Endpoint();
  readonly machine: Host;
  /** When the last datagram left by it, by the host's counter. */
  readonly departedAt = new Instant();
  readonly #handler: SocketHandler;

  /** Throws SocketError where the address is not to be had. */
  constructor(host: Host, { family, address, port }: SocketOptions, handler: SocketHandler) {
    const own = address ?? host.address(family);
    if (own === undefined) throw new SocketError("ENETUNREACH", "no address of that family");
    const reason = address && host.unbindable.get(formatAddress(address));
    if (reason) throw new SocketError(reason, `${formatAddress(address)} cannot be bound: ${reason}`);
    const { network } = host.world;
    this.local.copy(own);
    this.local.port = port;
    this.machine = host;
    this.#handler = handler;
    if (port === 0)
      do this.local.port = FIRST_RANDOM_PORT + host.ports.below(RANDOM_PORTS);
      while (network.isBound(this.local));
    else if (network.isBound(this.local))
      throw new SocketError("EADDRINUSE", `${formatAddress(own)} port ${port} is taken`);
    network.bind(this);
  }

  send(datagram: Datagram, to: Endpoint): boolean {
    const { counter, refusal, world } = this.machine;
    if (refusal !== undefined) {
      world.schedule(new Refusal(this.#handler, refusal), 0);
      return false;
    }
    counter.read(this.departedAt);
    this.machine.sent(datagram);
    world.network.send(this, datagram, to);
    return true;
  }

  /** Stamped on time, even where the host is too busy to look at it now. */
  take(flight: Flight): boolean {
    const { counter } = this.machine;
    if (!flight.isStamped) {
      counter.read(flight.arrivedAt);
      flight.isStamped = true;
    }
    if (this.machine.putOff(flight)) return true;
    this.machine.received(this, flight);
    this.#handler.received(flight.datagram, flight.from, flight.arrivedAt);
    return false;
  }

  setHops(): void {}

  close(): void {
    this.machine.world.network.unbind(this);
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
