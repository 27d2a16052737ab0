/**
 * The board's real-time clock as a second oscillator. While there are sources it is compared with the clock:
 * what it gained over the last day is what it is expected to gain, and rehearsals show what comes of that
 * within spans from an hour to a day and a half. Without sources it tells how far the clock has run off, and
 * they tell how far that may be wrong. Whole seconds do not matter. Allocates nothing.
 */
import { PHI, rateOf, scale, SECOND, type Q32, type Rate } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { DayMean } from "./day-mean.js";
import { extrapolated } from "./holdover.js";
import { FIRST_LOG2, HORIZONS, runOffs } from "./run-off.js";
import { type SecondRecord } from "./second-record.js";

/** The first horizon, log2 of seconds: in less, what comparisons are wrong by tells too much. */
export const SECOND_FIRST_LOG2 = FIRST_LOG2 + 2;
export const SECOND_HORIZONS = HORIZONS - 2;

/** What moves it by more between two comparisons is no oscillator. */
const LEAP = SECOND / 16;

export class SecondOscillator {
  private readonly runOffs = runOffs(SECOND_FIRST_LOG2, SECOND_HORIZONS);
  private readonly day = new DayMean();
  private isRunning = false;
  private readonly since = new Instant();
  /** At the last comparison: how many seconds after `since`, and what it had gained. */
  private atSec = 0;
  private gained: Q32 = 0;
  private ahead: Q32 = 0;
  /** The last one with a source, and what it had gained then; valid while `isKept`. */
  private readonly knownAt = new Instant();
  private knownGained: Q32 = 0;
  private isKept = false;
  /** What it gains; NaN: nobody knows. */
  private gain: Rate = NaN;
  /** When that was so, or of an earlier run so much before; 0: it is of this one. */
  private readonly gainAt = new Instant();
  private gainAgeSec = 0;

  /** Whether it is known what it gains, and what it had gained when there was a source. */
  get hasGain(): boolean {
    return this.isKept && !Number.isNaN(this.gain);
  }

  /** Whether rehearsals have shown what it is worth. */
  get isKnown(): boolean {
    return this.hasGain && this.runOffs[0].isKnown;
  }

  /** Takes up what an earlier run knew; it is `now`. */
  restore({ gain, gainAgeSec, runOffs: stored }: SecondRecord, now: Instant): void {
    this.gain = gain;
    this.gainAgeSec = Math.max(gainAgeSec, 1);
    this.gainAt.copy(now);
    for (let i = 0; i < SECOND_HORIZONS; i++) this.runOffs[i].copy(stored[i]);
  }

  /** Writes down what is known `now`. */
  remember(into: SecondRecord, now: Instant): void {
    into.gain = this.gain;
    into.gainAgeSec = this.ageSec(now);
    for (let i = 0; i < SECOND_HORIZONS; i++) into.runOffs[i].copy(this.runOffs[i]);
  }

  /** The clock was stepped: what was gained on it tells nothing. What an earlier run knew is still true. */
  interrupt(): void {
    this.isRunning = this.isKept = false;
    if (this.gainAgeSec === 0) this.gain = NaN;
    this.day.clear();
    for (let i = 0; i < SECOND_HORIZONS; i++) this.runOffs[i].interrupt();
  }

  /** It was set or trimmed, or has jumped: nothing tells what it gains. */
  forget(): void {
    this.interrupt();
    this.gain = NaN;
  }

  /** At `now` it was `ahead` of a clock that follows a source. */
  learn(ahead: Q32, now: Instant): void {
    this.compare(ahead, now);
    this.day.mark(this.atSec, this.gained);
    this.knownAt.copy(now);
    this.knownGained = this.gained;
    this.isKept = true;
    const gain = this.day.until(this.atSec, this.gained, NaN);
    if (Number.isNaN(gain)) return;
    this.gain = gain;
    this.gainAt.copy(now);
    this.gainAgeSec = 0;
    for (let i = 0; i < SECOND_HORIZONS; i++)
      this.runOffs[i].rehearse(this.atSec, this.gained, this.gain, this.gain);
  }

  /** At `now` it was `ahead` of a clock that follows nobody: how far that is behind by this one. */
  behind(ahead: Q32, now: Instant): Q32 {
    this.compare(ahead, now);
    return this.gained - this.knownGained - scale(this.age(now), this.gain);
  }

  /** The clock was moved by as much. */
  moved(by: Q32): void {
    this.gained -= by;
    this.ahead -= by;
  }

  /** How long ago it was last compared with a clock that follows a source. */
  age(now: Instant): Q32 {
    return now.since(this.knownAt);
  }

  /** How wrong `behind` may be at an age of `elapsed`. */
  bound(elapsed: Q32): Q32 {
    return this.rehearsed(elapsed) + scale(elapsed, this.aged());
  }

  /** With the gain of the day before. */
  private rehearsed(elapsed: Q32): Q32 {
    let { horizon } = this.runOffs[0];
    let bound = this.boundOf(0, 0);
    if (elapsed <= horizon) return bound;
    for (let i = 1; i < SECOND_HORIZONS; i++) {
      const next = this.runOffs[i].horizon;
      const nextBound = Math.max(this.boundOf(i, bound), bound);
      if (elapsed <= next)
        return Math.round(bound + (nextBound - bound) * ((elapsed - horizon) / (next - horizon)));
      horizon = next;
      bound = nextBound;
    }
    return extrapolated(bound, elapsed / horizon, scale(elapsed, PHI));
  }

  /**
   * What a gain of an earlier run may have become wrong by: what stays of a change shows in every rehearsal
   * that is longer, twice if the gain went on changing all the while; and what lasts longer changes more.
   */
  private aged(): Rate {
    const ageSec = this.ageSec(this.knownAt);
    if (this.gainAgeSec === 0) return 0;
    let least: Rate = Infinity;
    let bound: Q32 = 0;
    for (let i = 0; i < SECOND_HORIZONS && this.runOffs[i].isKnown; i++) {
      const { horizon } = this.runOffs[i];
      bound = Math.max(this.boundOf(i, bound), bound);
      const times = Math.max(1, (ageSec * SECOND) / horizon);
      least = Math.min(least, Math.round(rateOf(2 * bound, horizon) * times));
    }
    return least;
  }

  private ageSec(now: Instant): number {
    return this.gainAgeSec + now.since(this.gainAt) / SECOND;
  }

  private compare(ahead: Q32, now: Instant): void {
    const by = ahead - this.ahead;
    const within = by - Math.round(by / SECOND) * SECOND;
    if (this.isRunning && Math.abs(within) > LEAP) this.forget();
    if (!this.isRunning) {
      this.since.copy(now);
      this.gained = 0;
    } else this.gained += within;
    this.isRunning = true;
    this.ahead = ahead;
    this.atSec = now.since(this.since) / SECOND;
  }

  /** Of a horizon, given that of the one before. */
  private boundOf(i: number, before: Q32): Q32 {
    const runOff = this.runOffs[i];
    if (runOff.isKnown) return runOff.bound(runOff.byLast);
    const unseen = scale(runOff.horizon, PHI);
    return i === 0 ? unseen : extrapolated(before, 2, unseen);
  }
}
