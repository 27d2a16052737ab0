/**
 * What comes in by sockets other than clients' own: requests, control queries, peers, broadcasts, and what
 * answers a search; by the socket and by the packet's mode (RFC 5905 section 9.2, figure 20).
 */
import { type Instant } from "../time/moment.js";
import { never } from "../time/never.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { Mode, modeOf } from "../wire/header.js";
import { Layout } from "../wire/trailer.js";
import { type Association } from "./association.js";
import { isContested } from "./claim.js";
import { type Core } from "./core.js";
import { type Credentials } from "./credentials.js";
import { Happening } from "./happening.js";
import { type Inbound } from "./inbound.js";
import { LinkKind, type Link } from "./link.js";
import { type Receivers } from "./receivers.js";
import { answersSearch } from "./service.js";
import { NO_SETTINGS, type NodeSettings } from "./settings.js";
import { isQuestion } from "./symmetric.js";
import { Verdict } from "./verdict.js";

export class Arrivals implements Inbound {
  hasNews = false;
  claimed: Association | undefined = undefined;
  isToObey = false;

  private readonly core: Core;
  private readonly to: Receivers;
  private readonly verdicts: Float64Array;
  private settings: NodeSettings = NO_SETTINGS;
  /** Whether was told, since the configuration, that anyone may become a peer. */
  private hasWarned = false;

  /** `verdicts`: where packets that no association has asked for are counted. */
  constructor(core: Core, to: Receivers, verdicts: Float64Array) {
    this.core = core;
    this.to = to;
    this.verdicts = verdicts;
  }

  configure(settings: NodeSettings): void {
    this.settings = settings;
    this.to.access.configure(settings);
    this.to.service.configure(settings);
    this.to.control.configure(settings);
    this.to.peers.configure(settings);
    this.hasWarned = false;
  }

  take(
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    from: Endpoint,
    arrivedAt: Instant,
    now: Instant,
  ): Verdict {
    this.hasNews = this.isToObey = false;
    this.claimed = undefined;
    switch (link.kind) {
      case LinkKind.Service:
        return this.count(this.noted(link, datagram, credentials, from, arrivedAt, now));
      case LinkKind.Broadcast:
      case LinkKind.Group:
        if (modeOf(datagram) === Mode.Broadcast && link.followsServers)
          return this.listen(link, datagram, credentials, from, arrivedAt, now);
        if (modeOf(datagram) === Mode.Client && link.answersClients)
          return this.count(
            answersSearch(datagram, credentials.layout, this.core.system)
              ? this.to.service.take(link, datagram, credentials, from, arrivedAt, now)
              : Verdict.Unsuitable,
          );
        return this.count(Verdict.UnexpectedMode);
      case LinkKind.Search:
        return this.count(this.find(link, datagram, credentials, from, now));
      case LinkKind.Sender:
      case LinkKind.Exchange:
        return this.count(Verdict.UnexpectedMode);
      default:
        return never(link.kind);
    }
  }

  /** What came to the port that everyone knows; its sender is remembered. Allocates nothing. */
  private noted(
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    from: Endpoint,
    arrivedAt: Instant,
    now: Instant,
  ): Verdict {
    if (credentials.layout === Layout.Malformed) return Verdict.Malformed;
    this.to.control.note(link, from, datagram.bytes[0], now);
    const verdict = this.atService(link, datagram, credentials, from, arrivedAt, now);
    if (verdict === Verdict.Limited) this.to.control.recent.limited();
    return verdict;
  }

  /** A peer's packet, a request or a control query. Allocates nothing. */
  private atService(
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    from: Endpoint,
    arrivedAt: Instant,
    now: Instant,
  ): Verdict {
    const mode = modeOf(datagram);
    if (mode === Mode.Control) return this.to.control.take(link, datagram, credentials, from, now);
    const isPeers = mode === Mode.SymmetricActive || mode === Mode.SymmetricPassive;
    if (!isPeers || !this.settings.enabled)
      return this.to.service.take(link, datagram, credentials, from, arrivedAt, now);
    const { access, answer, peers, retire, service, symmetric } = this.to;
    const peer = peers.find(link, datagram, credentials, from, now);
    if (peer === undefined) return service.take(link, datagram, credentials, from, arrivedAt, now);
    if (peers.isNew) this.welcome(peer, from);
    this.claimed = peer;
    peer.received++;
    if (!access.mayFollow(from)) {
      peer.judged(Verdict.NoAccess);
      // It may still take time from us.
      const isAsking = mode === Mode.SymmetricActive && isQuestion(datagram);
      return isAsking ? service.take(link, datagram, credentials, from, arrivedAt, now) : Verdict.NoAccess;
    }
    const verdict = symmetric.receive(peer, link, datagram, credentials, from, arrivedAt, now);
    peer.judged(verdict);
    if (verdict === Verdict.UnexpectedMode && answer.isOurs) {
      // Both are passive: neither would ever have begun (ERR of figure 20). One who proves nothing ends
      // nothing.
      retire(peer);
      this.hasNews = true;
    } else this.isToObey = true;
    return verdict;
  }

  private welcome(peer: Association, from: Endpoint): void {
    this.hasNews = true;
    const isAnyone = !this.core.authentication.isOn && !this.to.access.isRestricted(from);
    if (this.hasWarned || !isAnyone) return;
    this.hasWarned = true;
    this.core.sink.report(Happening.AnyPeer, peer, 0);
  }

  /** An answer to our own search. Allocates nothing. */
  private find(
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    from: Endpoint,
    now: Instant,
  ): Verdict {
    const { access, manycastClient } = this.to;
    if (!access.mayFollow(from)) return Verdict.NoAccess;
    const verdict = manycastClient.heard(link, datagram, credentials, from, now);
    this.hasNews = verdict === Verdict.FoundServer;
    return verdict;
  }

  /** A broadcast. Allocates nothing. */
  private listen(
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    from: Endpoint,
    arrivedAt: Instant,
    now: Instant,
  ): Verdict {
    const { access, broadcastClient, retire } = this.to;
    const holder = broadcastClient.find(from, link.instance);
    if (!access.mayFollow(from)) {
      if (holder === undefined) return this.count(Verdict.NoAccess);
      holder.received++;
      holder.judged(Verdict.NoAccess);
      return Verdict.NoAccess;
    }
    if (
      holder !== undefined &&
      isContested(holder, credentials) &&
      broadcastClient.makesSense(link, datagram, credentials, from) &&
      credentials.objectionToNew() === undefined
    )
      retire(holder);
    const known = holder?.isInUse ? holder : undefined;
    const verdict = broadcastClient.heard(known, link, datagram, credentials, from, arrivedAt, now);
    // It may have made its association.
    const association = known ?? broadcastClient.find(from, link.instance);
    if (association === undefined) return this.count(verdict);
    this.claimed = association;
    association.received++;
    association.judged(verdict);
    this.hasNews = true;
    return verdict;
  }

  private count(verdict: Verdict): Verdict {
    this.verdicts[verdict]++;
    return verdict;
  }
}
