/**
 * A socket at the NTP port: bound to one of the node's own addresses, to a broadcast address or to a group,
 * and to the device as well, so that the interface of a packet and the source of its answer follow from the
 * socket that it came in by.
 */
import { Link, LinkKind } from "../core/link.js";
import { type Tally } from "../core/tally.js";
import { type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { Cast, InterfaceAddress, type SocketHandler, type UdpPort, type UdpSocket } from "./ports.js";
import { type WantedSocket } from "./wanted-sockets.js";

const NOBODY: readonly Endpoint[] = Object.freeze([]);

/** Takes what comes in, whatever the socket. */
export interface Reception {
  received(link: Link, datagram: Datagram, from: Endpoint, at: Instant): void;
  /** The platform refused what the engine sent last on `link`, an association's or a sender's. */
  refused(link: Link, why: string): void;
}

/** The socket, and the link that the engine knows it by. */
export class Listener extends Link implements SocketHandler {
  readonly device: string;
  readonly local = new InterfaceAddress();
  isOpen = true;
  /** Which of the service sockets answers to what comes in here. */
  answersBy: Listener = this;

  /** Of what is no service socket, the interface's own address that it was opened for. */
  private readonly own: InterfaceAddress | undefined;
  private readonly dscp: number;
  private readonly reception: Reception;
  private readonly socket: UdpSocket;
  private isDeaf = false;
  /** Whether not all that comes in is passed on. */
  private isChoosy = false;
  /** All addresses that the node has in this VPN instance. */
  private ourselves = NOBODY;
  private socketHops = 1;
  /** Who sends now, and whether that was refused at once: why is told soon. */
  private sender: Link = this;
  private isRefused = false;

  /** Opens the socket, or throws `SocketError`. */
  constructor({ kind, device, local, own, dscp }: WantedSocket, udp: UdpPort, reception: Reception) {
    super(kind, local.family, -1);
    this.device = device;
    this.local.copy(local);
    if (kind !== LinkKind.Service) {
      this.own = new InterfaceAddress();
      this.own.copy(own);
    }
    this.dscp = dscp;
    this.reception = reception;
    const { family, port } = local;
    this.socket = udp.open({ family, address: local, port, device, dscp, cast: castOf(kind) }, this);
  }

  /** Whether this socket will do. */
  fits({ kind, device, instance, local, own, dscp }: WantedSocket): boolean {
    return (
      kind === this.kind &&
      device === this.device &&
      instance === this.instance &&
      dscp === this.dscp &&
      local.equals(this.local) &&
      (kind === LinkKind.Service || own.sameAddress(this.own!))
    );
  }

  /** What can change while the socket stays. */
  adopt(wanted: WantedSocket, ourselves: readonly Endpoint[], tally: Tally): void {
    this.tally = tally;
    this.interfaceName = wanted.interfaceName;
    this.instance = wanted.instance;
    this.followsServers = wanted.followsServers;
    this.answersClients = wanted.answersClients;
    this.local.prefixLength = wanted.local.prefixLength;
    this.isDeaf = wanted.isDeaf;
    this.isChoosy = wanted.isDeaf || wanted.kind !== LinkKind.Service;
    this.ourselves = ourselves;
  }

  /** What goes to all comes back to who sent it, on some platforms. Allocates nothing. */
  received(datagram: Datagram, from: Endpoint, at: Instant): void {
    if (this.isChoosy) {
      if (this.isOurs(from)) return;
      if (this.isDeaf) {
        this.tally!.unheard++;
        return;
      }
    }
    this.reception.received(this, datagram, from, at);
  }

  /**
   * An answer that found no way is nobody's concern: the client asks again, and its own counters tell of it.
   */
  failed(why: string): void {
    const isAnswer = this.sender.kind === LinkKind.Group;
    if (this.isRefused && !isAnswer) this.reception.refused(this.sender, why);
    this.isRefused = false;
  }

  /** Sends an answer to what came in by a service socket. Allocates nothing. */
  answer(datagram: Datagram, to: Endpoint): boolean {
    const isSent = this.socket.send(datagram, to);
    if (isSent) this.tally!.sent++;
    else this.tally!.unsent++;
    return isSent;
  }

  /** Says whose the packet is that is sent next. Allocates nothing. */
  sendingFor(link: Link): this {
    this.sender = link;
    return this;
  }

  /** Allocates nothing. */
  send(datagram: Datagram, to: Endpoint): boolean {
    const isSent = this.answer(datagram, to);
    this.isRefused = !isSent;
    return isSent;
  }

  /** How many routers what is sent to groups may pass from now on. Allocates nothing. */
  setHops(hops: number): void {
    if (hops === this.socketHops) return;
    this.socketHops = hops;
    this.socket.setHops(hops);
  }

  close(): void {
    this.isOpen = false;
    this.socket.close();
  }

  private isOurs(from: Endpoint): boolean {
    for (let i = 0; i < this.ourselves.length; i++) if (this.ourselves[i].sameAddress(from)) return true;
    return false;
  }
}

function castOf(kind: WantedSocket["kind"]): Cast {
  switch (kind) {
    case LinkKind.Service:
      return Cast.Own;
    case LinkKind.Broadcast:
      return Cast.Broadcast;
    case LinkKind.Group:
      return Cast.Group;
  }
}
