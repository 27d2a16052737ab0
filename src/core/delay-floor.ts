/**
 * Delay floor: the least round trip of late, and how wrong an offset can be that took longer.
 *
 * Whatever lengthens one way by x makes the offset x/2 wrong, to one side or the other. With queues that
 * are short as often as long, all shares of the excess between the ways are equally likely: the error is
 * uniform over ± half the excess, a deviation of excess/√12.
 */
import { type Q32 } from "../time/fixed.js";

/** So many round trips a floor is kept for at least, at most twice as long; routes change. */
const MEMORY = 32;

/** The floor may be too high by the mean excess over this, and over the count while that is less. */
const DOUBT = 8;

/** What share a new round trip has in the mean excess, and at how many times the mean it is cut off. */
const AVG = 8;
const CUT = 4;

export class DelayFloor {
  #least: Q32 = Infinity;
  #leastBefore: Q32 = Infinity;
  #count = 0;
  #meanExcess: Q32 = 0;

  reset(): void {
    this.#least = this.#leastBefore = Infinity;
    this.#count = this.#meanExcess = 0;
  }

  /** Takes a round trip in. */
  learn(delay: Q32): void {
    if (this.#count === MEMORY) {
      this.#leastBefore = this.#least;
      this.#least = delay;
      this.#count = 0;
    }
    this.#count++;
    this.#least = Math.min(this.#least, delay);
    const excess = delay - Math.min(this.#least, this.#leastBefore);
    const counted = this.#meanExcess === 0 ? excess : Math.min(excess, CUT * this.#meanExcess);
    this.#meanExcess += Math.round((counted - this.#meanExcess) / AVG);
  }

  /**
   * The variance, in 2^-64 s², of an offset that came by a round trip of `delay`; 0 before any was learned.
   * Where the excess is beyond the usual it is more than E²/12: a queue that long stands on one side.
   */
  variance(delay: Q32): number {
    if (this.#count === 0) return 0;
    const mean = this.#meanExcess;
    const excess = Math.max(delay - Math.min(this.#least, this.#leastBefore), 0);
    const unusual = mean === 0 ? 0 : excess / mean;
    const doubt = mean / (this.#leastBefore === Infinity ? Math.min(this.#count, DOUBT) : DOUBT);
    return Math.round(((excess * excess) / 12) * (1 + (unusual * unusual) / 2) + doubt * doubt);
  }
}
