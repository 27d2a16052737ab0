/**
 * Associations with a clock at hand instead of a server, without packets: our own is sampled at every poll;
 * what a receiver of time has shown since the last one is a sample.
 */
import { eraSeconds } from "../time/calendar.js";
import { log2Seconds, type Q32 } from "../time/fixed.js";
import { type Instant, type Timestamp } from "../time/moment.js";
import { Month } from "../time/month.js";
import { parseAddress } from "../wire/address-text.js";
import { refidFromText } from "../wire/refid.js";
import { Leap, type Association } from "./association.js";
import { referenceClockHost } from "./clock-settings.js";
import { type Core } from "./core.js";
import { Gathering } from "./gathering.js";
import { Happening } from "./happening.js";
import { type LeapWatch } from "./leap-watch.js";
import { FAST_START_SAMPLES, GAP } from "./pace.js";
import { Pace } from "./schedule.js";
import { AssociationKind, type NodeSettings } from "./settings.js";
import { Verdict } from "./verdict.js";

const LOCL = refidFromText("LOCL");
const GPS = refidFromText("GPS");

/** What a receiver is called whose pulses mark the second. */
export const PPS = refidFromText("PPS");

/** Three polls in vain: what was measured before loses its weight, as with a server (RFC 5905 A.5.7.3). */
const LATELY = 0b111;

export class ReferenceClock {
  private readonly core: Core;
  private readonly leapWatch: LeapWatch;
  private readonly month = new Month();
  /** One for each receiver. */
  private gatherings: readonly Gathering[] = [];

  constructor(core: Core, leapWatch: LeapWatch) {
    this.core = core;
    this.leapWatch = leapWatch;
  }

  /** Those that are configured take up at once what is now said of them. */
  configured({ referenceClocks }: NodeSettings, associations: readonly Association[], now: Instant): void {
    const gatherings: Gathering[] = [];
    for (const one of associations) {
      if (one.settings?.kind === AssociationKind.LocalClock) this.begin(one, Pace.Steady, now);
      if (one.settings?.kind !== AssociationKind.ReferenceClock) continue;
      const { host } = one.settings;
      const gathering = this.gatheringOf(one) ?? new Gathering(one);
      const hasPulses = referenceClocks.find(clock => referenceClockHost(clock) === host)?.pulse !== "";
      gathering.refid = hasPulses ? PPS : GPS;
      gatherings.push(gathering);
      if (one.schedule.pace !== Pace.Halted) continue;
      gathering.clear();
      this.begin(one, Pace.Steady, now);
    }
    this.gatherings = gatherings;
  }

  /** Polls the clock if it is due; answers whether it was. Allocates nothing. */
  wake(association: Association, now: Instant): boolean {
    const { schedule } = association;
    if (now.since(schedule.nextAt) < 0) return false;
    const wasReachable = association.reach !== 0;
    association.reach = (association.reach << 1) & 0xff;
    association.sent++;
    const gathering = this.gatheringOf(association);
    if (gathering === undefined) this.core.sink.measure(association);
    else if (gathering.isEmpty) this.missed(association, wasReachable, now);
    else this.take(gathering, wasReachable, now);
    schedule.nextAt.copy(now);
    schedule.nextAt.add(schedule.pace === Pace.FastStart ? GAP : log2Seconds(association.pollLog2));
    return true;
  }

  /** A receiver showed `time` at `at`; answers whether a poll comes sooner for that. Allocates nothing. */
  told(association: Association, at: Instant, time: Timestamp, error: Q32, now: Instant): boolean {
    const gathering = this.gatheringOf(association);
    if (gathering === undefined) return false;
    gathering.add(at, time, error);
    association.received++;
    const { schedule } = association;
    if (association.reach !== 0 || schedule.pace === Pace.FastStart) return false;
    schedule.begin(Pace.FastStart, now);
    schedule.nextAt.add(GAP);
    return true;
  }

  /** What a receiver knows of leap seconds. Allocates nothing. */
  leapTold(association: Association, change: Leap, changeAt: number): void {
    const gathering = this.gatheringOf(association);
    if (gathering === undefined) return;
    gathering.change = change;
    gathering.changeAt = changeAt;
  }

  /** A sample of our own clock, which is of `stratum`: `offset` from itself, as good as `dispersion`. */
  sampled(
    association: Association,
    stratum: number,
    offset: Q32,
    dispersion: Q32,
    at: Instant,
    now: Instant,
  ): void {
    association.received++;
    association.reach |= 1;
    association.leap = Leap.None;
    this.show(association, stratum, LOCL, at);
    this.core.clock.read(at, association.reference);
    this.stamp(association);
    association.filter.add(offset, 0, dispersion, at, now);
  }

  private begin(association: Association, pace: Pace, now: Instant): void {
    parseAddress(association.settings!.host, association.address);
    association.schedule.begin(pace, now);
  }

  private take(gathering: Gathering, wasReachable: boolean, now: Instant): void {
    const { clock, system, sink } = this.core;
    const { association, at, lastAt, refid, time } = gathering;
    const { filter, schedule } = association;
    gathering.sum(clock);
    gathering.clear();
    if (!wasReachable) sink.report(Happening.AssociationUp, association, 0);
    if (++schedule.samples >= FAST_START_SAMPLES) schedule.pace = Pace.Steady;
    association.reach |= 1;
    const verdict = this.leapWatch.judge(association, gathering.offset, 0, time, at);
    if (verdict === Verdict.LeapSecondNear) return;
    this.show(association, 0, refid, lastAt);
    association.leap = this.announced(gathering);
    association.precisionLog2 = system.precisionLog2;
    association.reference.copy(time);
    this.stamp(association);
    if (verdict === Verdict.Sampled)
      filter.add(gathering.offset, 0, gathering.dispersion + log2Seconds(system.precisionLog2), at, now);
  }

  private missed(association: Association, wasReachable: boolean, now: Instant): void {
    association.schedule.pace = Pace.Steady;
    if (association.reach !== 0 && (association.reach & LATELY) === 0) association.filter.miss(now);
    if (association.reach !== 0 || !wasReachable) return;
    association.filter.reset();
    this.core.sink.report(Happening.AssociationDown, association, 0);
  }

  private show(association: Association, stratum: number, refid: number, at: Instant): void {
    association.stratum = stratum;
    association.refid = refid;
    association.rootDelay = association.rootDispersion = 0;
    association.isHeard = true;
    association.lastReceivedAt.copy(at);
  }

  /** All of them are one moment: there was no way. */
  private stamp({ reference, receive, transmit, destination }: Association): void {
    receive.copy(reference);
    transmit.copy(reference);
    destination.copy(reference);
  }

  /** Receivers announce a leap second months ahead, servers do for its month. */
  private announced({ change, changeAt, time }: Gathering): Leap {
    this.month.hold(eraSeconds(time.seconds));
    return this.month.end === changeAt ? change : Leap.None;
  }

  private gatheringOf(association: Association): Gathering | undefined {
    for (let i = 0; i < this.gatherings.length; i++)
      if (this.gatherings[i].association === association) return this.gatherings[i];
    return undefined;
  }
}
