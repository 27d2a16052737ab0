/** The sockets of manycast clients: each lives for one round of a search, and hears all who answer it. */
import { type Link } from "../core/link.js";
import { type NodeSettings, type SenderSettings } from "../core/settings.js";
import { type Instant } from "../time/moment.js";
import { type Endpoint, Family } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { ExchangeOptions } from "./exchanges.js";
import { type Reception } from "./listener.js";
import { SocketError, type Interface, type SocketHandler, type UdpPort, type UdpSocket } from "./ports.js";
import { isNotReady } from "./retry.js";
import { type Tallies } from "./tallies.js";
import { notUp, ownAddress, upInterface } from "./sources.js";

/** One of `NodeSettings.searches`; made once, the socket for every round anew. */
class Search implements SocketHandler {
  socket: UdpSocket | undefined = undefined;
  readonly options = new ExchangeOptions();
  link: Link;
  private readonly reception: Reception;
  private wasNotReady = false;

  constructor(link: Link, reception: Reception) {
    this.link = link;
    this.reception = reception;
  }

  received(datagram: Datagram, from: Endpoint, at: Instant): void {
    if (this.socket !== undefined) this.reception.received(this.link, datagram, from, at);
  }

  failed(why: string): void {
    this.reception.refused(this.link, why);
  }

  /** An address that is not ready is told of only if it is no more so in the next round. */
  notOpened(error: SocketError): void {
    const isNew = isNotReady(error) && !this.wasNotReady;
    this.wasNotReady = isNotReady(error);
    if (!isNew) this.failed(error.message);
  }

  opened(socket: UdpSocket): UdpSocket {
    this.wasNotReady = false;
    return socket;
  }
}

export class Searches {
  private readonly udp: UdpPort;
  private readonly reception: Reception;
  private readonly tallies: Tallies;
  private readonly searches: Search[] = [];

  constructor(udp: UdpPort, reception: Reception, tallies: Tallies) {
    this.udp = udp;
    this.tallies = tallies;
    this.reception = reception;
  }

  /**
   * The socket of this search's round, opened if it is not, from the own address of its interface; undefined:
   * it cannot be opened now, and `Reception.refused` was told why.
   */
  socket(
    link: Link,
    to: Endpoint,
    settings: NodeSettings,
    interfaces: readonly Interface[],
  ): UdpSocket | undefined {
    const search = (this.searches[link.index] ??= new Search(link, this.reception));
    search.link = link;
    link.tally = this.tallies.named(link.interfaceName, to.family);
    search.socket ??= this.open(search, to, settings, interfaces);
    search.socket?.setHops(link.hops);
    return search.socket;
  }

  /** The round is over. */
  close({ index }: Link): void {
    const search = this.searches[index];
    if (search === undefined) return;
    search.socket?.close();
    search.socket = undefined;
  }

  closeAll(): void {
    for (const search of this.searches) if (search !== undefined) this.close(search.link);
  }

  private open(
    search: Search,
    to: Endpoint,
    settings: NodeSettings,
    interfaces: readonly Interface[],
  ): UdpSocket | undefined {
    const sender = settings.searches[search.link.index];
    const one = upInterface(sender.interfaceName, interfaces);
    const address = one && ownAddress(one, to);
    if (address === undefined) {
      search.failed(nothingToSendFrom(sender, interfaces));
      return undefined;
    }
    const { options } = search;
    options.family = to.family;
    options.address = address;
    options.device = one!.device;
    options.dscp = to.family === Family.IPv4 ? settings.dscp4 : settings.dscp6;
    try {
      return search.opened(this.udp.open(options, search));
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      search.notOpened(error);
      return undefined;
    }
  }
}

/** For the operator. */
export function nothingToSendFrom(
  { interfaceName, family }: SenderSettings,
  interfaces: readonly Interface[],
): string {
  if (upInterface(interfaceName, interfaces) === undefined) return notUp(interfaceName, interfaces);
  return `${interfaceName} has no IPv${family} address to send from`;
}
