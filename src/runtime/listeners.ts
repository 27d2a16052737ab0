/**
 * The service sockets: one for every address of every interface that NTP is heard on, bound to the
 * device as well, so that the interface of a request and the source of its answer follow from the
 * socket it came in by.
 */
import { Link, LinkKind } from "../core/link.js";
import { type NodeSettings } from "../core/settings.js";
import { type Instant } from "../time/moment.js";
import { Endpoint, Family } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { SocketError, type Interface, type SocketHandler, type UdpPort, type UdpSocket } from "./ports.js";

/** Takes what comes in, whatever the socket. */
export interface Reception {
  received(link: Link, datagram: Datagram, from: Endpoint, at: Instant): void;
}

/** A service socket, and the link that the engine knows it by. */
export class Listener extends Link implements SocketHandler {
  readonly local = new Endpoint();
  readonly #reception: Reception;
  readonly #socket: UdpSocket;

  /** Opens the socket, or throws `SocketError`. */
  constructor(
    readonly device: string,
    local: Endpoint,
    readonly dscp: number,
    udp: UdpPort,
    reception: Reception,
  ) {
    super(LinkKind.Service, local.family, -1);
    this.local.copy(local);
    this.#reception = reception;
    this.#socket = udp.open({ family: local.family, address: local, port: local.port, device, dscp }, this);
  }

  received(datagram: Datagram, from: Endpoint, at: Instant): void {
    this.#reception.received(this, datagram, from, at);
  }

  /** An answer that found no way: the client asks again, and its own counters tell of it. */
  failed(): void {}

  send(datagram: Datagram, to: Endpoint): boolean {
    return this.#socket.send(datagram, to);
  }

  close(): void {
    this.#socket.close();
  }
}

/** All service sockets that are open. */
export class Listeners {
  readonly #udp: UdpPort;
  readonly #reception: Reception;
  #open: Listener[] = [];

  constructor(udp: UdpPort, reception: Reception) {
    this.#udp = udp;
    this.#reception = reception;
  }

  /**
   * Makes the open sockets what `settings` and `interfaces` ask for; those that stay are not disturbed.
   * Answers the error of each that could not be opened.
   */
  reconcile(settings: NodeSettings, interfaces: readonly Interface[], port: number): SocketError[] {
    const errors: SocketError[] = [];
    const kept: Listener[] = [];
    const missing: { device: string; local: Endpoint; dscp: number }[] = [];
    for (const { name, device, addresses, isUp } of interfaces) {
      if (!settings.enabled || !isUp) continue;
      for (const address of addresses) {
        const isIPv4 = address.family === Family.IPv4;
        if ((isIPv4 ? settings.deaf4 : settings.deaf6).includes(name)) continue;
        const local = new Endpoint();
        local.copy(address);
        local.port = port;
        const dscp = isIPv4 ? settings.dscp4 : settings.dscp6;
        const same = this.#open.find(
          one => one.device === device && one.dscp === dscp && one.local.equals(local),
        );
        if (same) kept.push(same);
        else missing.push({ device, local, dscp });
      }
    }
    for (const one of this.#open) if (!kept.includes(one)) one.close();
    for (const { device, local, dscp } of missing) {
      try {
        kept.push(new Listener(device, local, dscp, this.#udp, this.#reception));
      } catch (error) {
        if (!(error instanceof SocketError)) throw error;
        errors.push(error);
      }
    }
    this.#open = kept;
    return errors;
  }

  close(): void {
    for (const one of this.#open) one.close();
    this.#open = [];
  }
}

/** Whether it is no use to try again, as it is with an address that is not yet ready or just gone. */
export function isFatal({ code }: SocketError): boolean {
  return code === "EADDRINUSE" || code === "EACCES" || code === "EPERM";
}
