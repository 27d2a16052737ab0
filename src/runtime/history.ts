/**
 * What has happened to a node's clock since it started, as far as an operator wants to see it later: the last
 * step, the last leap second, since when there is no source, what it started with. Allocates nothing.
 */
import { Leap } from "../core/association.js";
import { Happening } from "../core/happening.js";
import { type LeapSecond } from "../core/leap-second.js";
import { type SoftwareClock } from "../core/software-clock.js";
import { eraSeconds } from "../time/calendar.js";
import { type Q32, type Rate } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { Month } from "../time/month.js";

/** To be read, never written. */
export interface ClockHistory {
  /** By what the clock was last stepped, leap seconds apart; 0: never. */
  readonly steppedBy: Q32;
  readonly steppedAt: Instant;
  /** When the last source was lost; valid while the node holds the time without one. */
  readonly heldSince: Instant;
  /** Since when the real-time clock carries it; valid while it does. */
  readonly carriedSince: Instant;
  /** The last leap second passed: inserted, deleted, or none yet. */
  readonly leap: Leap;
  /** The end of its day, in seconds since 1900. */
  readonly leapDayEnd: number;
  /** The frequency of an earlier run that it started with; undefined: nothing was known. */
  readonly startedWith: Rate | undefined;
  /** How old that was, in words. */
  readonly startedWithAge: string;
}

export class History implements ClockHistory {
  steppedBy: Q32 = 0;
  readonly steppedAt = new Instant();
  readonly heldSince = new Instant();
  readonly carriedSince = new Instant();
  leap = Leap.None;
  leapDayEnd = 0;
  startedWith: Rate | undefined = undefined;
  startedWithAge = "";

  private readonly clock: SoftwareClock;
  private readonly leapSecond: LeapSecond;
  private readonly time = new Timestamp();
  private readonly month = new Month();

  constructor(clock: SoftwareClock, leapSecond: LeapSecond) {
    this.clock = clock;
    this.leapSecond = leapSecond;
  }

  /** Takes in what happened at `now`; the other arguments are a `Listener`'s. */
  take(happening: Happening, value: number, why: string, now: Instant): void {
    switch (happening) {
      case Happening.Stepped:
      case Happening.ClockSet:
        this.steppedBy = value;
        return this.steppedAt.copy(now);
      case Happening.Holdover:
        return this.heldSince.copy(now);
      case Happening.RtcCarries:
        return this.carriedSince.copy(now);
      case Happening.LeapInserted:
        return this.passed(Leap.Insert, this.leapSecond.dayEnd);
      case Happening.LeapDeleted:
        return this.passed(Leap.Delete, this.leapSecond.dayEnd);
      case Happening.SecondMoved:
        return this.moved(value, now);
      case Happening.DriftRead:
        this.startedWith = value;
        this.startedWithAge = why;
        return;
      default:
        return;
    }
  }

  private passed(leap: Leap, dayEnd: number): void {
    this.leap = leap;
    this.leapDayEnd = dayEnd;
  }

  /** Found out afterwards, at the beginning of a month: it was passed, or taken for one that was none. */
  private moved(by: Q32, now: Instant): void {
    this.clock.read(now, this.time);
    this.month.hold(eraSeconds(this.time.seconds));
    const { start } = this.month;
    const leap = by < 0 ? Leap.Insert : Leap.Delete;
    const isTakenBack = this.leap !== Leap.None && this.leap !== leap && this.leapDayEnd === start;
    this.passed(isTakenBack ? Leap.None : leap, start);
  }
}
