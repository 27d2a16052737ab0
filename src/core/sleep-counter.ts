/**
 * The counter that goes on while the board sleeps: slow, cheap, and as wrong as its oscillator, whose
 * frequency may be off by per cents and moves with the temperature. Whenever a source has put the clock right
 * after sleeps, they show what it needed; what was expected of it before makes each such stretch a rehearsal,
 * and what rehearsals have shown is what is claimed of the next one. What was not rehearsed is reckoned with
 * the tolerance of the oscillator's kind. Allocates nothing but when it is made.
 */
import { DAY } from "../time/calendar.js";
import { log2Seconds, portion, rateOf, scale, SECOND, type Q32, type Rate } from "../time/fixed.js";
import { extrapolated } from "./holdover.js";
import { RunOffRecord } from "./run-off.js";

/** 2^6 s, 2^7 s, … 2^17 s: shorter stretches teach nothing, the last spans a day whole. */
const FIRST_LOG2 = 6;
export const SLEEP_HORIZONS = 12;

/** A claim rests on so many rehearsals at least: the deviation of fewer says nothing. */
const LEAST = 4;

/** For how long rehearsals count, log2 of seconds: 48 days, for seasons change what an oscillator does. */
const MEMORY_LOG2 = 22;

/** The sleeps since a source last put the clock right. */
export class Sleeps {
  /** What the counter counted in them, calibrated. */
  counted: Q32 = 0;
  /** What was added to that, by what was known of the counter. */
  corrected: Q32 = 0;
  /** What its calibration changed by from start to start, over the time in between. */
  swung: Q32 = 0;
  /** The longest of them. */
  longest: Q32 = 0;
  /** Whether the end of a half year was slept through, which may have brought a leap second. */
  mayHaveLeapt = false;

  clear(): void {
    this.counted = this.corrected = this.swung = this.longest = 0;
    this.mayHaveLeapt = false;
  }

  /**
   * Another one, in which the calibration changed by `swing`; answers how long it was, put right by `rate`.
   */
  add(counted: Q32, swing: Rate, rate: Rate): Q32 {
    const correction = scale(counted, rate);
    this.counted += counted;
    this.corrected += correction;
    this.swung += Math.abs(scale(counted, swing));
    this.longest = Math.max(this.longest, counted);
    return counted + correction;
  }
}

/** What is known of that counter, as it outlives a sleep. */
export class SleepCounter {
  /** Whether it was ever measured. */
  isKnown = false;
  /** What it needs, as last measured, and over the sleeps of about a day. */
  last: Rate = 0;
  mean: Rate = 0;
  /** The longest sleep that rehearsals may be relied on for. */
  longest: Q32 = 0;
  /** How far it ran off, horizon by horizon, with the one and with the other. */
  readonly runOffs: readonly RunOffRecord[] = Array.from(
    { length: SLEEP_HORIZONS },
    () => new RunOffRecord(),
  );

  /** `tolerance`: what a counter of its kind may be wrong by where nothing else is known of it. */
  constructor(readonly tolerance: Rate) {}

  /** What it is to be corrected by in a stretch that comes to `counted`. */
  rate(counted: Q32): Rate {
    const { byLast, byMean, count } = this.runOffs[horizonOf(counted)];
    return count >= LEAST && byMean.square < byLast.square ? this.mean : this.last;
  }

  /** How far the clock may have run off in `sleeps`, all of them together. */
  bound(sleeps: Sleeps): Q32 {
    const { counted, corrected, longest, mayHaveLeapt, swung } = sleeps;
    const rehearsed = this.boundOf(counted);
    const unseen = this.unseen(counted);
    // Within one so long the counter was not calibrated, and nobody has seen what comes of that.
    const times = this.longest > 0 ? Math.max(longest / this.longest, 1) : 1;
    const bound = Math.round(Math.min(rehearsed * times * times, Math.max(rehearsed, unseen)));
    const other = Math.abs(corrected - scale(counted, this.rate(counted)));
    return Math.max(bound, swung) + other + (mayHaveLeapt ? SECOND : 0);
  }

  /**
   * A source has shown that the clock was `behind` after `sleeps`, give or take `error`. What that cannot
   * tell better than the tolerance does is not learned.
   */
  learn(sleeps: Sleeps, behind: Q32, error: Q32): void {
    const { corrected, counted, longest, mayHaveLeapt } = sleeps;
    if (mayHaveLeapt || counted < log2Seconds(FIRST_LOG2) || error > scale(counted, this.tolerance)) return;
    const needed = rateOf(corrected + behind, counted);
    if (this.isKnown) this.rehearse(counted, needed);
    this.longest = this.isKnown ? Math.max(this.longest, Math.min(longest, 2 * this.longest)) : longest;
    this.mean = this.isKnown
      ? this.mean + portion(needed - this.mean, counted, counted + DAY * SECOND)
      : needed;
    this.last = needed;
    this.isKnown = true;
  }

  private rehearse(counted: Q32, needed: Rate): void {
    const i = horizonOf(counted);
    const horizon = horizonAt(i);
    const record = this.runOffs[i];
    const most = 1 << (MEMORY_LOG2 - FIRST_LOG2 - i);
    record.count = Math.min(record.count + 1, most);
    record.byLast.learn(scale(horizon, needed - this.last), record.count, most);
    record.byMean.learn(scale(horizon, needed - this.mean), record.count, most);
  }

  /** Of a stretch of that length: between the horizons around it, and beyond those that were rehearsed. */
  private boundOf(counted: Q32): Q32 {
    let i = 0;
    while (i < SLEEP_HORIZONS && this.runOffs[i].count < LEAST) i++;
    if (i === SLEEP_HORIZONS) return this.unseen(counted);
    let horizon = horizonAt(i);
    let bound = this.rehearsed(i);
    // Over less than was rehearsed it may have swung farther than over that whole.
    if (counted < horizon) return counted < horizon / 2 ? this.unseen(counted) : bound;
    for (i++; i < SLEEP_HORIZONS; i++) {
      const next = horizonAt(i);
      const isKnown = this.runOffs[i].count >= LEAST;
      const shown = isKnown ? this.rehearsed(i) : extrapolated(bound, 2, this.unseen(next));
      const nextBound = Math.max(shown, bound);
      if (counted <= next)
        return Math.round(bound + (nextBound - bound) * ((counted - horizon) / (next - horizon)));
      horizon = next;
      bound = nextBound;
    }
    return extrapolated(bound, counted / horizon, this.unseen(counted));
  }

  private rehearsed(i: number): Q32 {
    const { byLast, byMean, count } = this.runOffs[i];
    const guess = byMean.square < byLast.square ? byMean : byLast;
    return guess.bound(count);
  }

  /** By the tolerance: of what the counter itself does, so that what it is corrected by comes on top. */
  private unseen(counted: Q32): Q32 {
    return scale(counted, this.tolerance + Math.abs(this.rate(counted)));
  }
}

/** The horizon that a stretch of that length is a rehearsal of: the longest that is not longer. */
function horizonOf(counted: Q32): number {
  let i = SLEEP_HORIZONS - 1;
  while (i > 0 && counted < horizonAt(i)) i--;
  return i;
}

function horizonAt(i: number): Q32 {
  return log2Seconds(FIRST_LOG2 + i);
}
