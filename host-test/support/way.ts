/** A way to a source and back, with queues: what an estimator is told of exchanges over it. */
import { ClockFilter } from "../../src/core/clock-filter.js";
import { Path } from "../../src/core/path.js";
import { MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { Chance } from "./chance.js";

/** All in ms. */
export interface WayIs {
  /** One way, without queues. */
  readonly delay: number;
  /** Mean waits, exponential. */
  readonly queueThere: number;
  readonly queueBack: number;
  /** Deviation of the normal part of the error. */
  readonly noise: number;
}

export const QUIET: WayIs = { delay: 10, queueThere: 0, queueBack: 0, noise: 0 };
export const USUAL: WayIs = { delay: 10, queueThere: 1, queueBack: 1, noise: 0.02 };

export class Way {
  /** The last exchange, by our clock: from the request's departure to its arrival, and the same of the answer. */
  there: Q32 = 0;
  back: Q32 = 0;
  readonly #chance: Chance;

  constructor(
    seed: number,
    public is = USUAL,
  ) {
    this.#chance = new Chance(seed);
  }

  get roundTrip(): Q32 {
    return this.there + this.back;
  }

  /** An exchange with a source that is `ahead` of our clock. */
  exchange(ahead: Q32): void {
    this.there = this.#take(this.is.queueThere) + ahead;
    this.back = this.#take(this.is.queueBack) - ahead;
  }

  /** A path begun by three exchanges 2 s apart with a source that is not ahead: the clock filter is at second 4 then. */
  begin(): Path {
    const path = new Path();
    path.begin(filterOf([0, 1, 2].map(() => (this.exchange(0), this.roundTrip))));
    return path;
  }

  #take(queue: number): Q32 {
    const { delay, noise } = this.is;
    const chance = this.#chance;
    return Math.round((delay + queue * chance.exponential() + noise * chance.normal()) * MILLISECOND);
  }
}

/** A filter in which these round trips are, 2 s apart from second 0 on. */
export function filterOf(roundTrips: readonly Q32[]): ClockFilter {
  const filter = new ClockFilter();
  const at = new Instant();
  for (const roundTrip of roundTrips) {
    filter.add(0, roundTrip, 1, at, at);
    at.add(2 * SECOND);
  }
  return filter;
}
