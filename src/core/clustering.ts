/**
 * Clustering and combining: of the sources that can be right together, keep those that say nearly the
 * same, and take the weighted mean of what these say. RFC 5905 sections 11.2.2 and 11.2.3.
 *
 * A table of candidates, best first, which shrinks from within: `remove` closes the gap.
 */
import { rootMean, type Q32 } from "../time/fixed.js";

/** RFC 5905 NMIN: with so few survivors, none is discarded. */
export const NMIN = 3;

export class Clustering {
  /** How many candidates there are. */
  count = 0;
  /** PSI_s, the largest distance of a survivor from the others, RMS; valid after `outlyer`. */
  selectionJitter: Q32 = 0;
  /** THETA, valid after `combine`. */
  offset: Q32 = 0;
  /** PSI_p, valid after `combine`. */
  peerJitter: Q32 = 0;

  readonly #id: number[];
  readonly #merit: number[];
  readonly #offset: Q32[];
  readonly #jitter: Q32[];
  readonly #distance: Q32[];
  #nearest: Q32 = 0;
  /** Of the offsets: their mean, and the sum of the squares of what they are from it. */
  #mean: Q32 = 0;
  #squares = 0;

  /** `capacity`: the most candidates there will ever be. */
  constructor(capacity: number) {
    this.#id = new Array<number>(capacity).fill(0);
    this.#merit = this.#id.slice();
    this.#offset = this.#id.slice();
    this.#jitter = this.#id.slice();
    this.#distance = this.#id.slice();
  }

  /** Begins a new table. */
  clear(): void {
    this.count = 0;
  }

  /** The caller's name for the `i`th candidate, best first. */
  id(i: number): number {
    return this.#id[i];
  }

  /** A candidate, to its place by `merit`: lower is better, the earlier of equals first; `distance` > 0. */
  add(id: number, merit: number, offset: Q32, jitter: Q32, distance: Q32): void {
    if (this.count === this.#id.length) throw new RangeError("more candidates than the capacity");
    let i = this.count++;
    for (; i > 0 && this.#merit[i - 1] > merit; i--) this.#copy(i, i - 1);
    this.#id[i] = id;
    this.#merit[i] = merit;
    this.#offset[i] = offset;
    this.#jitter[i] = jitter;
    this.#distance[i] = distance;
  }

  /**
   * Finds the next to go: the one farthest from the others, while there are more than NMIN and it is farther
   * than the steadiest of all scatters by itself. Answers its place, or -1: the rest survive. The last of
   * equals goes.
   */
  outlyer(): number {
    const n = this.count;
    this.#average();
    let worst = -1;
    let most = -1;
    let least = Infinity;
    for (let i = 0; i < n; i++) {
      const scatter = this.#scatter(i);
      if (scatter >= most) {
        most = scatter;
        worst = i;
      }
      least = Math.min(least, this.#jitter[i]);
    }
    this.selectionJitter = Math.max(most, 0);
    return n <= NMIN || most < least ? -1 : worst;
  }

  /** Takes the candidate at `place` out of the table. */
  remove(place: number): void {
    this.count--;
    for (let i = place; i < this.count; i++) this.#copy(i, i + 1);
  }

  /** The say of the candidate at place `i`: 1/distance, relative to the nearest, as of the last `combine`. */
  weight(i: number): number {
    return this.#nearest / this.#distance[i];
  }

  /** The mean of what the survivors say, each weighted by 1/distance. There is at least one. */
  combine(): void {
    // Weights relative to the nearest one are at most 1, so no sum can grow out of hand.
    this.#nearest = this.#distance[0];
    for (let i = 1; i < this.count; i++) this.#nearest = Math.min(this.#nearest, this.#distance[i]);
    let weights = 0;
    let offsets = 0;
    let jitters = 0;
    const origin = this.#offset[0];
    for (let i = 0; i < this.count; i++) {
      const weight = this.weight(i);
      weights += weight;
      offsets += (this.#offset[i] - origin) * weight;
      jitters += this.#jitter[i] * weight;
    }
    this.offset = origin + Math.round(offsets / weights);
    this.peerJitter = Math.round(jitters / weights);
  }

  /** psi_s of one candidate: RMS distance from all others. */
  #scatter(i: number): Q32 {
    const apart = this.#offset[i] - this.#mean;
    return rootMean(this.count * apart * apart + this.#squares, this.count - 1);
  }

  /** From the mean and the squares about it follows how far each is from all others, without a look at every pair. */
  #average(): void {
    let sum = 0;
    for (let i = 0; i < this.count; i++) sum += this.#offset[i] - this.#offset[0];
    this.#mean = this.#offset[0] + sum / this.count;
    this.#squares = 0;
    for (let i = 0; i < this.count; i++) {
      const apart = this.#offset[i] - this.#mean;
      this.#squares += apart * apart;
    }
  }

  #copy(to: number, from: number): void {
    this.#id[to] = this.#id[from];
    this.#merit[to] = this.#merit[from];
    this.#offset[to] = this.#offset[from];
    this.#jitter[to] = this.#jitter[from];
    this.#distance[to] = this.#distance[from];
  }
}
