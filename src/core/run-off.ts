/**
 * What rehearsals show: how far a clock would have run off, had its sources gone. Each is told of when it has
 * ended, and a claim is made of many.
 */
import { log2Seconds, scale, SECOND, type Q32, type Rate, type Variance } from "../time/fixed.js";

/** The first horizon, log2 of seconds: the usual slowest poll, within which PHI holds for all clocks. */
export const FIRST_LOG2 = 10;

/** 2^10 s, 2^11 s, … 2^17 s: the last spans a day whole, whenever it begins. */
export const HORIZONS = 8;

/**
 * So many rehearsals of a horizon run at once, one beginning after the other, so that none always begins at
 * the same time of day: a quarter of 2^17 s is 0.379 days, near the golden section of one.
 */
const AT_ONCE = 4;

/** A claim rests on so many, one after the other, at least: the deviation of fewer says nothing. */
const LEAST = 4;

/** For how long rehearsals count, log2 of seconds: 48 days, for seasons change what a crystal does. */
const MEMORY_LOG2 = 22;

/** How many deviations a claim allows for: of rehearsals, when there were many … */
export const CONFIDENCE = 3;

/** … and how many times the worst. A crystal in a room now warm, now cold has a worst; chance has none. */
const BEYOND_WORST = 1.25;

/**
 * What is added to either for few, over their number: of these deviation and worst may be too small. With
 * both, chance is beyond the bound once in 100 cases after 6 rehearsals, in 200 after 20, in 300 after 64.
 */
const FEW = 3;
const FEW_WORST = 6;

/** Where a rehearsal's beginning should be. */
const IDLE = -1;

/** What is kept of a rehearsal, number by number. */
const enum Row {
  /** When it began, or IDLE. */
  BeganSec,
  /** What the counter was corrected by till then. */
  Corrected,
  /** The frequencies that are tried: the last one, and the mean of a day. */
  Last,
  Mean,
  Length,
}

/** So many numbers are kept of the rehearsals of one horizon. */
const REHEARSED = AT_ONCE * Row.Length;

/** So many rehearsals of a horizon, log2 of seconds, ever count. */
export function mostRehearsals(horizonLog2: number): number {
  return AT_ONCE << (MEMORY_LOG2 - horizonLog2);
}

/** What rehearsals have shown of one horizon with one way to guess the frequency. Allocates nothing. */
export class Guess {
  /** Mean square of how far the clock ran off, in 2^-64 s². */
  square: Variance = 0;
  /** The farthest. */
  worst: Q32 = 0;

  copy(from: Guess): void {
    this.square = from.square;
    this.worst = from.worst;
  }

  /** Takes in one more, which is one of `count` that count now, and of `most` that ever do. */
  learn(runOff: Q32, count: number, most: number): void {
    this.square += Math.round((runOff * runOff - this.square) / count);
    this.worst = Math.max(Math.abs(runOff), this.worst - Math.floor(this.worst / (2 * most)));
  }

  /** How far the clock may run off, after `count` rehearsals that had nothing to do with each other. */
  bound(count: number): Q32 {
    const usual = CONFIDENCE * (1 + FEW / count) * Math.sqrt(this.square);
    return Math.round(Math.max(Math.min(usual, (BEYOND_WORST + FEW_WORST / count) * this.worst), this.worst));
  }
}

/** What is known of one horizon, as it outlives a restart. Allocates nothing. */
export class RunOffRecord {
  /** How many rehearsals count. */
  count = 0;
  /** Going on with the last frequency, and with the mean of a day. */
  readonly byLast = new Guess();
  readonly byMean = new Guess();

  copy(from: RunOffRecord): void {
    this.count = from.count;
    this.byLast.copy(from.byLast);
    this.byMean.copy(from.byMean);
  }
}

/**
 * How far the clock would have run off within one horizon, rehearsed again and again while there are sources,
 * with both frequencies that it could have gone on with: the last one, and the mean of a day, which a room
 * that warms and cools moves less. Allocates nothing.
 */
export class RunOff extends RunOffRecord {
  readonly horizon: Q32;

