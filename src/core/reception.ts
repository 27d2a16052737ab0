/**
 * Reception: whose a packet is and what becomes of it, by the socket that it came in by and by its mode (RFC
 * 5905 section 9.2, figure 20).
 */
import { type Instant } from "../time/moment.js";
import { never } from "../time/never.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { Mode, modeOf } from "../wire/header.js";
import { Layout } from "../wire/trailer.js";
import { type Association } from "./association.js";
import { isObjection } from "./authentication.js";
import { isContested } from "./claim.js";
import { type Core } from "./core.js";
import { Credentials } from "./credentials.js";
import { Happening } from "./happening.js";
import { LinkKind, type Link } from "./link.js";
import { type Receivers } from "./receivers.js";
import { answersSearch } from "./service.js";
import { AssociationKind, isSymmetric, NO_SETTINGS, type NodeSettings } from "./settings.js";
import { Suspicion } from "./suspicion.js";
import { isQuestion } from "./symmetric.js";
import { Standing, Verdict } from "./verdict.js";

export class Reception {
  /** Whether sources are to be judged anew after the last packet, or woken at another time. */
  hasNews = false;

  readonly #core: Core;
  readonly #to: Receivers;
  readonly #verdicts: Float64Array;
  readonly #credentials: Credentials;
  readonly #suspicion: Suspicion;
  /** The association that the packet at hand claims to be of. */
  #claimed: Association | undefined = undefined;
  #settings: NodeSettings = NO_SETTINGS;
  /** Whether was told, since the configuration, that anyone may become a peer. */
  #hasWarned = false;

  /** `verdicts`: where packets that no association has asked for are counted. */
  constructor(core: Core, to: Receivers, verdicts: Float64Array) {
    this.#core = core;
    this.#to = to;
    this.#credentials = new Credentials(core.authentication);
    this.#verdicts = verdicts;
    this.#suspicion = new Suspicion(core.sink, to.roster.places.length);
  }

  /** Takes in what of a configuration concerns whom to hear. */
  configure(settings: NodeSettings): void {
    this.#settings = settings;
    this.#to.access.configure(settings);
    this.#to.service.configure(settings);
    this.#to.control.configure(settings);
    this.#to.peers.configure(settings);
    this.#hasWarned = false;
  }

  /** As `Engine.packet`, all but what follows from `hasNews`. Allocates nothing. */
  take(link: Link, datagram: Datagram, from: Endpoint, arrivedAt: Instant, now: Instant): Verdict {
    this.#credentials.read(datagram, from);
    this.hasNews = false;
    this.#claimed = undefined;
    const verdict = this.#route(link, datagram, from, arrivedAt, now);
    if (isObjection(verdict))
      this.#suspicion.note(this.#claimed, from, this.#credentials.keyId, verdict, now);
    return verdict;
  }

  /** `association` is about to leave the pool. */
  left(association: Association): void {
    this.#suspicion.left(association);
  }

