/**
 * The client's listening side: the packet tests of RFC 5905 sections 8 and 9.2 in the order in which
 * they cost an attacker most, then the four timestamps that make a sample.
 *
 * Nothing in an association changes before its origin, and its MAC where the association has a key, prove
 * that a packet answers our request. It allocates nothing.
 */
import { half, MAXDISP, MILLISECOND, scale, wander, type Q32 } from "../time/fixed.js";
import { Timestamp, type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import {
  isTimestampZero,
  leapOf,
  MAX_VERSION,
  Mode,
  modeOf,
  ORIGIN_TIMESTAMP,
  precisionOf,
  readTimestamp,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  refidOf,
  stratumOf,
  timestampEquals,
  TRANSMIT_TIMESTAMP,
  versionOf,
} from "../wire/header.js";
import { Kiss } from "../wire/kiss.js";
import { Layout } from "../wire/trailer.js";
import { type Access } from "./access.js";
import { Leap, MAXSTRAT, type Association } from "./association.js";
import { type Core } from "./core.js";
import { type Credentials } from "./credentials.js";
import { type LeapWatch } from "./leap-watch.js";
import { type OwnAddresses } from "./own-addresses.js";
import { isTooFar, precisionSeconds, takeHeader } from "./peer-variables.js";
import { isSymmetric } from "./settings.js";
import { MAXFREQ } from "./software-clock.js";
import { ClockState } from "./system.js";
import { Verdict } from "./verdict.js";

/** A round trip may come out this much below zero where stamps are coarse; more cannot be true. */
const STAMP_ERROR = MILLISECOND;

export class Answer {
  private readonly core: Core;
  private readonly access: Pick<Access, "mayFollow"> | undefined;
  private readonly leapWatch: LeapWatch;
  private readonly own: OwnAddresses;
  private readonly departure = new Timestamp();
  private readonly reference = new Timestamp();
  private readonly receive = new Timestamp();
  private readonly transmit = new Timestamp();

  /** Whether the last packet's origin proved that it answers our request: the exchange is over. */
  isOurs = false;
  /** The code of the last kiss-o'-death. */
  kissCode = 0;

  /** `access`: who may be followed; undefined: everyone. `own`: whoever follows one of these follows us. */
  constructor(
    core: Core,
    access: Pick<Access, "mayFollow"> | undefined,
    leapWatch: LeapWatch,
    own: OwnAddresses,
  ) {
    this.core = core;
    this.access = access;
    this.leapWatch = leapWatch;
    this.own = own;
  }

  /**
   * Judges a packet that came in on an association's exchange; `Verdict.Sampled`: its peer variables and
   * filter have taken it in. `credentials`: what it proves; it is not malformed.
   */
  judge(
    association: Association,
    datagram: Datagram,
    credentials: Credentials,
    from: Endpoint,
    arrivedAt: Instant,
    now: Instant,
  ): Verdict {
    const { exchange, address } = association;
    this.isOurs = false;
    if (!from.equals(address)) return Verdict.WrongSource;
    const version = versionOf(datagram);
    if (version === 0 || version > MAX_VERSION) return Verdict.BadVersion;
    if (!isServerMode(datagram)) return Verdict.UnexpectedMode;
    if (association.isHeard && timestampEquals(datagram, TRANSMIT_TIMESTAMP, association.transmit))
      return Verdict.Duplicate;
    if (!exchange.isOpen || !timestampEquals(datagram, ORIGIN_TIMESTAMP, exchange.nonce))
      return Verdict.BogusOrigin;
    if (credentials.layout === Layout.CryptoNak) return Verdict.CryptoNak;
    if (this.access?.mayFollow(from) === false) {
      this.isOurs = true;
      return Verdict.NoAccess;
    }
    return credentials.objectionTo(association.keyId) ?? this.take(association, datagram, arrivedAt, now);
  }

  /**
   * Judges, as `judge`, a packet whose origin has proven that the other side saw our last packet, and whose
   * MAC, where the association has a key, that it knows that.
   */
  take(association: Association, datagram: Datagram, arrivedAt: Instant, now: Instant): Verdict {
    this.isOurs = association.isProven = true;
    const stratum = stratumOf(datagram);
    if (stratum === 0) return this.kissed(association, refidOf(datagram));
    if (stratum > MAXSTRAT) return Verdict.BadStratum;
    if (stratum === MAXSTRAT || leapOf(datagram) === Leap.Unsynchronized) return withoutTime(association, 0);
    if (isTimestampZero(datagram, RECEIVE_TIMESTAMP) || isTimestampZero(datagram, TRANSMIT_TIMESTAMP))
      return Verdict.MissingTimestamp;

    readTimestamp(datagram, REFERENCE_TIMESTAMP, this.reference);
    readTimestamp(datagram, RECEIVE_TIMESTAMP, this.receive);
    readTimestamp(datagram, TRANSMIT_TIMESTAMP, this.transmit);
    if (isTooFar(datagram, this.reference, this.transmit)) return Verdict.RootDistance;
    const isLoop = stratum > 1 && this.own.hasRefid(refidOf(datagram), association.settings!.instance);
    // A peer that follows us is still a peer, and its samples are what they are; but it is not to be
    // followed.
    if (isLoop && !isSymmetric(association.settings!.kind)) return Verdict.Loop;
    const verdict = this.sample(association, datagram, arrivedAt, now);
    return isLoop && verdict === Verdict.Sampled ? Verdict.Loop : verdict;
  }

  /** A kiss-o'-death says nothing of the server's time unless that it has none (RFC 5905 section 7.4). */
  private kissed(association: Association, code: number): Verdict {
    this.kissCode = code;
    switch (code) {
      case Kiss.Deny:
      case Kiss.Restricted:
        return Verdict.KissDenied;
      case Kiss.Rate:
        return Verdict.KissRate;
      case Kiss.Init:
      case Kiss.Step:
      case 0:
        return withoutTime(association, code);
      default:
        return Verdict.KissOther;
    }
  }

  /** RFC 5905 section 8: offset and delay from the four timestamps, and how far off they may be. */
  private sample(association: Association, datagram: Datagram, arrivedAt: Instant, now: Instant): Verdict {
    const { clock, system } = this.core;
    const { destination, exchange } = association;
    const departure = this.departure;
    clock.aim(exchange.departedAt, departure);
    clock.aim(arrivedAt, destination);
    const roundTrip = destination.since(departure);
    const held = this.transmit.since(this.receive);
    const delay = roundTrip - held;
    // Of a peer that answers with its own next question the clocks may have drifted apart since: by so much
    // at least if the round trip comes out below zero.
    const drift = scale(Math.abs(held), 2 * MAXFREQ);
    if (delay < -STAMP_ERROR - drift || delay > MAXDISP || roundTrip < 0) return Verdict.BadDelay;

    // Not half the sum of both ways: 68 years off, one may come out positive and the other negative.
    const offset = half(2 * this.receive.since(departure) - delay);
    const precision = precisionSeconds(system.precisionLog2);
    const wandered = wander(roundTrip) + Math.max(-delay, runOff(held, system.clockState));
    const dispersion = precisionSeconds(precisionOf(datagram)) + precision + wandered;
    const verdict = this.leapWatch.judge(association, offset, delay, this.transmit, arrivedAt);
    if (verdict === Verdict.LeapSecondNear) return verdict;
    takeHeader(association, datagram);
    association.origin.copy(departure);
    association.lastReceivedAt.copy(arrivedAt);
    association.acceptedAt.copy(arrivedAt);
    association.isHeard = true;
    if (verdict === Verdict.SecondMoved) return verdict;
    association.filter.add(offset, Math.max(delay, precision), dispersion, arrivedAt, now);
    return Verdict.Sampled;
  }
}

/**
 * What a round trip and an offset may be wrong by, beyond what all clocks wander, because our clock's
 * frequency was not known while the other side `held` our packet.
 */
function runOff(held: Q32, clockState: ClockState): Q32 {
  const isUnknown = clockState === ClockState.NotSet || clockState === ClockState.Set;
  return isUnknown ? scale(Math.abs(held), MAXFREQ) : 0;
}

/** The server is not synchronized: it is no longer followed on its old word. */
function withoutTime(association: Association, refid: number): Verdict {
  association.leap = Leap.Unsynchronized;
  association.stratum = MAXSTRAT;
  association.refid = refid;
  return Verdict.Unsynchronized;
}

/** Version 1 has no mode field; its servers leave the bits zero. */
function isServerMode(datagram: Datagram): boolean {
  const mode = modeOf(datagram);
  return mode === Mode.Server || (mode === Mode.Unspecified && versionOf(datagram) === 1);
}
