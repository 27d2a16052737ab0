/**
 * Sends what is reported: by a socket of its own for each family, opened when first needed, past recordings,
 * which keep what concerns the time alone.
 */
import { isLoopback } from "../wire/address-kind.js";
import { type Endpoint, type Family } from "../wire/address.js";
import { Datagram } from "../wire/datagram.js";
import { type Post } from "../report/surroundings.js";
import { Cast, type InterfacesPort, type Ports, SocketError, type UdpPort, type UdpSocket } from "./ports.js";

/** What is sent is for this node alone, and nothing comes back. */
const DEAF = Object.freeze({ received: () => {}, failed: () => {} });

export class ReportPost implements Post {
  private readonly udp: UdpPort;
  private readonly interfaces: Pick<InterfacesPort, "list">;
  private readonly sockets = new Map<Family, UdpSocket>();
  private scratch: Datagram | undefined;
  private isClosed = false;

  constructor({ interfaces, udp }: Pick<Ports, "interfaces" | "udp">) {
    this.udp = udp;
    this.interfaces = interfaces;
  }

  /** Made when there is first something to send. */
  get datagram(): Datagram {
    return (this.scratch ??= new Datagram());
  }

  send(datagram: Datagram, to: Endpoint): boolean {
    if (this.isClosed || !this.isReachable(to)) return false;
    return this.socket(to.family)?.send(datagram, to) ?? false;
  }

  close(): void {
    this.isClosed = true;
    for (const socket of this.sockets.values()) socket.close();
    this.sockets.clear();
  }

  /** Whether an interface is up that a packet of this family could leave by. */
  private isReachable(to: Endpoint): boolean {
    const isNear = isLoopback(to);
    return this.interfaces
      .list()
      .some(
        ({ addresses, isUp }) =>
          isUp && addresses.some(one => one.family === to.family && isLoopback(one) === isNear),
      );
  }

  private socket(family: Family): UdpSocket | undefined {
    const open = this.sockets.get(family);
    if (open) return open;
    try {
      const options = { family, address: undefined, port: 0, device: undefined, cast: Cast.Own, dscp: 0 };
      const socket = this.udp.open(options, DEAF);
      this.sockets.set(family, socket);
      return socket;
    } catch (error) {
      if (error instanceof SocketError) return undefined;
      throw error;
    }
  }
}