  /** Allocates nothing. */
  #route(link: Link, datagram: Datagram, from: Endpoint, arrivedAt: Instant, now: Instant): Verdict {
    switch (link.kind) {
      case LinkKind.Service:
        return this.#count(this.#noted(link, datagram, from, arrivedAt, now));
      case LinkKind.Exchange:
        return this.#atExchange(link, datagram, from, arrivedAt, now);
      case LinkKind.Broadcast:
      case LinkKind.Group:
        if (modeOf(datagram) === Mode.Broadcast && link.followsServers)
          return this.#listen(link, datagram, from, arrivedAt, now);
        if (modeOf(datagram) === Mode.Client && link.answersClients)
          return this.#count(
            answersSearch(datagram, this.#credentials.layout, this.#core.system)
              ? this.#to.service.take(link, datagram, this.#credentials, from, arrivedAt, now)
              : Verdict.Unsuitable,
          );
        return this.#count(Verdict.UnexpectedMode);
      case LinkKind.Search:
        return this.#count(this.#find(link, datagram, from, now));
      case LinkKind.Sender:
        return this.#count(Verdict.UnexpectedMode);
      default:
        return never(link.kind);
    }
  }

  /** What came to the port that everyone knows; its sender is remembered. Allocates nothing. */
  #noted(link: Link, datagram: Datagram, from: Endpoint, arrivedAt: Instant, now: Instant): Verdict {
    if (this.#credentials.layout === Layout.Malformed) return Verdict.Malformed;
    this.#to.control.note(link, from, datagram.bytes[0], now);
    const verdict = this.#atService(link, datagram, from, arrivedAt, now);
    if (verdict === Verdict.Limited) this.#to.control.recent.limited();
    return verdict;
  }

  /** A peer's packet, a request or a control query. Allocates nothing. */
  #atService(link: Link, datagram: Datagram, from: Endpoint, arrivedAt: Instant, now: Instant): Verdict {
    const credentials = this.#credentials;
    const mode = modeOf(datagram);
    if (mode === Mode.Control) return this.#to.control.take(link, datagram, credentials, from, now);
    const isPeers = mode === Mode.SymmetricActive || mode === Mode.SymmetricPassive;
    if (!isPeers || !this.#settings.enabled)
      return this.#to.service.take(link, datagram, credentials, from, arrivedAt, now);
    const { access, answer, peers, retire, service, symmetric } = this.#to;
    const peer = peers.find(link, datagram, credentials, from, now);
    if (peer === undefined) return service.take(link, datagram, credentials, from, arrivedAt, now);
    if (peers.isNew) this.#welcome(peer, from);
    this.#claimed = peer;
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
    } else this.#obey(peer, verdict, now);
    return verdict;
  }

  #welcome(peer: Association, from: Endpoint): void {
    this.hasNews = true;
    const isAnyone = !this.#core.authentication.isOn && !this.#to.access.isRestricted(from);
    if (this.#hasWarned || !isAnyone) return;
    this.#hasWarned = true;
    this.#core.sink.report(Happening.AnyPeer, peer, 0);
  }

  /** What came in on a client's own socket. Allocates nothing. */
  #atExchange(link: Link, datagram: Datagram, from: Endpoint, arrivedAt: Instant, now: Instant): Verdict {
    const association = this.#to.roster.places[link.index];
    this.#claimed = association;
    association.received++;
    const verdict =
      this.#credentials.layout === Layout.Malformed
        ? Verdict.Malformed
        : this.#to.answer.judge(association, datagram, this.#credentials, from, arrivedAt, now);
    association.judged(verdict);
    if (verdict !== Verdict.Malformed) this.#obey(association, verdict, now);
    return verdict;
  }

  /** An answer to our own search. Allocates nothing. */
  #find(link: Link, datagram: Datagram, from: Endpoint, now: Instant): Verdict {
    const { access, manycastClient } = this.#to;
    if (!access.mayFollow(from)) return Verdict.NoAccess;
    const verdict = manycastClient.heard(link, datagram, this.#credentials, from, now);
    this.hasNews = verdict === Verdict.FoundServer;
    return verdict;
  }

  /** A broadcast. Allocates nothing. */
  #listen(link: Link, datagram: Datagram, from: Endpoint, arrivedAt: Instant, now: Instant): Verdict {
    const { access, broadcastClient, retire } = this.#to;
    const holder = broadcastClient.find(from, link.instance);
    if (!access.mayFollow(from)) {
      if (holder === undefined) return this.#count(Verdict.NoAccess);
      holder.received++;
      holder.judged(Verdict.NoAccess);
      return Verdict.NoAccess;
    }
    const credentials = this.#credentials;
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
    if (association === undefined) return this.#count(verdict);
    this.#claimed = association;
    association.received++;
    association.judged(verdict);
    this.hasNews = true;
    return verdict;
  }

  #count(verdict: Verdict): Verdict {
    this.#verdicts[verdict]++;
    return verdict;
  }

  /** Allocates nothing. */
  #obey(association: Association, verdict: Verdict, now: Instant): void {
    const { answer, broadcastClient, client, manycastClient, retire } = this.#to;
    const isVolley = association.settings!.kind === AssociationKind.BroadcastClient;
    switch (verdict) {
      case Verdict.Sampled:
        if (association.standing === Standing.Loop) association.standing = Standing.Unheard;
        if (isVolley) broadcastClient.answered(association, now);
        else client.answered(association, now);
        break;
      case Verdict.SecondMoved:
        client.doubted(association, now);
        break;
      case Verdict.LeapSecondNear:
        client.mistimed(association);
        break;
      case Verdict.KissDenied:
        if (isVolley) broadcastClient.kissed(association, verdict, answer.kissCode, now);
        // Nobody configured it, and it does not want us.
        else if (association.settings!.isDynamic) {
          manycastClient.refused(association);
          retire(association);
        } else client.kissed(association, verdict, answer.kissCode, now);
        break;
      case Verdict.KissRate:
      case Verdict.KissOther:
        if (isVolley) broadcastClient.kissed(association, verdict, answer.kissCode, now);
        else client.kissed(association, verdict, answer.kissCode, now);
        break;
      case Verdict.Loop:
        association.standing = Standing.Loop;
        // A peer that follows us answers as it should.
        if (isSymmetric(association.settings!.kind)) client.answered(association, now);
        else client.endExchange(association);
        break;
      default:
        if (!answer.isOurs) return;
        client.endExchange(association);
    }
    this.hasNews = true;
  }
}
