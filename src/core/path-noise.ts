/**
 * Path noise: how wrong an offset can be, judged by how long its round trip took and by how much samples
 * scatter.
 *
 * Whatever lengthens one way by x makes the offset x/2 wrong, to one side or the other. Where both ways
 * queue alike, every division of the excess between them is equally likely: the error is uniform over ±
 * half the excess, a deviation of excess/√12. An excess far beyond the usual tells of a queue on one side.
 */
import { MAXDISP, rootMean, type Q32, type Variance } from "../time/fixed.js";
import { type ClockFilter } from "./clock-filter.js";

/** For so many round trips the least one is remembered at least, and at most twice as long; routes change. */
const MEMORY = 32;

/** The least one may be longer than the path by the mean excess over this; over the count while that is less. */
const DOUBT = 8;

/** What share a new round trip has in the mean excess. */
const AVG = 8;

/** A round trip whose excess is so many times the mean is late; at twice that it is cut off in the mean. */
const LATE = 2;

/** What part of a filter's jitter no round trip explains; a wrong frequency is in the jitter, too. */
const JITTER_SHARE = 6;

export class PathNoise {
  /** Of this stretch of MEMORY round trips, and of the one before. */
  #least: Q32 = Infinity;
  #leastBefore: Q32 = Infinity;
  /** Round trips in this stretch; all of them, up to AVG. */
  #count = 0;
  #total = 0;
  #meanExcess: Q32 = 0;

  /** As new. */
  reset(): void {
    this.#least = this.#leastBefore = Infinity;
    this.#count = this.#total = this.#meanExcess = 0;
  }

  /** Takes a round trip in. */
  learn(delay: Q32): void {
    if (this.#count === MEMORY) {
      this.#leastBefore = this.#least;
      this.#least = Infinity;
      this.#count = 0;
    }
    this.#count++;
    this.#total = Math.min(this.#total + 1, AVG);
    this.#least = Math.min(this.#least, delay);
    const mean = this.#meanExcess;
    const excess = mean === 0 ? this.#excess(delay) : Math.min(this.#excess(delay), 2 * LATE * mean);
    this.#meanExcess += Math.round((excess - mean) / this.#total);
  }

  /** The variance of an offset that came by a round trip of `delay`; 0 before any was learned. */
  variance(delay: Q32): Variance {
    if (this.#total === 0) return 0;
    const mean = this.#meanExcess;
    const excess = this.#excess(delay);
    const times = mean === 0 ? 0 : excess / mean;
    const doubt = mean / (this.#leastBefore === Infinity ? Math.min(this.#count, DOUBT) : DOUBT);
    return Math.round(((excess * excess) / 12) * (1 + (times * times) / 2) + doubt * doubt);
  }

  /** The part of an offset's error that its round trip does not explain, as a deviation, from the jitter. */
  rest(jitter: Q32): Q32 {
    return Math.round(jitter / JITTER_SHARE);
  }

  /**
   * The same from how far a filter's samples lie from the lines through their neighbours, of which a wrong
   * frequency is no part. Late samples do not count where there are others.
   */
  scatter(filter: ClockFilter): Q32 {
    let squares = 0;
    let count = 0;
    let least = Infinity;
    for (let i = 2; i < filter.stageCount; i++) {
      if (isEmpty(filter, i) || isEmpty(filter, i - 1) || isEmpty(filter, i - 2)) continue;
      const square = squareBetween(filter, i);
      least = Math.min(least, square);
      if (this.#isLate(filter, i) || this.#isLate(filter, i - 1) || this.#isLate(filter, i - 2)) continue;
      squares += square;
      count++;
    }
    if (count > 0) return rootMean(squares, count);
    return least === Infinity ? this.rest(filter.jitter) : rootMean(least, 1);
  }

  #isLate(filter: ClockFilter, stage: number): boolean {
    return this.#excess(filter.stageDelay(stage)) > LATE * this.#meanExcess;
  }

  #excess(delay: Q32): Q32 {
    return Math.max(delay - Math.min(this.#least, this.#leastBefore), 0);
  }
}

/** Whether a filter's stage holds no sample. */
export function isEmpty(filter: ClockFilter, stage: number): boolean {
  return filter.stageDispersion(stage) === MAXDISP;
}

/** The square of how far the stage after `i` is from the line through its neighbours, reduced to one sample. */
function squareBetween(filter: ClockFilter, i: number): number {
  const start = filter.stageAt(i);
  const later = filter.stageAt(i - 1).since(start) / filter.stageAt(i - 2).since(start);
  const sooner = 1 - later;
  const line = filter.stageOffset(i) * sooner + filter.stageOffset(i - 2) * later;
  const apart = filter.stageOffset(i - 1) - line;
  return (apart * apart) / (1 + sooner * sooner + later * later);
}
