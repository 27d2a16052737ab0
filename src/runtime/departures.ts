/** Which socket a packet leaves by; and what is told where there is none, once. */
import { type Association } from "../core/association.js";
import { sourceIn } from "../core/instances.js";
import { LinkKind, type Link } from "../core/link.js";
import { isAtHand, isSymmetric, type NodeSettings, type SenderSettings } from "../core/settings.js";
import { never } from "../time/never.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { Exchanges, type ExchangeReception } from "./exchanges.js";
import { Listener } from "./listener.js";
import { type Listeners } from "./listeners.js";
import { type Interface, type SocketError, type UdpPort } from "./ports.js";
import { isNotReady } from "./retry.js";
import { nothingToSendFrom, Searches } from "./searches.js";
import { type Tallies } from "./tallies.js";
import { ownAddress, sourceAddress, sourceProblem, wayOut, wayProblem } from "./sources.js";

/** Hears of what does not leave. */
export interface DepartureReception extends ExchangeReception {
  /** What an interface sends of itself does not leave. */
  cannotSend(why: string): void;
}

/** A socket that is ready to send. */
export interface Departure {
  send(datagram: Datagram, to: Endpoint): boolean;
}

export class Departures {
  private readonly udp: UdpPort;
  private readonly listeners: Listeners;
  private readonly reception: DepartureReception;
  private readonly associations: readonly Association[];
  private readonly exchanges: Exchanges;
  private readonly searches: Searches;
  private readonly tallies: Tallies;
  private readonly scratch = new Endpoint();
  private readonly group = new Endpoint();
  /** Why each sender and search is silent, as it was told; empty: it is not. */
  private readonly silentSenders: string[] = [];
  private readonly silentSearches: string[] = [];

  /** `associations`: the whole pool, for good. */
  constructor(
    udp: UdpPort,
    listeners: Listeners,
    reception: DepartureReception,
    associations: readonly Association[],
    tallies: Tallies,
  ) {
    this.udp = udp;
    this.listeners = listeners;
    this.reception = reception;
    this.associations = associations;
    this.tallies = tallies;
    this.exchanges = new Exchanges(udp, reception, associations, tallies);
    this.searches = new Searches(udp, reception, tallies);
  }

  /**
   * What a packet on `link` leaves by, ready for it; undefined: there is no way now, and that was told.
   * Allocates nothing but the socket of an exchange or of a search, where a new one begins.
   */
  choose(
    link: Link,
    to: Endpoint,
    settings: NodeSettings,
    interfaces: readonly Interface[],
  ): Departure | undefined {
    switch (link.kind) {
      case LinkKind.Group:
        return this.listeners.own(link.interfaceName, to, interfaces)?.sendingFor(link);
      case LinkKind.Exchange:
        if (!isSymmetric(this.associations[link.index].settings!.kind))
          return this.exchanges.socket(link.index, settings, interfaces);
        return this.ready(link, this.towardsPeer(this.associations[link.index], settings, interfaces));
      case LinkKind.Sender:
        return this.ready(link, this.fromSender(settings.senders[link.index], to, interfaces));
      case LinkKind.Search:
        return this.searches.socket(link, to, settings, interfaces);
      case LinkKind.Service: // answers by itself
      case LinkKind.Broadcast:
        return undefined;
      default:
        return never(link.kind);
    }
  }

  /** Sends by what `choose` answered; answers whether it left. Allocates nothing. */
  depart(link: Link, departure: Departure | undefined, datagram: Datagram, to: Endpoint): boolean {
    const isSent = departure !== undefined && departure.send(datagram, to);
    if (isSent) this.left(link);
    else this.stayed(link, departure, to);
    return isSent;
  }

  /** What was sent on `link` has left: if it fails again, that is news. Allocates nothing. */
  private left(link: Link): void {
    if (link.kind === LinkKind.Sender) this.silentSenders[link.index] = "";
    else if (link.kind === LinkKind.Search) {
      this.silentSearches[link.index] = "";
      link.tally!.sent++;
    } else if (link.kind !== LinkKind.Exchange) return;
    else if (isSymmetric(this.associations[link.index].settings!.kind)) this.exchanges.worked(link.index);
    else this.exchanges.left(link.index);
  }

  /**
   * What was sent on `link` to `to` did not leave, by `departure`, if there was one: a listener counts that
   * itself. Allocates nothing.
   */
  private stayed(link: Link, departure: Departure | undefined, { family }: Endpoint): void {
    if (departure instanceof Listener) return;
    const tally = link.tally ?? this.tallies.named(link.interfaceName, family);
    tally.unsent++;
  }

