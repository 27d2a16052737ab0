/**
 * Intersection: which sources can be right together. RFC 5905 section 11.2.1.
 *
 * Each says that the true offset lies within its distance of the offset it gave. The widest interval
 * that more than half of them cover wins; who gave an offset outside it is a falseticker.
 *
 * The printed scan goes over the sorted end points once for each number of falsetickers f that is allowed
 * for. Here it goes over them once in all: where it would stop for each f is where so many intervals are held
 * for the first time. Allocates nothing.
 */
import { half, type Q32 } from "../time/fixed.js";
import { columns } from "./columns.js";
import { Ranking } from "./ranking.js";

export class Intersection {
  /** The interval found, both ends in it; valid after `find` answered true. */
  low: Q32 = 0;
  high: Q32 = 0;

  /** The offset of each, by place. */
  readonly middle: Q32[];

  private readonly lows: Ranking;
  private readonly highs: Ranking;
  /** The lowest low end that so many intervals hold, its own included, and the highest high end. */
  private readonly lowest: Float64Array;
  private readonly highest: Float64Array;
  /** The last stretch that most share, coming from below. */
  private sharedLow: Q32 = 0;
  private sharedHigh: Q32 = 0;
  private isByMiddle = true;

  /** `capacity`: the size of the pool that the sources are from. */
  constructor(capacity: number) {
    this.middle = new Array<Q32>(capacity).fill(0);
    this.lows = new Ranking(capacity);
    this.highs = new Ranking(capacity);
    [this.lowest, this.highest] = columns(capacity + 1, Float64Array, Float64Array);
  }

  /** Begins a new set of intervals. */
  clear(): void {
    this.lows.clear();
    this.highs.clear();
  }

  /**
   * The interval of the source at `place` in the pool: `distance`, which is not negative, to both sides of
   * `offset`. Throws where there is no such place.
   */
  add(place: number, offset: Q32, distance: Q32): void {
    this.lows.add(place, offset - distance);
    this.highs.add(place, offset + distance);
    this.middle[place] = offset;
  }

  /**
   * Looks for the interval with the fewest falsetickers f, fewer than half of the m intervals: its ends are
   * held by at least m − f, and at most f middles lie outside it. Answers whether there is one.
   *
   * The text wants exactly f outside, which turns away sources that all agree; the printed code takes any
   * fewer, which also takes two that exclude each other for the sake of a wide one that holds both. Here
   * the truechimers must be no more than hold one point together.
   *
   * A near source and a far one whose path is lopsided agree, though the far one's middle lies outside of
   * what they share: where middles leave nothing, it is enough that more than half share one stretch, and as
   * many no other.
   */
  find(): boolean {
    const m = this.lows.sort();
    this.highs.sort();
    const together = this.scanUp();
    this.scanDown();
    this.isByMiddle = this.findByMiddle(m, together);
    return this.isByMiddle || (2 * together > m && this.findShared(together));
  }

  /** Whether a source that gave `offset`, and is no more than `distance` wrong, is a truechimer. */
  holds(offset: Q32, distance: Q32): boolean {
    const { low, high } = this;
    if (this.isByMiddle) return offset >= low && offset <= high;
    return offset - distance <= low && offset + distance >= high;
  }

  /** Notes the lowest low end that one interval holds, two hold, … Answers the most that hold one point. */
  private scanUp(): number {
    const { count, order, key } = this.lows;
    const { order: highOrder, key: highKey } = this.highs;
    const lowest = this.lowest;
    let most = 0;
    let ended = 0;
    for (let i = 0; i < count; i++) {
      const low = key[order[i]];
      while (highKey[highOrder[ended]] < low) ended++;
      const held = i + 1 - ended;
      if (held < most) continue;
      if (held > most) lowest[(most = held)] = low;
      this.sharedLow = low;
      this.sharedHigh = highKey[highOrder[ended]];
    }
    return most;
  }

  /** The same of the highest high ends. */
  private scanDown(): void {
    const { count, order, key } = this.highs;
    const { order: lowOrder, key: lowKey } = this.lows;
    const highest = this.highest;
    let most = 0;
    let ended = 0;
    for (let i = 0; i < count; i++) {
      const high = key[order[count - 1 - i]];
      while (lowKey[lowOrder[count - 1 - ended]] > high) ended++;
      const held = i + 1 - ended;
      if (held > most) highest[(most = held)] = high;
    }
  }

  /** With more falsetickers the interval only widens: where the least do not do, halving finds the fewest. */
  private findByMiddle(m: number, together: number): boolean {
    let least = m - together;
    let enough = half(m + 1);
    let outside = m;
    for (let f = least; least < enough; f = half(least + enough)) {
      const found = this.outside(m - f);
      if (found > f) least = f + 1;
      else {
        enough = f;
        outside = found;
      }
    }
    if (2 * least >= m || m - outside > together) return false;
    this.low = this.lowest[m - least];
    this.high = this.highest[m - least];
    return true;
  }

  /** How many middles lie outside of what has both ends held by `holders`; all, where that has no width. */
  private outside(holders: number): number {
    const { count, order } = this.lows;
    const middle = this.middle;
    const low = this.lowest[holders];
    const high = this.highest[holders];
    if (low >= high) return count;
    let outside = 0;
    for (let i = 0; i < count; i++) {
      const offset = middle[order[i]];
      if (offset < low || offset > high) outside++;
    }
    return outside;
  }

  /** The one stretch that `together` intervals share, if it is one. */
  private findShared(together: number): boolean {
    this.low = this.sharedLow;
    this.high = this.sharedHigh;
    return this.lowest[together] === this.low && this.low < this.high;
  }
}
