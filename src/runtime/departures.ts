/** Which socket a packet leaves by; and what is told where there is none, once. */
import { type Association } from "../core/association.js";
import { LinkKind, type Link } from "../core/link.js";
import { AssociationKind, sourceIn, type NodeSettings, type SenderSettings } from "../core/settings.js";
import { never } from "../time/never.js";
import { Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { Exchanges, type ExchangeReception } from "./exchanges.js";
import { type Listener } from "./listener.js";
import { type Listeners } from "./listeners.js";
import { type Interface, type UdpPort } from "./ports.js";
import { nothingToSendFrom, Searches } from "./searches.js";
import { sourceAddress, sourceProblem, wayOut, wayProblem } from "./sources.js";

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
  readonly #udp: UdpPort;
  readonly #listeners: Listeners;
  readonly #reception: DepartureReception;
  readonly #associations: readonly Association[];
  readonly #exchanges: Exchanges;
  readonly #searches: Searches;
  readonly #scratch = new Endpoint();
  /** Why each sender and search is silent, as it was told; empty: it is not. */
  readonly #silentSenders: string[] = [];
  readonly #silentSearches: string[] = [];

  /** `associations`: the whole pool, for good. */
  constructor(
    udp: UdpPort,
    listeners: Listeners,
    reception: DepartureReception,
    associations: readonly Association[],
  ) {
    this.#udp = udp;
    this.#listeners = listeners;
    this.#reception = reception;
    this.#associations = associations;
    this.#exchanges = new Exchanges(udp, reception, associations);
    this.#searches = new Searches(udp, reception);
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
        return this.#listeners.own(link.interfaceName, to, interfaces)?.sendingFor(link);
      case LinkKind.Exchange:
        if (!isSymmetric(this.#associations[link.index]))
          return this.#exchanges.socket(link.index, settings, interfaces);
        return this.#towardsPeer(this.#associations[link.index], settings, interfaces)?.sendingFor(link);
      case LinkKind.Sender:
        return this.#fromSender(link, settings.senders[link.index], to, interfaces);
      case LinkKind.Search:
        return this.#searches.socket(link, to, settings, interfaces);
      case LinkKind.Service: // answers by itself
      case LinkKind.Broadcast:
        return undefined;
      default:
        return never(link.kind);
    }
  }

  /** What was sent on `link` has left: if it fails again, that is news. Allocates nothing. */
  left(link: Link): void {
    if (link.kind === LinkKind.Sender) this.#silentSenders[link.index] = "";
    else if (link.kind === LinkKind.Search) this.#silentSearches[link.index] = "";
    else if (link.kind === LinkKind.Exchange && isSymmetric(this.#associations[link.index]))
      this.#exchanges.worked(link.index);
  }

  /** What was sent on `link` did not leave; told once, until it does or there is another reason. */
  refused(link: Link, why: string): void {
    if (link.kind === LinkKind.Exchange) return this.#exchanges.failed(link.index, why);
    const silent = link.kind === LinkKind.Sender ? this.#silentSenders : this.#silentSearches;
    if (silent[link.index] === why) return;
    silent[link.index] = why;
    this.#reception.cannotSend(why);
  }

  /** There is another configuration: what is silent in it is news, though it has the number of another. */
  forget(): void {
    this.#silentSenders.length = 0;
    this.#silentSearches.length = 0;
  }

  /** The exchange or search on this link is over: its socket can go. */
  close(link: Link): void {
    if (link.kind === LinkKind.Search) this.#searches.close(link);
    else this.#exchanges.close(link.index);
  }

  closeAll(): void {
    this.#exchanges.closeAll();
    this.#searches.closeAll();
  }

  #fromSender(
    link: Link,
    sender: SenderSettings,
    to: Endpoint,
    interfaces: readonly Interface[],
  ): Departure | undefined {
    const listener = this.#listeners.own(sender.interfaceName, to, interfaces);
    if (listener === undefined) {
      this.refused(link, nothingToSendFrom(sender));
      return undefined;
    }
    listener.setHops(sender.hops);
    return listener.sendingFor(link);
  }

  /** The service socket that a peer knows, or else the one that leads to it. */
  #towardsPeer(
    { link, heardOn, address, settings: own }: Association,
    settings: NodeSettings,
    interfaces: readonly Interface[],
  ): Listener | undefined {
    const known = heardOn as Listener | undefined;
    if (known?.isOpen) return known;
    const { instance } = own!;
    const way = wayOut(address, instance, settings, interfaces, this.#udp, this.#scratch);
    if (way === undefined) return this.#noWay(link, wayProblem(address, instance));
    const source = own!.source || sourceIn(settings, instance, address.family);
    if (source === "") {
      const listener = this.#listeners.own(way.name, address, interfaces);
      return listener ?? this.#noWay(link, notServed(way));
    }
    const local = sourceAddress(source, address, instance, settings, interfaces, this.#scratch);
    if (local === undefined)
      return this.#noWay(link, sourceProblem(source, address, instance, settings, interfaces));
    return this.#listeners.at(local, way.device) ?? this.#noWay(link, notServed(way));
  }

  #noWay(link: Link, why: string): undefined {
    this.refused(link, why);
    return undefined;
  }
}

function isSymmetric({ settings }: Association): boolean {
  const { kind } = settings!;
  return kind === AssociationKind.SymmetricActive || kind === AssociationKind.SymmetricPassive;
}

function notServed({ name }: Interface): string {
  return `NTP is not heard on ${name}, which leads there`;
}