  /** Of each rehearsal `Row.Length` numbers; the first stands at `begin`. */
  private readonly rehearsals: Float64Array;
  private readonly begin: number;
  private lastBeganSec = IDLE;

  /**
   * `horizonLog2`: log2 of seconds; `rehearsals`: where its `REHEARSED` numbers are kept, from `begin` on.
   */
  constructor(horizonLog2: number, rehearsals = new Float64Array(REHEARSED), begin = 0) {
    super();
    this.rehearsals = rehearsals;
    this.begin = begin;
    this.horizon = log2Seconds(horizonLog2);
    this.interrupt();
  }

  /** Whether there were enough rehearsals to rest a claim on. */
  get isKnown(): boolean {
    return this.count >= LEAST * AT_ONCE;
  }

  /** Whether the mean of a day has proved to be the better guess. */
  get prefersMean(): boolean {
    return this.isKnown && this.byMean.square < this.byLast.square;
  }

  /** How far the clock may run off within the horizon with one of the two guesses, once `isKnown`. */
  bound(guess: Guess): Q32 {
    return guess.bound(this.count / AT_ONCE);
  }

  /** What was seen till now weighs no more than the fewest rehearsals that a claim can rest on. */
  doubt(): void {
    this.count = Math.min(this.count, LEAST * AT_ONCE);
    this.interrupt();
  }

  /** What was begun will not be finished. */
  interrupt(): void {
    this.lastBeganSec = IDLE;
    for (let row = this.begin; row < this.begin + REHEARSED; row += Row.Length)
      this.rehearsals[row + Row.BeganSec] = IDLE;
  }

  /** At `atSec` the counter had needed `corrected` in all, `last` a second at the end, `mean` over a day. */
  rehearse(atSec: number, corrected: Q32, last: Rate, mean: Rate): void {
    const sinceLast: Q32 = (atSec - this.lastBeganSec) * SECOND;
    if (this.lastBeganSec !== IDLE && sinceLast < this.horizon / AT_ONCE) return;
    const rehearsals = this.rehearsals;
    const end = this.begin + REHEARSED;
    let free = -1;
    for (let row = this.begin; row < end; row += Row.Length) {
      const beganSec = rehearsals[row + Row.BeganSec];
      const elapsed: Q32 = (atSec - beganSec) * SECOND;
      if (beganSec !== IDLE && elapsed < this.horizon) continue;
      // After a gap it is not what would have been after the horizon.
      if (beganSec !== IDLE && elapsed < 2 * this.horizon) this.note(row, elapsed, corrected);
      rehearsals[row + Row.BeganSec] = IDLE;
      free = row;
    }
    if (free < 0) return;
    rehearsals[free + Row.BeganSec] = this.lastBeganSec = atSec;
    rehearsals[free + Row.Corrected] = corrected;
    rehearsals[free + Row.Last] = last;
    rehearsals[free + Row.Mean] = mean;
  }

  private note(row: number, elapsed: Q32, corrected: Q32): void {
    const rehearsals = this.rehearsals;
    const needed = corrected - rehearsals[row + Row.Corrected];
    const byLast = this.runOff(elapsed, needed, rehearsals[row + Row.Last]);
    const byMean = this.runOff(elapsed, needed, rehearsals[row + Row.Mean]);
    const most = (mostRehearsals(0) * SECOND) / this.horizon;
    this.count = Math.min(this.count + 1, most);
    this.byLast.learn(byLast, this.count, most);
    this.byMean.learn(byMean, this.count, most);
  }

  /** As if it had been looked at exactly at the horizon. */
  private runOff(elapsed: Q32, needed: Q32, frequency: Rate): Q32 {
    return Math.round((needed - scale(elapsed, frequency)) * (this.horizon / elapsed));
  }
}

/** Of so many horizons, each twice as long as the one before; `firstLog2`: of the first, log2 of seconds. */
export function runOffs(firstLog2: number, horizons: number): readonly RunOff[] {
  const rehearsals = new Float64Array(horizons * REHEARSED);
  return Array.from({ length: horizons }, (_, i) => new RunOff(firstLog2 + i, rehearsals, i * REHEARSED));
}
