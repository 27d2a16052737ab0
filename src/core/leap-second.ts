/**
 * Leap seconds: what is forecast is announced, the clock passes it at the end of the day, and others are
 * served it as configured. What came without a forecast, or did not come in spite of one, is found out
 * afterwards from how the sources have moved (`LeapWatch`), within a few polls where RFC 5905 would resist
 * for 15 minutes.
 *
 * Allocates nothing.
 */
import { DAY, eraSeconds } from "../time/calendar.js";
import { SECOND, type Q32 } from "../time/fixed.js";
import { Timestamp, type Instant } from "../time/moment.js";
import { never } from "../time/never.js";
import { Leap, MAXSTRAT, type Association } from "./association.js";
import { type Core } from "./core.js";
import { Happening } from "./happening.js";
import { LeapForecast } from "./leap-forecast.js";
import { LeapPassage } from "./leap-passage.js";
import { LeapWatch } from "./leap-watch.js";
import { NO_SETTINGS, type NodeSettings } from "./settings.js";

/** How long a leap second that nobody else has passed is kept: some pass it late (RFC 5905 WATCH). */
const PATIENCE_SEC = 900;

/** A move the other way within this is taking it back, and not another one. */
const TAKEN_BACK_SEC = DAY;

/** Where a leap second stands. */
const enum Phase {
  /** None is known of. */
  None,
  /** Announced for the end of this day. */
  Announced,
  /** Inserted, and not over yet: it is 23:59:60. */
  Inserted,
  /** Over, or withdrawn, but for the smear that others still see. */
  Smeared,
}

export class LeapSecond {
  readonly watch = new LeapWatch();

  private readonly core: Core;
  private readonly associations: readonly Association[];
  private readonly passage = new LeapPassage();
  private readonly forecast: LeapForecast;
  private smearSec = NO_SETTINGS.leapSmearSec;

  private phase = Phase.None;
  /** The end of the day it is announced for, in seconds since 1900. */
  private passageDayEnd = 0;
  /** When the last one was passed, in seconds since 1900, and what the clock was moved by. */
  private passedAt = 0;
  private passedBy: Q32 = 0;

  /** When the phase ends, on the clock's line. */
  private readonly due = new Timestamp();
  private readonly time = new Timestamp();
  private readonly line = new Timestamp();

  /** `associations`: the whole pool, for good. */
  constructor(core: Core, associations: readonly Association[]) {
    this.core = core;
    this.associations = associations;
    this.forecast = new LeapForecast(associations);
  }

  /** What to tell of it: the leap indicator of a synchronized node. */
  get indicator(): Leap {
    const isComing = this.phase === Phase.Announced || this.phase === Phase.Inserted;
    return !isComing ? Leap.None : this.passage.by < 0 ? Leap.Insert : Leap.Delete;
  }

  /** The end of the day it is announced for, in seconds since 1900; valid while there is an `indicator`. */
  get dayEnd(): number {
    return this.passageDayEnd;
  }

  /** Whether a leap second inserted is under way at `at`: the clock shows its last second once more. */
  isInserted(at: Instant): boolean {
    if (this.indicator !== Leap.Insert) return false;
    this.core.clock.line(at, this.line);
    return this.line.since(this.passage.turn) >= 0;
  }

  /** Takes in what a configuration says, to take effect at the next `update`. A smear under way goes on. */
  configure({ leapSecond, leapSmearSec }: NodeSettings): void {
    this.forecast.configured = leapSecond;
    this.smearSec = leapSmearSec;
  }

  /** The sources have been judged, and the clock is to be told on: what do they say of leap seconds? */
  update(now: Instant): void {
    const { clock } = this.core;
    this.believeMoved(now);
    clock.read(now, this.time);
    const { indicator } = this;
    const forecast = this.forecast.at(eraSeconds(this.time.seconds), indicator);
    const isOther = forecast !== indicator || this.forecast.dayEnd !== this.passageDayEnd;
    if (this.phase === Phase.Announced && isOther) this.withdraw(now);
    if (this.phase === Phase.None && forecast !== Leap.None) this.announce(forecast, now);
  }

  /** The clock was stepped: a leap second that it has jumped past is none, and nor is the smear of it. */
  stepped(now: Instant): void {
    if (this.phase !== Phase.Announced) return;
    this.core.clock.line(now, this.line);
    if (this.line.since(this.due) >= 0) this.end();
  }

