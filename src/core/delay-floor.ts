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

/** One in so many parts of the mean excess is what the floor itself may still be too high by. */
const DOUBT = 8;

/** What share a new round trip has in the mean excess. */
const AVG = 8;

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
    this.#meanExcess += Math.round((excess - this.#meanExcess) / AVG);
  }

  /** The variance, in 2^-64 s², of an offset that came by a round trip of `delay`. */
  variance(delay: Q32): number {
    const floor = Math.min(this.#least, this.#leastBefore);
    const excess = Math.max(delay - floor, 0);
    const doubt = this.#meanExcess / DOUBT;
    return floor === Infinity ? 0 : Math.round((excess * excess) / 12 + doubt * doubt);
  }
}
