/**
 * The asking side of clients and peers: when to poll, whom, and how fast (RFC 5905 sections 9.2 and 13).
 */
import { never } from "../time/never.js";
import { Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { Addressing } from "./addressing.js";
import { type Association } from "./association.js";
import { type Core } from "./core.js";
import { isSurvivor } from "./enough.js";
import { Happening } from "./happening.js";
import {
  awaitPoll,
  GAP,
  isBurstInVain,
  isHeldBack,
  isPaceOver,
  mayBurst,
  slowDown,
  spreadInterval,
  UNASKED_MAX_POLL_LOG2,
} from "./pace.js";
import { Pace } from "./schedule.js";
import { Requests } from "./requests.js";
import { type FullSettings, isSymmetric } from "./settings.js";
import { type Speaker } from "./speaker.js";
import { type KissVerdict, Verdict } from "./verdict.js";

/** RFC 5905 UNREACH: polls unanswered before polling slows down. */
const PATIENCE = 12;

/** Three polls unanswered: what was measured before loses its weight (RFC 5905 A.5.7.3). */
const LATELY = 0b111;

export class Client {
  private readonly core: Core;
  private readonly associations: readonly Association[];
  private readonly symmetric: Speaker | undefined;
  private readonly addressing: Addressing;
  private readonly requests: Speaker;
  private readonly soonest = new Instant();

  /** `associations`: the whole pool, for good; `symmetric`: who asks peers, on this schedule, if any. */
  constructor(core: Core, associations: readonly Association[], symmetric: Speaker | undefined) {
    this.core = core;
    this.associations = associations;
    this.symmetric = symmetric;
    this.requests = new Requests(core);
    this.addressing = new Addressing(core, associations);
  }

  /** Takes keys in: who is in doubt now leaves, who could not be asked for want of one is asked at once. */
  configure(settings: FullSettings, leave: (association: Association) => void, now: Instant): void {
    const { authentication } = this.core;
    const used = this.associations.filter(one => one.isInUse);
    const silent = used.filter(one => !authentication.canUse(one.keyId));
    const isDoubted = authentication.configure(settings);
    for (const one of used) if (isDoubted(one.keyId, one.address)) leave(one);
    for (const one of silent) if (one.isInUse && authentication.canUse(one.keyId)) this.freed(one, now);
  }

  /** A source just configured: its address is read or asked for, and its first request is due at once. */
  start(association: Association, now: Instant): void {
    this.addressing.start(association, now);
    if (association.isNamed) return;
    const holder = this.addressing.holder(association.address, association);
    if (holder === undefined || !holder.isNamed) return;
    // A server that is configured by its address is not also one of a name's.
    this.endExchange(holder);
    this.addressing.useNext(holder, now);
  }

  /** The answer to `Sink.resolve`; empty: there is no such name, or nobody to ask. */
  resolved(association: Association, addresses: readonly Endpoint[], now: Instant): void {
    this.addressing.resolved(association, addresses, now);
  }

  /** When this association wants to be woken next; false: never. Allocates nothing. */
  nextWake(association: Association, into: Instant): boolean {
    const { schedule, exchange } = association;
    const isWaiting = exchange.isOpen;
    if (isWaiting) into.copy(exchange.expiresAt);
    if (schedule.pace === Pace.Halted) return isWaiting;
    if (!isWaiting || schedule.nextAt.since(into) < 0) into.copy(schedule.nextAt);
    return true;
  }

  /** Does what is due: gives an answer up, or polls. Answers whether a poll passed. Allocates nothing. */
  wake(association: Association, now: Instant): boolean {
    const { schedule, exchange } = association;
    if (exchange.isOpen && now.since(exchange.expiresAt) >= 0) this.endExchange(association);
    if (schedule.pace === Pace.Halted || now.since(schedule.nextAt) < 0) return false;
    this.endExchange(association);
    if (association.addressIndex < 0) this.addressing.lookUp(association, now);
    else if (isBurstInVain(association)) this.settle(association, now);
    else if (schedule.pace !== Pace.Steady || this.beginPoll(association, now)) this.ask(association, now);
    return true;
  }

  /** A sample was taken: a fast start may be over, or due where one appeared or jumped. Allocates nothing. */
  answered(association: Association, now: Instant): void {
    const { schedule } = association;
    const wasSilent = association.reach === 0;
    this.endExchange(association);
    association.reach |= 1;
    schedule.missed = 0;
    schedule.fruitlessRounds = 0;
    schedule.samples++;
    schedule.unanswered = 0;
    if (wasSilent) this.core.sink.report(Happening.AssociationUp, association, 0);
    const isNews = wasSilent || association.filter.hasJumped;
    if (isNews && schedule.pace === Pace.Steady) this.startFast(association, now);
    else if (schedule.pace === Pace.FastStart && isPaceOver(association)) this.settle(association, now);
  }

  /** It answers, but is a second off: it is asked more, so that it is soon known why. Allocates nothing. */
  doubted(association: Association, now: Instant): void {
    this.answered(association, now);
    const isFirst = association.secondMoved.samples === 1;
    if (isFirst && association.schedule.pace === Pace.Steady) this.startFast(association, now);
  }

  /** It answers, at a moment when no time means anything: the request does not count. Allocates nothing. */
  mistimed(association: Association): void {
    this.endExchange(association);
    association.schedule.requests--;
  }

  /** Obeys a kiss-o'-death whose origin proves that it answers our request (RFC 5905 section 7.4). */
  kissed(association: Association, kiss: KissVerdict, code: number, now: Instant): void {
    this.endExchange(association);
    this.core.sink.report(Happening.KissOfDeath, association, code);
    switch (kiss) {
      case Verdict.KissRate:
        return this.slowed(association, now);
      case Verdict.KissDenied:
        return this.addressing.refused(association, now);
      case Verdict.KissOther:
        return;
      default:
        return never(kiss);
    }
  }

  /**
   * The poll interval may have become shorter: a poll that was planned with a longer one comes forward, to
   * where the new one puts it after the last request. Called again, it does nothing. Allocates nothing.
   */
  hurry(association: Association, now: Instant): void {
    const { exchange, schedule } = association;
    const pollLog2 = Math.max(association.pollLog2, association.rateFloorLog2);
    if (pollLog2 >= schedule.plannedLog2) return;
    const soonest = this.soonest;
    schedule.plannedLog2 = pollLog2;
    soonest.copy(exchange.departedAt);
    soonest.add(spreadInterval(pollLog2, this.core.chance));
    if (soonest.since(now) < 0) soonest.copy(now);
    if (schedule.nextAt.since(soonest) > 0) schedule.nextAt.copy(soonest);
  }

  /**
   * What kept requests from leaving is gone: the next one need not wait, unless the server asked for
   * patience. Allocates nothing.
   */
  freed(association: Association, now: Instant): void {
    const { exchange, schedule } = association;
    if (schedule.pace !== Pace.Steady || isHeldBack(association)) return;
    const soonest = this.soonest;
    soonest.copy(exchange.departedAt);
    soonest.add(GAP);
    if (soonest.since(now) < 0) soonest.copy(now);
    if (schedule.nextAt.since(soonest) > 0) schedule.nextAt.copy(soonest);
  }

  /** An exchange is over, answered or not; a client's socket is closed. */
  endExchange(association: Association): void {
    if (!association.exchange.isOpen) return;
    association.exchange.isOpen = false;
    if (!isSymmetric(association.settings!.kind)) this.core.sink.close(association.link);
  }

  /** RATE: half as often, for as long as this server is asked. One who says nothing else counts as silent. */
  private slowed(association: Association, now: Instant): void {
    const slowest = Math.max(UNASKED_MAX_POLL_LOG2, association.settings!.maxPollLog2);
    association.schedule.countsSilence = isHeldBack(association);
    this.addressing.limited(association, Math.min(association.pollLog2 + 1, slowest));
    awaitPoll(association, this.core.chance, now);
  }

  /** The answer just taken was the first of a fast start, unless the server asked for patience. */
  private startFast(association: Association, now: Instant): void {
    const { schedule } = association;
    if (isHeldBack(association)) {
      // A peer that answers at its own polls only is asked as often as these come, to begin with.
      schedule.rampLog2 = association.rateFloorLog2;
      return awaitPoll(association, this.core.chance, now);
    }
    schedule.begin(Pace.FastStart, now);
    schedule.requests = schedule.samples = 1;
    schedule.nextAt.add(GAP);
  }

  /** A poll interval has passed. False: the server is given up for another address of its name. */
  private beginPoll(association: Association, now: Instant): boolean {
    const { schedule } = association;
    const wasReachable = association.reach !== 0;
    association.reach = (association.reach << 1) & 0xff;
    association.pollsUnused = isSurvivor(association) ? 0 : association.pollsUnused + 1;
    if (association.reach !== 0) {
      if ((association.reach & LATELY) === 0) association.filter.miss(now);
      if (mayBurst(association)) schedule.begin(Pace.Burst, now);
      return true;
    }
    if (wasReachable) {
      association.filter.reset();
      this.core.sink.report(Happening.AssociationDown, association, 0);
    }
    if (!schedule.countsSilence) return true;
    schedule.missed++;
    if (association.isNamed && schedule.missed === 1) {
      this.addressing.useNext(association, now);
      return false;
    }
    if (schedule.missed > PATIENCE) slowDown(association);
    return true;
  }

  /** Allocates nothing. */
  private ask(association: Association, now: Instant): void {
    const { schedule, settings } = association;
    schedule.requests++;
    schedule.unanswered++;
    schedule.countsSilence = true;
    const speaker = isSymmetric(settings!.kind) ? this.symmetric! : this.requests;
    association[speaker.ask(association, now) ? "sent" : "unsent"]++;

    if (schedule.pace === Pace.Steady || isPaceOver(association)) return this.settle(association, now);
    schedule.nextAt.copy(now);
    schedule.nextAt.add(GAP);
  }

  /** Back to one request every poll interval. */
  private settle(association: Association, now: Instant): void {
    const { schedule } = association;
    const isFruitless = schedule.pace === Pace.FastStart && schedule.samples === 0;
    if (!isFruitless || !association.isNamed) return awaitPoll(association, this.core.chance, now);
    schedule.begin(Pace.Steady, now);
    schedule.nextAt.add(GAP); // for the last answer; then on to the next address
  }
}