  /** Passes the leap second when its moment has come. */
  wake(now: Instant): void {
    if (this.phase === Phase.None)
      return this.forecast.configured !== undefined ? this.update(now) : undefined;
    this.core.clock.line(now, this.line);
    if (this.line.since(this.due) < 0) return;
    switch (this.phase) {
      case Phase.Announced:
        return this.turn();
      case Phase.Inserted:
        return this.finish();
      case Phase.Smeared:
        return this.end();
      default:
        never(this.phase);
    }
  }

  /** When `wake` is wanted next; false: never. */
  nextWake(now: Instant, into: Instant): boolean {
    const { clock } = this.core;
    const { configured } = this.forecast;
    if (this.phase === Phase.None) {
      if (configured === undefined) return false;
      this.due.set(configured.dayEnd - DAY, 0);
    }
    clock.line(now, this.line);
    const wait = this.due.since(this.line);
    // The day of a configured one has begun, or is long past: what there was to do at its beginning is done.
    if (this.phase === Phase.None && wait <= 0) return false;
    into.copy(now);
    into.add(wait);
    return true;
  }

  private announce(leap: Leap, now: Instant): void {
    const { clock, system, sink } = this.core;
    const passage = this.passage;
    this.phase = Phase.Announced;
    this.passageDayEnd = this.forecast.dayEnd;
    passage.begin(leap === Leap.Insert ? -SECOND : SECOND, this.passageDayEnd);
    if (this.smearSec > 0) passage.smear(this.smearSec);
    clock.line(now, this.line);
    if (system.stratum < MAXSTRAT) passage.beginSmearAt(this.line);
    clock.passage = passage;
    this.due.copy(passage.turn);
    sink.report(Happening.LeapAnnounced, system.peer, leap);
    this.tell();
  }

  private withdraw(now: Instant): void {
    const { clock, sink, system } = this.core;
    clock.line(now, this.line);
    this.passage.withdraw(this.line);
    sink.report(Happening.LeapWithdrawn, system.peer, 0);
    this.finish();
  }

  /** The moment has come: the last second of the day begins again, or is left out. */
  private turn(): void {
    const { by } = this.passage;
    this.passage.hasTurned = true;
    this.passedAt = this.passageDayEnd;
    this.passedBy = by;
    this.move(by, by < 0 ? Happening.LeapInserted : Happening.LeapDeleted);
    if (by > 0) return this.finish();
    this.phase = Phase.Inserted;
    this.due.add(SECOND);
  }

  /** The day is over, or the leap second withdrawn; what is left is a smear. */
  private finish(): void {
    this.phase = Phase.Smeared;
    this.passage.smearEnd(this.due);
    if (!this.passage.isSmeared) this.end();
    this.tell();
  }

  private end(): void {
    this.phase = Phase.None;
    this.core.clock.endPassage();
  }

  /** Most sources have moved by a second: they passed a leap second unannounced, or not the one that was. */
  private believeMoved(now: Instant): void {
    const { clock } = this.core;
    const by = this.watch.majority(this.associations);
    if (by === 0) return;
    clock.read(now, this.time);
    const seconds = eraSeconds(this.time.seconds);
    const takesBack = by === -this.passedBy && seconds - this.passedAt < TAKEN_BACK_SEC;
    if (takesBack && seconds - this.passedAt < PATIENCE_SEC) return;
    if (takesBack && this.phase === Phase.Smeared) {
      clock.line(now, this.line);
      this.passage.withdraw(this.line);
      this.passage.smearEnd(this.due);
    } else clock.renumber(by);
    this.passedBy = takesBack ? 0 : by;
    this.passedAt = seconds;
    this.watch.moved(this.associations);
    this.move(by, Happening.SecondMoved);
  }

  /** The clock shows `by` more from now on, and so does the reference time, lest that be in its future. */
  private move(by: Q32, happening: Happening): void {
    const { sink, system } = this.core;
    if (!system.reference.isZero()) system.reference.add(by);
    sink.step(by);
    sink.report(happening, system.peer, by);
  }

  /** The leap indicator of a synchronized node follows at once. */
  private tell(): void {
    const { sink, system } = this.core;
    const { indicator } = this;
    if (system.leap === Leap.Unsynchronized || system.leap === indicator) return;
    system.leap = indicator;
    sink.report(Happening.LeapChanged, system.peer, indicator);
  }
}