  /** What was sent on `link` did not leave; told once, until it does or there is another reason. */
  refused(link: Link, why: string): void {
    if (link.kind === LinkKind.Exchange) return this.exchanges.failed(link.index, why);
    const silent = link.kind === LinkKind.Sender ? this.silentSenders : this.silentSearches;
    if (silent[link.index] === why) return;
    silent[link.index] = why;
    this.reception.cannotSend(why);
  }

  /**
   * Why this source is not reached, as its way out is now and as its last request fared: a sentence, or the
   * system's name of an error; empty: nothing is known.
   */
  obstacle(association: Association, settings: NodeSettings, interfaces: readonly Interface[]): string {
    const { addressIndex, id, settings: own } = association;
    if (addressIndex < 0 || isAtHand(own!.kind)) return "";
    return this.hindrance(association, settings, interfaces) || this.exchanges.failure(id);
  }

  /** The same of `settings.senders[index]`. */
  senderObstacle(index: number, settings: NodeSettings, interfaces: readonly Interface[]): string {
    const sender = settings.senders[index];
    const { group } = sender;
    const way = parseAddress(group, this.group) && this.fromSender(sender, this.group, interfaces);
    return way instanceof Listener || way === false ? (this.silentSenders[index] ?? "") : reasonOf(way);
  }

  /** The same of `settings.searches[index]`, as its last round fared. */
  searchObstacle(index: number): string {
    return this.silentSearches[index] ?? "";
  }

  /** Whether something kept requests from this source that is no more. */
  isFreed(association: Association, settings: NodeSettings, interfaces: readonly Interface[]): boolean {
    if (!this.exchanges.hasStayed(association.id)) return false;
    return this.hindrance(association, settings, interfaces) === "";
  }

  /** There is another configuration: what is silent in it is news, though it has the number of another. */
  forget(): void {
    this.silentSenders.length = 0;
    this.silentSearches.length = 0;
  }

  /** The exchange or search on this link is over: its socket can go. */
  close(link: Link): void {
    if (link.kind === LinkKind.Search) this.searches.close(link);
    else this.exchanges.close(link.index);
  }

  closeAll(): void {
    this.exchanges.closeAll();
    this.searches.closeAll();
  }

  /** Ready for a packet on `link`; where there is no way that is told, unless it may be one in a moment. */
  private ready(link: Link, way: Listener | SocketError | string): Listener | undefined {
    if (way instanceof Listener) return way.sendingFor(link);
    const isToCome = typeof way !== "string" && isNotReady(way);
    if (!isToCome) this.refused(link, reasonOf(way));
    else if (link.kind === LinkKind.Exchange) this.exchanges.notReady(link.index, reasonOf(way));
    return undefined;
  }

  /** What keeps this source's requests from leaving now; empty: nothing that we know of. */
  private hindrance(
    association: Association,
    settings: NodeSettings,
    interfaces: readonly Interface[],
  ): string {
    if (!isSymmetric(association.settings!.kind))
      return this.exchanges.obstacle(association.id, settings, interfaces);
    const way = this.towardsPeer(association, settings, interfaces);
    return way instanceof Listener ? "" : reasonOf(way);
  }

  private fromSender(
    sender: SenderSettings,
    to: Endpoint,
    interfaces: readonly Interface[],
  ): Listener | SocketError | string {
    const { hops, interfaceName } = sender;
    const listener = this.listeners.own(interfaceName, to, interfaces);
    listener?.setHops(hops);
    return (
      listener ??
      this.listeners.ownError(interfaceName, to, interfaces) ??
      nothingToSendFrom(sender, interfaces)
    );
  }

  /** The service socket that a peer knows, or else the one that leads to it; or why there is none. */
  private towardsPeer(
    { heardOn, address, settings: own }: Association,
    settings: NodeSettings,
    interfaces: readonly Interface[],
  ): Listener | SocketError | string {
    const known = heardOn as Listener | undefined;
    if (known?.isOpen) return known;
    const { instance } = own!;
    const way = wayOut(address, instance, settings, interfaces, this.udp, this.scratch);
    if (way === undefined) return wayProblem(address, instance);
    const source = own!.source || sourceIn(settings, instance, address.family);
    const local =
      source === ""
        ? ownAddress(way, address)
        : sourceAddress(source, address, instance, settings, interfaces, this.scratch);
    if (local === undefined)
      return source === "" ? notServed(way) : sourceProblem(source, address, instance, settings, interfaces);
    const { device } = way;
    return this.listeners.at(local, device) ?? this.listeners.errorAt(local, device) ?? notServed(way);
  }
}

function reasonOf(why: SocketError | string): string {
  return typeof why === "string" ? why : why.message;
}

function notServed({ name }: Interface): string {
  return `NTP is not heard on ${name}, which leads there`;
}
