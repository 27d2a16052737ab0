/**
 * The client's asking side: when to poll, whom, and how fast (RFC 5905 sections 9.2 and 13). Every
 * request leaves from a socket of its own (RFC 9109) and gives nothing away: its transmit timestamp is
 * random, what else a header could tell of us is left out.
 */
import { log2Seconds, portion, SECOND } from "../time/fixed.js";
import { never } from "../time/never.js";
import { type Instant } from "../time/moment.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint } from "../wire/address.js";
import { Datagram } from "../wire/datagram.js";
import {
  clearHeader,
  Mode,
  setFirst,
  setPoll,
  setPrecision,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../wire/header.js";
import { Leap, type Association } from "./association.js";
import { type Core } from "./core.js";
import { Happening } from "./happening.js";
import { GAP, isHeldBack, isPaceOver, mayBurst, slowDown, UNASKED_MAX_POLL_LOG2 } from "./pace.js";
import { Pace } from "./schedule.js";
import { Seal } from "./sink.js";
import { Standing, type KissVerdict, Verdict } from "./verdict.js";

/** RFC 5905 UNREACH: polls unanswered before polling slows down. */
const PATIENCE = 12;

/** Three polls unanswered: what was measured before loses its weight (RFC 5905 A.5.7.3). */
const LATELY = 0b111;

/** Half a minute, doubled with each fruitless round: when a name is looked up again. */
const RESOLVE_LOG2 = 5;
const RESOLVE_MAX_LOG2 = 10;

/** An answer that takes longer than this says nothing useful about the time. */
const EXCHANGE_TIMEOUT = 8 * SECOND;

/** 2^32 s: a precision that tells nothing. */
const NO_PRECISION_LOG2 = 32;

/** Up to a 32nd is added to an interval, so that clients started together drift apart. */
const SPREAD = 32;

export class Client {
  readonly #core: Core;
  readonly #request = new Datagram();

  constructor(core: Core) {
    this.#core = core;
  }

  /** A source just configured: its address is read or asked for, and its first request is due at once. */
  start(association: Association, now: Instant): void {
    const { host, port } = association.settings!;
    const literal = new Endpoint();
    association.isNamed = !parseAddress(host, literal);
    if (association.isNamed) return this.#resolve(association, now);
    literal.port = port;
    association.addresses = [literal];
    this.#use(association, 0, now);
  }

  /** The answer to `Sink.resolve`; empty: there is no such name, or nobody to ask. */
  resolved(association: Association, addresses: readonly Endpoint[], now: Instant): void {
    association.isResolving = false;
    if (addresses.length === 0) {
      this.#core.sink.report(Happening.NameNotFound, association, 0);
      return this.#resolveLater(association, now);
    }
    for (let i = 0; i < addresses.length; i++) addresses[i].port = association.settings!.port;
    association.addresses = addresses;
    this.#use(association, 0, now);
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
    if (association.addresses.length === 0) this.#resolve(association, now);
    else if (schedule.pace !== Pace.Steady || this.#beginPoll(association, now)) this.#ask(association, now);
    return true;
  }

  /** A sample was taken: a fast start may be over, or due for one who just appeared. Allocates nothing. */
  answered(association: Association, now: Instant): void {
    const { schedule } = association;
    const wasSilent = association.reach === 0;
    this.endExchange(association);
    association.reach |= 1;
    schedule.missed = 0;
    schedule.fruitlessRounds = 0;
    schedule.samples++;
    if (wasSilent) this.#core.sink.report(Happening.AssociationUp, association, 0);
    if (schedule.pace === Pace.Steady && wasSilent && !isHeldBack(association)) {
      schedule.begin(Pace.FastStart, now);
      schedule.requests = schedule.samples = 1;
      schedule.nextAt.add(GAP);
    } else if (schedule.pace === Pace.FastStart && isPaceOver(association)) {
      this.#settle(association, now);
    }
  }

  /** Obeys a kiss-o'-death whose origin proves that it answers our request (RFC 5905 section 7.4). */
  kissed(association: Association, kiss: KissVerdict, code: number, now: Instant): void {
    this.endExchange(association);
    this.#core.sink.report(Happening.KissOfDeath, association, code);
    switch (kiss) {
      case Verdict.KissRate:
        association.rateFloorLog2 = Math.min(
          association.pollLog2 + 1,
          Math.max(UNASKED_MAX_POLL_LOG2, association.settings!.maxPollLog2),
        );
        association.pollLog2 = association.rateFloorLog2;
        return this.#settle(association, now);
      case Verdict.KissDenied:
        if (association.isNamed) return this.#useNext(association, now);
        association.forget();
        association.standing = Standing.Denied;
        return;
      case Verdict.KissOther:
        return;
      default:
        return never(kiss);
    }
  }

  /** Closes the socket of a request that was answered, or never will be. */
  endExchange(association: Association): void {
    if (!association.exchange.isOpen) return;
    association.exchange.isOpen = false;
    this.#core.sink.close(association.link);
  }

  #resolve(association: Association, now: Instant): void {
    this.#resolveLater(association, now);
    if (association.isResolving) return;
    association.isResolving = true;
    this.#core.sink.resolve(association, association.settings!.family);
  }

  /** Also the deadline of a look-up that is never answered. */
  #resolveLater(association: Association, now: Instant): void {
    const { schedule } = association;
    schedule.begin(Pace.Steady, now);
    schedule.nextAt.add(log2Seconds(Math.min(RESOLVE_LOG2 + schedule.fruitlessRounds, RESOLVE_MAX_LOG2)));
  }

  #use(association: Association, index: number, now: Instant): void {
    association.forget();
    association.pollLog2 = association.settings!.minPollLog2;
    association.addressIndex = index;
    association.address.copy(association.addresses[index]);
    association.schedule.begin(Pace.FastStart, now);
  }

  /** Another address of the same name; after the last one the name is looked up again. */
  #useNext(association: Association, now: Instant): void {
    const next = association.addressIndex + 1;
    if (next < association.addresses.length) return this.#use(association, next, now);
    association.forget();
    association.addresses = [];
    if (association.schedule.fruitlessRounds++ === 0) this.#resolve(association, now);
    else this.#resolveLater(association, now);
  }

  /** A poll interval has passed. False: the server is given up for another address of its name. */
  #beginPoll(association: Association, now: Instant): boolean {
    const { schedule, settings } = association;
    const wasReachable = association.reach !== 0;
    association.reach = (association.reach << 1) & 0xff;
    if (association.reach !== 0) {
      if ((association.reach & LATELY) === 0) association.filter.miss(now);
      if (mayBurst(association)) schedule.begin(Pace.Burst, now);
      return true;
    }
    if (wasReachable) {
      association.filter.reset();
      this.#core.sink.report(Happening.AssociationDown, association, 0);
    }
    schedule.missed++;
    if (association.isNamed && schedule.missed === 1) {
      this.#useNext(association, now);
      return false;
    }
    if (schedule.missed > PATIENCE) slowDown(association);
    if (settings!.iburst && !isHeldBack(association)) schedule.begin(Pace.FastStart, now);
    return true;
  }

  /** Allocates nothing. */
  #ask(association: Association, now: Instant): void {
    const { chance, sink } = this.#core;
    const { exchange, schedule } = association;
    const request = this.#request;
    exchange.nonce.set(chance.next(), chance.next());
    exchange.expiresAt.copy(now);
    exchange.expiresAt.add(EXCHANGE_TIMEOUT);
    exchange.departedAt.copy(now);
    exchange.isOpen = true;

    clearHeader(request);
    setFirst(request, Leap.None, association.settings!.version, Mode.Client);
    setPoll(request, association.pollLog2);
    setPrecision(request, NO_PRECISION_LOG2);
    writeTimestamp(request, TRANSMIT_TIMESTAMP, exchange.nonce);
    schedule.requests++;
    if (sink.send(association.link, request, association.address, Seal.Complete)) association.sent++;

    if (schedule.pace === Pace.Steady || isPaceOver(association)) return this.#settle(association, now);
    schedule.nextAt.copy(now);
    schedule.nextAt.add(GAP);
  }

  /** Back to one request every poll interval. */
  #settle(association: Association, now: Instant): void {
    const { schedule } = association;
    const isFruitless = schedule.pace === Pace.FastStart && schedule.samples === 0;
    schedule.begin(Pace.Steady, now);
    if (isFruitless && association.isNamed) {
      schedule.nextAt.add(GAP); // for the last answer; then on to the next address
      return;
    }
    const interval = log2Seconds(association.pollLog2);
    schedule.nextAt.add(interval + portion(interval, this.#core.chance.next(), SECOND * SPREAD));
  }
}
