/**
 * Clustering and combining: of the sources that can be right together, keep those that say nearly the
 * same, and take the weighted mean of what these say. RFC 5905 sections 11.2.2 and 11.2.3.
 *
 * A table of candidates, best first, which shrinks from within: `remove` closes the gap. Allocates nothing.
 */
import { rootMean, type Q32 } from "../time/fixed.js";
import { Ranking } from "./ranking.js";

/** RFC 5905 NMIN: with so few survivors, none is discarded. */
export const NMIN = 3;

export class Clustering {
  /** How many candidates there are; valid after `rank`. */
  count = 0;
  /** PSI_s, the largest distance of a survivor from the others, RMS; valid after `outlyer`. */
  selectionJitter: Q32 = 0;
  /** THETA, valid after `combine`. */
  offset: Q32 = 0;
  /** PSI_p, valid after `combine`. */
  peerJitter: Q32 = 0;

  private readonly merits: Ranking;
  /** Who is left, by merit. */
  private readonly ids: number[];
  /** Of each, by id. */
  private readonly jitter: Q32[];
  private nearest: Q32 = 0;
  /** What the offsets are reckoned from, and their sum. */
  private origin: Q32 = 0;
  private sum: Q32 = 0;

  /**
   * `capacity`: the size of the pool that the candidates are from; `offsets`, `distance`: room for as many,
   * by place in the pool, shared with who keeps the same there.
   */
  constructor(
    capacity: number,
    private readonly offsets = new Array<Q32>(capacity).fill(0),
    private readonly distance = new Array<Q32>(capacity).fill(0),
  ) {
    this.merits = new Ranking(capacity);
    this.ids = new Array<number>(capacity).fill(0);
    this.jitter = this.ids.slice();
  }

  /** Begins a new table. */
  clear(): void {
    this.merits.clear();
  }

  /** The place in the pool of the `i`th candidate, best first. */
  id(i: number): number {
    return this.ids[i];
  }

  /** A candidate, `id` its place in the pool; `distance` > 0. Throws where there is no such place. */
  add(id: number, merit: number, offset: Q32, jitter: Q32, distance: Q32): void {
    this.merits.add(id, merit);
    this.offsets[id] = offset;
    this.jitter[id] = jitter;
    this.distance[id] = distance;
  }

  /** All are added: orders them by merit, of which less is better; of equals the lower id is first. */
  rank(): void {
    const ids = this.ids;
    const offset = this.offsets;
    const { order } = this.merits;
    const count = (this.count = this.merits.sort());
    const origin = (this.origin = count === 0 ? 0 : offset[order[0]]);
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const id = (ids[i] = order[i]);
      sum += offset[id] - origin;
    }
    this.sum = sum;
  }

  /**
   * Finds the next to go: the one farthest from the others, while there are more than NMIN and it is farther
   * than the steadiest of all scatters by itself. Answers its place, or -1: the rest survive. The last of
   * equals goes.
   */
  outlyer(): number {
    const n = this.count;
    const ids = this.ids;
    const offset = this.offsets;
    const jitter = this.jitter;
    const origin = this.origin;
    const sum = this.sum;
    // The farthest from the others is the farthest from the mean; n times that is whole, so equals are equal.
    let worst = -1;
    let most = 0;
    let squares = 0;
    let least = Infinity;
    for (let i = 0; i < n; i++) {
      const id = ids[i];
      let apart = n * (offset[id] - origin) - sum;
      if (apart < 0) apart = -apart;
      if (apart >= most) {
        most = apart;
        worst = i;
      }
      squares += apart * apart;
      if (jitter[id] < least) least = jitter[id];
    }
    // psi_s of that one, which is the largest: from the squares about the mean, without a look at every pair.
    this.selectionJitter = rootMean(n * most * most + squares, n * n * (n - 1));
    return n <= NMIN || this.selectionJitter < least ? -1 : worst;
  }

  /** Takes the candidate at `place` out of the table. */
  remove(place: number): void {
    const ids = this.ids;
    this.sum -= this.offsets[ids[place]] - this.origin;
    const last = --this.count;
    for (let i = place; i < last; i++) ids[i] = ids[i + 1];
  }

  /** The say of the candidate at place `i`: 1/distance, relative to the nearest, as of the last `combine`. */
  weight(i: number): number {
    return this.nearest / this.distance[this.ids[i]];
  }

  /** The mean of what the survivors say, each weighted by 1/distance. There is at least one. */
  combine(): void {
    const { count } = this;
    const ids = this.ids;
    const distance = this.distance;
    // Weights relative to the nearest one are at most 1, so no sum can grow out of hand.
    let nearest = Infinity;
    for (let i = 0; i < count; i++) if (distance[ids[i]] < nearest) nearest = distance[ids[i]];
    this.nearest = nearest;
    let weights = 0;
    let offsets = 0;
    let jitters = 0;
    const origin = this.offsets[ids[0]];
    for (let i = 0; i < count; i++) {
      const id = ids[i];
      const weight = nearest / distance[id];
      weights += weight;
      offsets += (this.offsets[id] - origin) * weight;
      jitters += this.jitter[id] * weight;
    }
    this.offset = origin + Math.round(offsets / weights);
    this.peerJitter = Math.round(jitters / weights);
  }
}
