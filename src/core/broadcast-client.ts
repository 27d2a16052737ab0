/**
 * The broadcast client: whoever is heard on a broadcast address or in a group becomes a dynamic association,
 * if what it says makes sense (RFC 5905 section 9.2, NEWBC). A short volley of ordinary exchanges measures
 * what broadcasts take on their way; from then on it listens.
 *
 * A broadcast proves nothing of its sender. So it is believed only where it goes on from what the last volley
 * showed: one that does not is left out, whatever it says, and another volley decides. The volley is repeated
 * now and then, for a route that has changed cannot be heard.
 */
import { never } from "../time/never.js";
import { MILLISECOND, log2Seconds, half, portion, SECOND, type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { versionOf } from "../wire/header.js";
import { type Association } from "./association.js";
import { Broadcast, intervalOf, isOdd } from "./broadcast.js";
import { type Client } from "./client.js";
import { type Core } from "./core.js";
import { type Credentials } from "./credentials.js";
import { Happening } from "./happening.js";
import { type LeapWatch } from "./leap-watch.js";
import { type Link, LinkKind } from "./link.js";
import { WayTime } from "./listening.js";
import { GAP } from "./pace.js";
import { type OwnAddresses } from "./own-addresses.js";
import { type Roster } from "./roster.js";
import { Pace } from "./schedule.js";
import { AssociationKind, type AssociationSettings, type NodeSettings } from "./settings.js";
import { hearingTemplates } from "./template.js";
import { Standing, Verdict, type KissVerdict } from "./verdict.js";

/** What does not fit is no reason to ask more often than this: anyone can send it to all clients of a LAN. */
const DOUBT_GAP: Q32 = 256 * SECOND;

/** Three broadcasts missing: what was measured before loses its weight (RFC 5905 A.5.7.3). */
const LATELY = 0b111;

export class BroadcastClient {
  private readonly core: Core;
  private readonly client: Client;
  private readonly roster: Roster;
  private readonly broadcast: Broadcast;
  /** For each interface and family that is listened on, by version. */
  private templates: readonly (readonly AssociationSettings[])[] = [];
  /** What a broadcast takes where nobody answers a volley. */
  private assumed: Q32 = 0;

  constructor(core: Core, client: Client, roster: Roster, leapWatch: LeapWatch, own: OwnAddresses) {
    this.core = core;
    this.client = client;
    this.roster = roster;
    this.broadcast = new Broadcast(core, leapWatch, own);
  }

  /** Takes in what of a configuration concerns it. */
  configure(settings: NodeSettings): void {
    this.assumed = Math.round((settings.broadcastDelayUs / 1000) * MILLISECOND);
    this.templates = hearingTemplates(settings);
  }

  /** The association of the server at `from` in `instance`, of whatever kind. Allocates nothing. */
  find(from: Endpoint, instance: string): Association | undefined {
    const { places } = this.roster;
    let found: Association | undefined;
    for (let i = 0; i < places.length; i++) {
      const { address, addressIndex, settings } = places[i];
      if (settings?.instance !== instance || addressIndex < 0 || !address.sameAddress(from)) continue;
      // One that is asked comes first: a server must not count as two.
      if (settings.kind !== AssociationKind.BroadcastClient) return places[i];
      found = places[i];
    }
    return found;
  }

  /**
   * What becomes of a broadcast from `from`, of whom `known` is the association if there is one: it is taken
   * in, by a new one if need be, or the verdict says why not. Allocates nothing.
   */
  heard(
    known: Association | undefined,
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    from: Endpoint,
    arrivedAt: Instant,
    now: Instant,
  ): Verdict {
    const broadcast = this.broadcast;
    if (known !== undefined && known.settings!.kind !== AssociationKind.BroadcastClient)
      return Verdict.UnexpectedMode;
    let verdict = broadcast.judge(link, datagram, credentials.layout, from);
    if (verdict === Verdict.Sampled && known !== undefined) verdict = broadcast.follow(known, arrivedAt);
    if (verdict !== Verdict.Sampled && (known === undefined || !isOdd(verdict))) return verdict;
    const objection = known?.keyId ? credentials.objectionTo(known.keyId) : credentials.objectionToNew();
    if (objection !== undefined) return objection;
    if (verdict !== Verdict.Sampled) {
      this.doubt(known!, now);
      return verdict;
    }
    const association = known ?? this.mobilize(link, datagram, credentials, from, now);
    if (association === undefined) return Verdict.NoRoom;
    association.listening.isToGroup = link.kind === LinkKind.Group;
    verdict = broadcast.take(association, datagram, arrivedAt, now);
    if (verdict !== Verdict.LeapSecondNear) this.taken(association, from, now);
    return verdict;
  }

  /**
   * Whether a broadcast says anything of the time: one that does not takes nobody's place. Allocates nothing.
   */
  makesSense(link: Link, datagram: Datagram, { layout }: Credentials, from: Endpoint): boolean {
    return this.broadcast.judge(link, datagram, layout, from) === Verdict.Sampled;
  }

  /** An answer of a volley was taken. Allocates nothing. */
  answered(association: Association, now: Instant): void {
    association.acceptedAt.copy(now);
    this.client.answered(association, now);
    this.broadcast.measure(association);
    this.listenOn(association);
  }

  /**
   * Obeys a kiss-o'-death (RFC 5905 section 7.4): less is asked, or nothing; what the server broadcasts may
   * still be heard. Allocates nothing.
   */
  kissed(association: Association, kiss: KissVerdict, code: number, now: Instant): void {
    const { listening } = association;
    this.client.endExchange(association);
    this.core.sink.report(Happening.KissOfDeath, association, code);
    switch (kiss) {
      case Verdict.KissDenied:
        listening.isRefused = true;
        this.listen(association);
        break;
      case Verdict.KissRate:
        listening.slowDown();
        this.listen(association);
        break;
      case Verdict.KissOther:
        break;
      default:
        never(kiss);
    }
    this.conclude(association, now);
  }

  /** When this association wants to be woken next; false: never. Allocates nothing. */
  nextWake(association: Association, into: Instant): boolean {
    return this.client.nextWake(association, into);
  }

  /** Asks if that is due, or counts a missing broadcast; answers whether it did. Allocates nothing. */
  wake(association: Association, now: Instant): boolean {
    const { exchange, schedule } = association;
    if (schedule.pace === Pace.FastStart) {
      const hasAsked = this.client.wake(association, now);
      this.listenOn(association);
      return hasAsked;
    }
    if (exchange.isOpen && now.since(exchange.expiresAt) >= 0) {
      this.client.endExchange(association);
      this.conclude(association, now);
    }
    if (now.since(schedule.nextAt) < 0) return false;
    schedule.nextAt.copy(now);
    schedule.nextAt.add(intervalOf(association));
    this.missed(association, now);
    return true;
  }

  /** There is a new server, to be asked for what its broadcasts take. */
  private mobilize(
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    from: Endpoint,
    now: Instant,
  ): Association | undefined {
    for (let i = 0; i < this.templates.length; i++) {
      const settings = this.templates[i][versionOf(datagram)];
      if (settings.source !== link.interfaceName || settings.family !== from.family) continue;
      const association = this.roster.mobilize(settings, from, now);
      if (association !== undefined) association.keyId = credentials.provenKeyId();
      return association;
    }
    return undefined;
  }

  private taken(association: Association, from: Endpoint, now: Instant): void {
    const { address, exchange, listening, schedule } = association;
    if (association.standing === Standing.Loop) association.standing = Standing.Unheard;
    association.acceptedAt.copy(now);
    if (association.reach === 0) this.core.sink.report(Happening.AssociationUp, association, 0);
    association.reach = ((association.reach << 1) | 1) & 0xff;
    if (schedule.pace === Pace.FastStart) return;
    this.listen(association);
    if (!exchange.isOpen) address.port = from.port; // the one before may have been forged
    const isDue = now.since(listening.volleyAt) >= log2Seconds(listening.repeatLog2);
    if (isDue || listening.wayTime === WayTime.Unknown) this.ask(association, now);
    else if (listening.isLonger || association.filter.hasJumped) this.doubt(association, now);
  }

  /** A broadcast does not fit. */
  private doubt(association: Association, now: Instant): void {
    if (now.since(association.listening.volleyAt) >= DOUBT_GAP) this.ask(association, now);
  }

  /** A volley, soon: all who hear this server may have the same reason now. */
  private ask(association: Association, now: Instant): void {
    const { exchange, listening, schedule } = association;
    if (listening.isRefused || exchange.isOpen || schedule.pace === Pace.FastStart) return;
    listening.ask(now);
    schedule.begin(Pace.FastStart, now);
    schedule.nextAt.add(portion(GAP, this.core.chance.next(), SECOND));
  }

  /** Once all requests of a volley are on their way it is listened for what comes by itself. */
  private listenOn(association: Association): void {
    if (association.schedule.pace === Pace.Steady) this.listen(association);
  }

  /** Expects the next broadcast within half an interval of when it is due. */
  private listen(association: Association): void {
    const { listening, schedule } = association;
    const interval = intervalOf(association);
    schedule.begin(Pace.Listening, listening.at);
    schedule.nextAt.add(interval + half(interval));
  }

  /** If the first volley was in vain what is configured is assumed, not if it refuted what was heard. */
  private conclude(association: Association, now: Instant): void {
    const { filter, listening, schedule } = association;
    const isKnown = listening.wayTime !== WayTime.Unknown || filter.sampleCount > 0;
    if (schedule.pace !== Pace.Listening || isKnown) return;
    listening.assume(this.assumed);
    this.broadcast.sample(association, now);
  }

  /** An interval has passed without a broadcast. */
  private missed(association: Association, now: Instant): void {
    const wasReachable = association.reach !== 0;
    association.reach = (association.reach << 1) & 0xff;
    if ((association.reach & LATELY) === 0) association.filter.miss(now);
    if (!wasReachable || association.reach !== 0) return;
    association.filter.reset();
    this.core.sink.report(Happening.AssociationDown, association, 0);
  }
}
