/**
 * The board's real-time clock as a second oscillator. While there are sources it is compared with the clock:
 * what it gained over the last day is what it is expected to gain, and rehearsals show what comes of that
 * within spans from an hour to a day and a half. Without sources it tells how far the clock has run off, and
 * they tell how far that may be wrong. Whole seconds do not matter. Allocates nothing.
 */
import { PHI, scale, SECOND, type Q32, type Rate } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { DayMean } from "./day-mean.js";
import { extrapolated } from "./holdover.js";
import { FIRST_LOG2, HORIZONS, RunOff } from "./run-off.js";

/** The first horizon, log2 of seconds: in less, what comparisons are wrong by tells too much. */
const FIRST_HERE_LOG2 = FIRST_LOG2 + 2;
const HORIZONS_HERE = HORIZONS - 2;

/** What moves it by more between two comparisons is no oscillator. */
const LEAP = SECOND / 16;

export class SecondOscillator {
  readonly #runOffs = Array.from({ length: HORIZONS_HERE }, (_, i) => new RunOff(FIRST_HERE_LOG2 + i));
  readonly #day = new DayMean();
  #isRunning = false;
  readonly #since = new Instant();
  /** At the last comparison: how many seconds after `#since`, and what it had gained. */
  #atSec = 0;
  #gained: Q32 = 0;
  #ahead: Q32 = 0;
  /** The last one with a source, what it had gained then, and what it gains; NaN: nobody knows. */
  readonly #knownAt = new Instant();
  #knownGained: Q32 = 0;
  #gain: Rate = NaN;

  /** Whether it is known what it gains. */
  get hasGain(): boolean {
    return !Number.isNaN(this.#gain);
  }

  /** Whether rehearsals have shown what it is worth. */
  get isKnown(): boolean {
    return this.hasGain && this.#runOffs[0].isKnown;
  }

  /** It was set or trimmed, or the clock was stepped: what it gained before tells nothing. */
  interrupt(): void {
    this.#isRunning = false;
    this.#gain = NaN;
    this.#day.clear();
    for (let i = 0; i < HORIZONS_HERE; i++) this.#runOffs[i].interrupt();
  }

  /** At `now` it was `ahead` of a clock that follows a source. */
  learn(ahead: Q32, now: Instant): void {
    this.#compare(ahead, now);
    this.#day.mark(this.#atSec, this.#gained);
    this.#gain = this.#day.until(this.#atSec, this.#gained, NaN);
    this.#knownAt.copy(now);
    this.#knownGained = this.#gained;
    if (Number.isNaN(this.#gain)) return;
    for (let i = 0; i < HORIZONS_HERE; i++)
      this.#runOffs[i].rehearse(this.#atSec, this.#gained, this.#gain, this.#gain);
  }

  /** At `now` it was `ahead` of a clock that follows nobody: how far that is behind by this one. */
  behind(ahead: Q32, now: Instant): Q32 {
    this.#compare(ahead, now);
    return this.#gained - this.#knownGained - scale(this.age(now), this.#gain);
  }

  /** The clock was moved by as much. */
  moved(by: Q32): void {
    this.#gained -= by;
    this.#ahead -= by;
  }

  /** How long ago it was last compared with a clock that follows a source. */
  age(now: Instant): Q32 {
    return now.since(this.#knownAt);
  }

  /** How wrong `behind` may be at an age of `elapsed`. */
  bound(elapsed: Q32): Q32 {
    let { horizon } = this.#runOffs[0];
    let bound = this.#bound(0, 0);
    if (elapsed <= horizon) return bound;
    for (let i = 1; i < HORIZONS_HERE; i++) {
      const next = this.#runOffs[i].horizon;
      const nextBound = Math.max(this.#bound(i, bound), bound);
      if (elapsed <= next)
        return Math.round(bound + (nextBound - bound) * ((elapsed - horizon) / (next - horizon)));
      horizon = next;
      bound = nextBound;
    }
    return extrapolated(bound, elapsed / horizon, scale(elapsed, PHI));
  }

  #compare(ahead: Q32, now: Instant): void {
    const by = ahead - this.#ahead;
    const within = by - Math.round(by / SECOND) * SECOND;
    if (this.#isRunning && Math.abs(within) > LEAP) this.interrupt();
    if (!this.#isRunning) {
      this.#since.copy(now);
      this.#gained = 0;
    } else this.#gained += within;
    this.#isRunning = true;
    this.#ahead = ahead;
    this.#atSec = now.since(this.#since) / SECOND;
  }

  /** Of a horizon, given that of the one before. */
  #bound(i: number, before: Q32): Q32 {
    const runOff = this.#runOffs[i];
    if (runOff.isKnown) return runOff.bound(runOff.record.byLast);
    const unseen = scale(runOff.horizon, PHI);
    return i === 0 ? unseen : extrapolated(before, 2, unseen);
  }
}
