/**
 * What is taken of a broadcast: the packet tests that are left where nobody asked (RFC 5905 sections 8 and
 * 9.2), then a sample of its one arrival, as long as it is known what broadcasts take on their way. Allocates
 * nothing.
 *
 * What that is, exchanges close to a broadcast show: the offset that they measured, less what the broadcast
 * alone would make of it. That is better than half a round trip, for answers may take another time than
 * requests do, and broadcasts another way than both.
 */
import { half, log2Seconds, MILLISECOND, SECOND, wander, type Q32 } from "../time/fixed.js";
import { Timestamp, type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import {
  isTimestampZero,
  leapOf,
  MAX_VERSION,
  readTimestamp,
  REFERENCE_TIMESTAMP,
  refidOf,
  stratumOf,
  TRANSMIT_TIMESTAMP,
  versionOf,
} from "../wire/header.js";
import { Layout } from "../wire/trailer.js";
import { Leap, MAXSTRAT, type Association } from "./association.js";
import { type Core } from "./core.js";
import { type LeapWatch } from "./leap-watch.js";
import { WayTime } from "./listening.js";
import { type Link } from "./link.js";
import { type OwnAddresses } from "./own-addresses.js";
import { isTooFar, precisionSeconds, takeHeader } from "./peer-variables.js";
import { Ways } from "./stage.js";
import { Verdict } from "./verdict.js";

/**
 * A leap second may lie between two broadcasts; more than that their sender's clock does not gain or lose.
 */
const MOST_GAINED: Q32 = 1.5 * SECOND;

/** Farther from a broadcast an exchange says too little of it. */
const MOST_APART: Q32 = 20 * SECOND;

/** Clocks that were compared so far apart may make a way seem to take less than no time. */
const LEAST_WAY: Q32 = -MILLISECOND;

/** As RFC 5905 section 7.3 has it, and the longest that is shorter than the life of an association. */
const LEAST_POLL_LOG2 = 4;
const MOST_POLL_LOG2 = 9;

/**
 * Sooner after the last one it is a second copy: half the shortest interval, whatever a packet says of its
 * own, which may be forged to shut the next ones out (as in CVE-2016-7428).
 */
const SOONEST: Q32 = half(log2Seconds(LEAST_POLL_LOG2));

/** Between the broadcasts of a server, as they were seen to come. */
export function intervalOf({ pollLog2 }: Association): Q32 {
  return log2Seconds(pollLog2);
}

/**
 * Whether a verdict says that a broadcast is not of whom it seems, or that its sender has changed. A second
 * copy, by a group as well, is as common as one that is broken.
 */
export function isOdd(verdict: Verdict): boolean {
  switch (verdict) {
    case Verdict.Malformed:
    case Verdict.BadVersion:
    case Verdict.CryptoNak:
    case Verdict.Replayed:
      return false;
    default:
      return true;
  }
}

/** Judges broadcasts and makes samples of them. */
export class Broadcast {
  private readonly core: Core;
  private readonly leapWatch: LeapWatch;
  private readonly own: OwnAddresses;
  private readonly reference = new Timestamp();
  private readonly transmit = new Timestamp();
  private readonly aim = new Timestamp();

  constructor(core: Core, leapWatch: LeapWatch, own: OwnAddresses) {
    this.core = core;
    this.own = own;
    this.leapWatch = leapWatch;
  }

  /** Whether what came from `from` on a link says anything of the time: `Sampled`, or why not. */
  judge({ instance }: Link, datagram: Datagram, layout: Layout, from: Endpoint): Verdict {
    if (layout === Layout.Malformed) return Verdict.Malformed;
    if (from.port === 0 || this.own.has(from, instance)) return Verdict.WrongSource;
    const version = versionOf(datagram);
    if (version === 0 || version > MAX_VERSION) return Verdict.BadVersion;
    if (layout === Layout.CryptoNak) return Verdict.CryptoNak;
    const stratum = stratumOf(datagram);
    if (stratum > MAXSTRAT) return Verdict.BadStratum;
    // A kiss code in a broadcast is for nobody.
    const hasTime = stratum !== 0 && stratum !== MAXSTRAT && leapOf(datagram) !== Leap.Unsynchronized;
    if (!hasTime) return Verdict.Unsynchronized;
    if (isTimestampZero(datagram, TRANSMIT_TIMESTAMP)) return Verdict.MissingTimestamp;
    readTimestamp(datagram, REFERENCE_TIMESTAMP, this.reference);
    readTimestamp(datagram, TRANSMIT_TIMESTAMP, this.transmit);
    if (isTooFar(datagram, this.reference, this.transmit)) return Verdict.RootDistance;
    if (stratum > 1 && this.own.hasRefid(refidOf(datagram), instance)) return Verdict.Loop;
    return Verdict.Sampled;
  }

  /**
   * Whether the last one judged goes on from what is known of its sender's clock: `Sampled`; `Replayed`,
   * where it is no later or has come too soon; `BadDelay`, where the clock had jumped or the packet was held
   * back.
   */
  follow(association: Association, arrivedAt: Instant): Verdict {
    if (!association.isHeard) return Verdict.Sampled;
    const gone = this.transmit.since(association.transmit);
    if (gone <= 0) return Verdict.Replayed;
    const passed = arrivedAt.since(association.lastReceivedAt);
    if (Math.abs(gone - passed) > MOST_GAINED) return Verdict.BadDelay;
    return arrivedAt.since(association.listening.at) < SOONEST ? Verdict.Replayed : Verdict.Sampled;
  }

  /** Takes in the last one judged: its header, and a sample if its way's time is known. */
  take(association: Association, datagram: Datagram, arrivedAt: Instant, now: Instant): Verdict {
    const { listening } = association;
    this.core.clock.aim(arrivedAt, this.aim);
    const offset = this.transmit.since(this.aim) + listening.delay;
    const verdict = this.leapWatch.judge(association, offset, 2 * listening.delay, this.transmit, arrivedAt);
    if (verdict === Verdict.LeapSecondNear) return verdict;
    takeHeader(association, datagram);
    if (association.isHeard) keepPace(association, arrivedAt);
    association.destination.copy(this.aim);
    association.lastReceivedAt.copy(arrivedAt);
    association.isHeard = true;
    listening.transmit.copy(this.transmit);
    listening.at.copy(arrivedAt);
    if (verdict === Verdict.Sampled && listening.wayTime !== WayTime.Unknown) this.sample(association, now);
    return verdict;
  }

  /** Makes a sample of the last one taken. */
  sample(association: Association, now: Instant): void {
    const { filter, listening, path } = association;
    const { delay } = listening;
    const offset = this.alone(association) + delay;
    // What came later than others did has waited by so much, or so it seems.
    let waited: Q32 = 0;
    for (let i = 0; i < filter.stageCount; i++)
      if (filter.stageWays(i) === Ways.Back) waited = Math.max(waited, filter.stageOffset(i) - offset);
    path.heard.isAssumed = listening.wayTime === WayTime.Assumed;
    const longest = path.isBegun ? path.heard.longest : delay + listening.dispersion;
    listening.add(waited, longest);
    const precision =
      precisionSeconds(association.precisionLog2) + precisionSeconds(this.core.system.precisionLog2);
    const dispersion = precision + listening.dispersion + waited;
    filter.add(offset, 2 * delay, dispersion, listening.at, now, Ways.Back);
  }

  /** What the exchanges since the last volley began tell of the time that the last broadcast took. */
  measure(association: Association): void {
    const { filter, listening } = association;
    let best = -1;
    let least = Infinity;
    for (let i = 0; i < filter.stageCount; i++) {
      const at = filter.stageAt(i);
      if (at.since(listening.volleyAt) < 0) break;
      if (filter.stageWays(i) !== Ways.Both) continue;
      const apart = Math.abs(at.since(listening.at));
      const doubt = half(filter.stageDelay(i)) + filter.stageDispersion(i) + wander(apart);
      if (apart > MOST_APART || doubt >= least) continue;
      best = i;
      least = doubt;
    }
    if (best < 0) return;
    const way = filter.stageOffset(best) - this.alone(association);
    if (way < LEAST_WAY || way > MOST_GAINED) return;
    const delay = Math.max(way, 0);
    const trip = half(filter.stageDelay(best));
    // The offset may be wrong by half its round trip, and the broadcast may have waited for its excess.
    const dispersion = least - trip + Math.abs(way - trip);
    // Queues only lengthen: what was measured before stays, where it can be less wrong.
    const isBetter = delay + dispersion < listening.delay + listening.dispersion;
    if (listening.wayTime === WayTime.Measured && !isBetter && !listening.isLonger) return;
    listening.measured(delay, dispersion);
  }

  /** What the last one taken would make of the offset had it taken no time. */
  private alone({ listening }: Association): Q32 {
    this.core.clock.aim(listening.at, this.aim);
    return listening.transmit.since(this.aim);
  }
}

/**
 * Another one has come at `arrivedAt`: the interval is what lies between two, by one step at most for each.
 * Packets are lost, so a longer one is believed only where the server says so, too.
 */
function keepPace(association: Association, arrivedAt: Instant): void {
  const { listening, peerPollLog2, pollLog2 } = association;
  const passed = arrivedAt.since(listening.at);
  const interval = intervalOf(association);
  if (passed < interval - half(half(interval)))
    association.pollLog2 = Math.max(pollLog2 - 1, LEAST_POLL_LOG2);
  else if (passed >= interval + half(interval) && peerPollLog2 > pollLog2)
    association.pollLog2 = Math.min(pollLog2 + 1, MOST_POLL_LOG2);
}
