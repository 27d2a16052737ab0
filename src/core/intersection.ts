/**
 * Intersection: which sources can be right together. RFC 5905 section 11.2.1.
 *
 * Each says that the true offset lies within its distance of the offset it gave. The widest interval
 * that more than half of them cover wins; who gave an offset outside it is a falseticker.
 *
 * The printed scan over sorted end points is here two counts: an end point is where the scan would
 * stop when at least m − f intervals hold it, ends included. That needs no sorting, and the counts do
 * not change from one f to the next.
 */
import { type Q32 } from "../time/fixed.js";

export class Intersection {
  /** The interval found, both ends in it; valid after `find` answered true. */
  low: Q32 = 0;
  high: Q32 = 0;

  readonly #middle: Q32[];
  readonly #low: Q32[];
  readonly #high: Q32[];
  /** How many intervals hold this one's low and high end. */
  readonly #atLow: number[];
  readonly #atHigh: number[];
  #count = 0;
  #isByMiddle = true;

  /** `capacity`: the most intervals there will ever be. */
  constructor(capacity: number) {
    this.#middle = new Array<Q32>(capacity).fill(0);
    this.#low = this.#middle.slice();
    this.#high = this.#middle.slice();
    this.#atLow = this.#middle.slice();
    this.#atHigh = this.#middle.slice();
  }

  /** Begins a new set of intervals. */
  clear(): void {
    this.#count = 0;
  }

  /** An interval: `distance` to both sides of `offset`. Throws where there is no room. */
  add(offset: Q32, distance: Q32): void {
    const i = this.#count++;
    if (i === this.#middle.length) throw new RangeError("more intervals than the capacity");
    this.#middle[i] = offset;
    this.#low[i] = offset - distance;
    this.#high[i] = offset + distance;
  }

  /**
   * Looks for the interval with the fewest falsetickers f, fewer than half of the m intervals: its ends are
   * held by at least m − f, and at most f middles lie outside it. Answers whether there is one.
   *
   * The text wants exactly f outside, which turns away sources that all agree; the printed code takes any
   * fewer, which also takes two that exclude each other for the sake of a wide one that holds both. Here
   * the truechimers must be no more than hold one point together.
   *
   * A near source and a far one whose path is lopsided agree, though the far one's middle lies outside of what
   * they share: where middles leave nothing, it is enough that more than half share one stretch, and as many no other.
   */
  find(): boolean {
    const m = this.#count;
    const together = this.#countHolders();
    this.#isByMiddle = true;
    for (let f = 0; 2 * f < m; f++) {
      if (!this.#findEnds(m - f) || this.low >= this.high) continue;
      const outside = this.#outside();
      if (outside <= f && m - outside <= together) return true;
    }
    this.#isByMiddle = false;
    return 2 * together > m && this.#findShared(together);
  }

  /** Whether a source that gave `offset`, and is no more than `distance` wrong, is a truechimer. */
  holds(offset: Q32, distance: Q32): boolean {
    if (this.#isByMiddle) return this.#isWithin(offset);
    return offset - distance <= this.low && offset + distance >= this.high;
  }

  #isWithin(offset: Q32): boolean {
    return offset >= this.low && offset <= this.high;
  }

  /** Answers the most that hold one point. */
  #countHolders(): number {
    let most = 0;
    for (let i = 0; i < this.#count; i++) {
      const low = this.#low[i];
      const high = this.#high[i];
      let atLow = 0;
      let atHigh = 0;
      for (let j = 0; j < this.#count; j++) {
        if (this.#low[j] <= low && low <= this.#high[j]) atLow++;
        if (this.#low[j] <= high && high <= this.#high[j]) atHigh++;
      }
      this.#atLow[i] = atLow;
      this.#atHigh[i] = atHigh;
      most = Math.max(most, atLow);
    }
    return most;
  }

  /** The lowest low end and the highest high end that `enough` intervals hold. */
  #findEnds(enough: number): boolean {
    let lowest = -1;
    let highest = -1;
    for (let i = 0; i < this.#count; i++) {
      if (this.#atLow[i] >= enough && (lowest < 0 || this.#low[i] < this.#low[lowest])) lowest = i;
      if (this.#atHigh[i] >= enough && (highest < 0 || this.#high[i] > this.#high[highest])) highest = i;
    }
    if (lowest < 0 || highest < 0) return false;
    this.low = this.#low[lowest];
    this.high = this.#high[highest];
    return true;
  }

  /** The one stretch that `together` intervals share, if it is one. */
  #findShared(together: number): boolean {
    let first = -1;
    let last = -1;
    for (let i = 0; i < this.#count; i++) {
      if (this.#atLow[i] !== together) continue;
      if (first < 0 || this.#low[i] < this.#low[first]) first = i;
      if (last < 0 || this.#low[i] > this.#low[last]) last = i;
    }
    this.low = this.#low[last];
    this.high = Infinity;
    for (let i = 0; i < this.#count; i++)
      if (this.#low[i] <= this.low && this.low <= this.#high[i])
        this.high = Math.min(this.high, this.#high[i]);
    return this.#low[first] === this.low && this.low < this.high;
  }

  #outside(): number {
    let outside = 0;
    for (let i = 0; i < this.#count; i++) if (!this.#isWithin(this.#middle[i])) outside++;
    return outside;
  }
}
