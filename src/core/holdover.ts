/**
 * Holdover: with which frequency a clock goes on that nobody corrects, and how far it may run off.
 *
 * RFC 5905 lets every clock wander by PHI, 15 ppm. A crystal of unknown frequency is wrong by more, and one
 * that is known by far less: while there are sources, the node rehearses what would come of their loss, over
 * spans that double from a quarter of an hour to a day and a half, and then does what has proved best and
 * claims what that has shown. What was not rehearsed often enough is reckoned with PHI. Allocates nothing.
 */
import { FINE, PHI, scale, SECOND, type FineRate, type Q32, type Rate } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { STEADIEST_WALK, type Crystal } from "./crystal.js";
import { DayMean } from "./day-mean.js";
import { CONFIDENCE, FIRST_LOG2, HORIZONS, runOffs } from "./run-off.js";

/** What moves a clock by more between corrections is no crystal: 64 ms are 60 ppm of the first horizon. */
const LEAP = SECOND / 16;

export class Holdover {
  private readonly runOffs = runOffs(FIRST_LOG2, HORIZONS);
  private readonly day = new DayMean();

  /** How many seconds corrections have been followed, until `at`: years are too long for a Q32. */
  elapsedSec = 0;
  private readonly since = new Instant();
  /** What they amount to, but for what the temperature made of them, and that: a century's fit in a Q32. */
  private corrected: Q32 = 0;
  private warmed: Q32 = 0;
  private readonly at = new Instant();
  private isRunning = false;
  /** What the clock runs at, and what of that is the temperature's, in which no horizon has a part. */
  private frequency: Rate = 0;
  private warmth: Rate = 0;
  /** What it ran at after the last correction, and over the day before. */
  private last: Rate = 0;
  private mean: Rate = 0;
  private hasMean = false;
  /** The bound of the first horizon, and what it was made with: every request asks for a part of it. */
  private firstBound: Q32 = 0;
  private boundError: Rate = NaN;
  private boundWalk: FineRate = NaN;

  /** What the counter has needed altogether in `elapsedSec`. */
  get needed(): Q32 {
    return this.corrected + this.warmed;
  }

  /** Takes up what an earlier run has seen. */
  restore(crystal: Crystal): void {
    this.boundError = NaN;
    for (let i = 0; i < HORIZONS; i++) this.runOffs[i].copy(crystal.runOffs[i]);
  }

  /** Writes down what has been seen. */
  remember(into: Crystal): void {
    for (let i = 0; i < HORIZONS; i++) into.runOffs[i].copy(this.runOffs[i]);
  }

  /** At `now` the clock was found `moved` behind its aim and put right; now it runs at `frequency`. */
  learn(moved: Q32, frequency: Rate, now: Instant): void {
    if (Math.abs(moved) > LEAP) this.interrupt();
    this.turned(frequency, now);
    if (this.isRunning) this.corrected += moved;
    else this.since.copy(now);
    this.isRunning = true;
    this.day.mark(this.elapsedSec, this.corrected);
    const mean = this.day.until(this.elapsedSec, this.corrected, NaN);
    this.hasMean = !Number.isNaN(mean);
    this.last = frequency - this.warmth;
    this.mean = mean;
    this.boundError = NaN;
    if (!this.hasMean) return;
    for (let i = 0; i < HORIZONS; i++) {
      const runOff = this.runOffs[i];
      if (this.elapsedSec >= runOff.horizon / SECOND)
        runOff.rehearse(this.elapsedSec, this.corrected, this.last, this.mean);
    }
  }

  /** At `now` the clock was made to run at `frequency`, with no news of where it is. */
  turned(frequency: Rate, now: Instant): void {
    if (this.isRunning) {
      const elapsed = now.since(this.at);
      this.elapsedSec = now.since(this.since) / SECOND;
      this.corrected += scale(elapsed, this.frequency - this.warmth);
      this.warmed += scale(elapsed, this.warmth);
    }
    this.at.copy(now);
    this.frequency = frequency;
  }

  /** At the time of the last `turned` the clock was moved by as much, with no news of any source. */
  carried(moved: Q32): void {
    this.corrected += moved;
  }

  /** Of what the clock runs at so much more is because of the temperature. */
  warm(turned: Rate): void {
    this.warmth += turned;
  }

