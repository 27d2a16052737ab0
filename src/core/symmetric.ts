/**
 * Symmetric modes (RFC 5905 sections 3.1, 8 and 9.2): each of two peers asks the other on its own schedule,
 * the active one in mode 1, the passive one, which the first packet of the active one made, in mode 2.
 *
 * A question is answered at once, as a server answers: so a sample is four timestamps of one short exchange,
 * and what others send in the peer's name has no part in it. What was answered at once says so itself, for
 * its sender held what it answers for no time: it is never answered in turn, whoever sent it and however late
 * it comes; and who cannot answer at once does not. So no two peers talk for ever. Other programs answer by
 * their next question only; that is a sample, too, of a long exchange.
 *
 * Nothing but what the next packet gives back changes before an origin proves that the peer has seen our last
 * question. Allocates nothing.
 */
import { FOREVER, SECOND, type Q32 } from "../time/fixed.js";
import { Timestamp, type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import {
  clearHeader,
  isTimestampZero,
  MAX_VERSION,
  Mode,
  modeOf,
  ORIGIN_TIMESTAMP,
  pollOf,
  RECEIVE_TIMESTAMP,
  setPoll,
  timestampDistance,
  timestampEquals,
  TRANSMIT_TIMESTAMP,
  versionOf,
  writeTimestamp,
} from "../wire/header.js";
import { Layout } from "../wire/trailer.js";
import { type Access } from "./access.js";
import { type Answer } from "./answer.js";
import { type Association } from "./association.js";
import { leaks } from "./chance.js";
import { type Core } from "./core.js";
import { type Credentials } from "./credentials.js";
import { type Link } from "./link.js";
import { awaitPoll, UNASKED_MAX_POLL_LOG2 } from "./pace.js";
import { Pace } from "./schedule.js";
import { type Server } from "./server.js";
import { AssociationKind } from "./settings.js";
import { Seal } from "./sink.js";
import { type Speaker } from "./speaker.js";
import { type SystemProcess } from "./system-process.js";
import { Verdict } from "./verdict.js";

/** Who answers at once does so within this; who asks has held our last packet for longer, or has none. */
const AT_ONCE: Q32 = SECOND / 2;

/**
 * What came so long ago is not answered any more: the answer, sent a little later, must not pass for a
 * question.
 */
const LATE: Q32 = AT_ONCE / 2;

/**
 * One that answers all that it hears, and says nonsense of when, is answered about this often at most. What
 * leaks beyond that dies out all the same.
 */
const LEAST_GAP: Q32 = SECOND;

export class Symmetric implements Speaker {
  private readonly core: Core;
  private readonly access: Access;
  private readonly server: Server;
  private readonly answer: Answer;
  private readonly process: SystemProcess;
  private readonly arrival = new Timestamp();

  constructor(core: Core, access: Access, server: Server, answer: Answer, process: SystemProcess) {
    this.core = core;
    this.access = access;
    this.server = server;
    this.answer = answer;
    this.process = process;
  }

  /**
   * Asks the peer, and says what we know of the time; a passive one in the version that it was spoken to in.
   */
  ask(association: Association, now: Instant): boolean {
    const { authentication, clock, outgoing: packet, sink } = this.core;
    const { address, exchange, keyId, link, settings } = association;
    const echo = association.echo!;
    const version = settings!.isDynamic ? association.version : settings!.version;
    clearHeader(packet);
    this.server.describe(packet, version, modeAs(association), now, this.process.rootDispersion(now));
    setPoll(packet, association.pollLog2);
    // What is given back at once looks like an answer: only the peer's own is worth that.
    const isOld = now.since(echo.arrivedAt) >= 2 * AT_ONCE;
    if (!echo.transmit.isZero() && (echo.isProven || isOld)) {
      writeTimestamp(packet, ORIGIN_TIMESTAMP, echo.transmit);
      clock.serve(echo.arrivedAt, this.arrival);
      writeTimestamp(packet, RECEIVE_TIMESTAMP, this.arrival);
    }
    echo.isProven = false;
    // Until the next question: others answer this one only with theirs.
    exchange.expiresAt.copy(now);
    exchange.expiresAt.add(FOREVER);
    exchange.departedAt.copy(now);
    exchange.isOpen = sink.send(link, packet, address, Seal.Transmit, authentication.sealing(keyId));
    return exchange.isOpen;
  }

  /**
   * Takes what the peer of `association` sent to a service socket, and answers it there if it is a question.
   */
  receive(
    association: Association,
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    from: Endpoint,
    arrivedAt: Instant,
    now: Instant,
  ): Verdict {
    const { exchange } = association;
    const echo = association.echo!;
    const answer = this.answer;
    answer.isOurs = false;
    if (credentials.layout === Layout.Malformed) return Verdict.Malformed;
    const version = versionOf(datagram);
    if (version === 0 || version > MAX_VERSION) return Verdict.BadVersion;
    if (isTimestampZero(datagram, TRANSMIT_TIMESTAMP)) return Verdict.MissingTimestamp;
    answer.isOurs = exchange.isOpen && timestampEquals(datagram, ORIGIN_TIMESTAMP, exchange.nonce);
    // ntpd's kiss-o'-death has what it answers in all three places.
    if (!answer.isOurs && timestampEquals(datagram, TRANSMIT_TIMESTAMP, exchange.nonce))
      return Verdict.Reflected;
    const isAsking = isQuestion(datagram);
    const refusal = this.refusal(association, datagram, credentials);
    if (refusal !== undefined) {
      answer.isOurs = false;
      // Who cannot be understood for our own want of a key may take time from us, as from any server.
      if (isAsking && !this.core.authentication.canUse(association.keyId))
        this.answerQuestion(association, link, datagram, from, arrivedAt, now);
      return refusal;
    }
    if (modeOf(datagram) === Mode.SymmetricPassive && isPassive(association)) return Verdict.UnexpectedMode;
    if (answer.isOurs) {
      echo.prove(datagram, arrivedAt);
      if (association.settings!.source === "") association.heardOn = link;
      this.holdBack(association, isAsking ? pollOf(datagram) : 0, now);
      const verdict = answer.take(association, datagram, arrivedAt, now);
      // No more than one of these for each question of ours.
      if (isAsking) this.reply(association, link, datagram, from, arrivedAt, now);
      return verdict;
    }
    if (!isAsking) return Verdict.BogusOrigin;
    const isKeyed = this.core.authentication.sealing(association.keyId) !== 0;
    if (isKeyed && !echo.isLatest(datagram)) {
      if (!leaks(this.core.chance)) return Verdict.Duplicate;
      return this.reply(association, link, datagram, from, arrivedAt, now);
    }
    echo.hear(datagram, arrivedAt);
    return this.answerQuestion(association, link, datagram, from, arrivedAt, now);
  }

  /** What keeps a packet from changing anything: it came before, says nothing, or may not be the peer's. */
  private refusal(
    association: Association,
    datagram: Datagram,
    credentials: Credentials,
  ): Verdict | undefined {
    const isOurs = this.answer.isOurs;
    const isAgain = timestampEquals(datagram, TRANSMIT_TIMESTAMP, association.echo!.transmit);
    // What proves itself does so for the first time: a forged packet may have had its timestamp before.
    if (isAgain && !isOurs) return Verdict.Duplicate;
    if (credentials.layout !== Layout.CryptoNak) return credentials.objectionTo(association.keyId);
    return isOurs ? Verdict.CryptoNak : Verdict.BogusOrigin;
  }

  /** A question that anyone may have sent is answered, but not as often as he likes. */
  private answerQuestion(
    association: Association,
    link: Link,
    datagram: Datagram,
    from: Endpoint,
    arrivedAt: Instant,
    now: Instant,
  ): Verdict {
    if (!association.echo!.mayAnswer(now, LEAST_GAP) && !leaks(this.core.chance)) return Verdict.TooSoon;
    return this.reply(association, link, datagram, from, arrivedAt, now);
  }

  /** As a server would: that leaves no trace in the association. */
  private reply(
    association: Association,
    link: Link,
    datagram: Datagram,
    from: Endpoint,
    arrivedAt: Instant,
    now: Instant,
  ): Verdict {
    if (now.since(arrivedAt) >= LATE) return Verdict.TooLate;
    const verdict = this.access.judgeRate(link, from, now);
    if (verdict !== Verdict.Answered) return verdict;
    this.server.answer(datagram, modeAs(association), arrivedAt, this.process.rootDispersion(now));
    const { authentication, sink } = this.core;
    sink.send(link, datagram, from, Seal.Transmit, authentication.sealing(association.keyId));
    return verdict;
  }

  /**
   * One that answers with its next question only is not asked more often than every 2^`pollLog2` s, as it
   * asks itself; 0: it answers at once.
   */
  private holdBack(association: Association, pollLog2: number, now: Instant): void {
    const { addresses, addressIndex, schedule, settings } = association;
    const before = association.rateFloorLog2;
    const complaint = addressIndex < addresses.length ? addresses[addressIndex].rateFloorLog2 : 0;
    const slowest = Math.max(UNASKED_MAX_POLL_LOG2, settings!.maxPollLog2);
    const floor = Math.max(complaint, Math.min(pollLog2, slowest));
    association.rateFloorLog2 = floor;
    if (association.pollLog2 === before) association.pollLog2 = settings!.minPollLog2;
    association.pollLog2 = Math.max(association.pollLog2, floor);
    // The poll that is planned may come too early now.
    schedule.rampLog2 = Math.max(schedule.rampLog2, floor);
    if (schedule.pace === Pace.Steady && schedule.plannedLog2 < floor)
      awaitPoll(association, this.core.chance, now);
  }
}

/**
 * Whether a symmetric packet is its sender's own question, and not what he answers at once. Allocates
 * nothing.
 */
export function isQuestion(datagram: Datagram): boolean {
  if (isTimestampZero(datagram, ORIGIN_TIMESTAMP)) return true;
  if (isTimestampZero(datagram, RECEIVE_TIMESTAMP)) return false;
  return Math.abs(timestampDistance(datagram, RECEIVE_TIMESTAMP, TRANSMIT_TIMESTAMP)) >= AT_ONCE;
}

function isPassive({ settings }: Association): boolean {
  return settings!.kind === AssociationKind.SymmetricPassive;
}

/** The mode that an association of a symmetric kind speaks in. */
function modeAs(association: Association): Mode {
  return isPassive(association) ? Mode.SymmetricPassive : Mode.SymmetricActive;
}