  /** What was seen counts for less from now on: the clock begins, or ceases, to follow the temperature. */
  rethink(): void {
    this.boundError = NaN;
    for (let i = 0; i < HORIZONS; i++) this.runOffs[i].doubt();
  }

  /** The clock was stepped, or its frequency is not known yet: what it does tells nothing of the crystal. */
  interrupt(): void {
    this.isRunning = false;
    this.elapsedSec = this.corrected = this.warmed = 0;
    this.hasMean = false;
    this.boundError = NaN;
    this.day.clear();
    for (let i = 0; i < HORIZONS; i++) this.runOffs[i].interrupt();
  }

  /**
   * With which frequency a clock at `frequency` is to run `elapsed` after the last correction, so that at the
   * end of each horizon it has come as far as what has proved best for that horizon would have taken it.
   */
  frequencyAfter(elapsed: Q32, frequency: Rate): Rate {
    if (!this.isRunning) return frequency;
    let i = 0;
    while (i < HORIZONS - 1 && elapsed >= this.runOffs[i].horizon) i++;
    const best = this.best(i);
    const isWithin = i > 0 && elapsed < this.runOffs[i].horizon;
    return this.warmth + (isWithin ? 2 * best - this.best(i - 1) : best);
  }

  /**
   * How far the clock may run off within `elapsed`, its frequency being known but for `error`, a deviation,
   * and wandering by `walk` in a second, as a deviation.
   */
  dispersion(elapsed: Q32, error: Rate, walk: FineRate): Q32 {
    if (error !== this.boundError || walk !== this.boundWalk) {
      this.boundError = error;
      this.boundWalk = walk;
      this.firstBound = this.bound(0, 0, error, walk);
    }
    let bound = this.firstBound;
    let { horizon } = this.runOffs[0];
    if (elapsed <= horizon) return Math.round(bound * (elapsed / horizon));
    for (let i = 1; i < HORIZONS; i++) {
      const next = this.runOffs[i].horizon;
      const nextBound = Math.max(this.bound(i, bound, error, walk), bound);
      if (elapsed <= next)
        return Math.round(bound + (nextBound - bound) * ((elapsed - horizon) / (next - horizon)));
      horizon = next;
      bound = nextBound;
    }
    return extrapolated(bound, elapsed / horizon, unseenBound(elapsed, error, walk));
  }

  /** Of a horizon, given that of the one before. */
  private bound(i: number, before: Q32, error: Rate, walk: FineRate): Q32 {
    const runOff = this.runOffs[i];
    const { byLast, byMean } = runOff;
    const unseen = unseenBound(runOff.horizon, error, walk);
    if (!runOff.isKnown)
      return i > 0 && this.runOffs[i - 1].isKnown ? extrapolated(before, 2, unseen) : unseen;
    // Whatever is on record: it may have been stored by mistake.
    const least = i === 0 ? unseen : strayed(runOff.horizon, 0, STEADIEST_WALK);
    if (this.hasMean && runOff.prefersMean) return Math.max(runOff.bound(byMean), least);
    return Math.max(runOff.bound(byLast), strayed(runOff.horizon, error, 0), least);
  }

  /** Which frequency has proved best for a horizon; one not rehearsed often enough goes by the one before. */
  private best(i: number): Rate {
    let known = i;
    while (known > 0 && !this.runOffs[known].isKnown) known--;
    return this.hasMean && this.runOffs[known].prefersMean ? this.mean : this.last;
  }
}

/**
 * After a span `times` as long as one with a known bound: as the square of it, which is what comes of a
 * frequency that moves steadily on, but not more than what is reckoned with where nothing was seen.
 */
export function extrapolated(bound: Q32, times: number, unseen: Q32): Q32 {
  return Math.round(Math.min(bound * times * times, Math.max(bound * times, unseen)));
}

/** Where nothing was rehearsed: PHI, or what is known of the crystal if that is more. */
function unseenBound(elapsed: Q32, error: Rate, walk: FineRate): Q32 {
  return Math.max(scale(elapsed, PHI), strayed(elapsed, error, walk));
}

/** How far a clock strays whose frequency is wrong by `error` and walks on from there, in deviations. */
function strayed(elapsed: Q32, error: Rate, walk: FineRate): Q32 {
  const seconds = elapsed / SECOND;
  const wandered = walk / FINE;
  const perSecond = CONFIDENCE * Math.sqrt(error * error + (wandered * wandered * seconds) / 3);
  return Math.round(perSecond * seconds);
}
