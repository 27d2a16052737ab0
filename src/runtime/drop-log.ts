/** The last few packets that were dropped: when, whose, and why. */
import { dropReasonOf, DropReason } from "../core/drop-reason.js";
import { Verdict } from "../core/verdict.js";
import { Instant } from "../time/moment.js";
import { Endpoint, type Family } from "../wire/address.js";

/** As many as VRP shows. */
const KEPT = 10;

/** To be read, never written: it is filled anew. */
export interface Drop {
  readonly verdict: Verdict;
  readonly from: Endpoint;
  /** By its console name; empty where it is not known. */
  readonly interfaceName: string;
  /** By the counter. */
  readonly at: Instant;
}

class Place implements Drop {
  verdict: Verdict = Verdict.Malformed;
  readonly from = new Endpoint();
  interfaceName = "";
  readonly at = new Instant();

  fill(verdict: Verdict, from: Endpoint, interfaceName: string, at: Instant): void {
    this.verdict = verdict;
    this.from.copy(from);
    this.interfaceName = interfaceName;
    this.at.copy(at);
  }
}

export class DropLog {
  readonly #places = Array.from({ length: KEPT }, () => new Place());
  /** Where the next one goes, and how many there are. */
  #next = 0;
  #count = 0;

  /** Takes a packet down, unless what became of it is no drop. Allocates nothing. */
  take(verdict: Verdict, from: Endpoint, interfaceName: string, at: Instant): void {
    if (dropReasonOf(verdict) === DropReason.None) return;
    this.#places[this.#next].fill(verdict, from, interfaceName, at);
    this.#next = (this.#next + 1) % KEPT;
    if (this.#count < KEPT) this.#count++;
  }

  /** The newest first. */
  list(): Drop[] {
    return Array.from({ length: this.#count }, (_, i) => this.#places[(this.#next + KEPT - 1 - i) % KEPT]);
  }

  /** Forgets those of `family`. */
  clear(family: Family): void {
    const others = this.list().filter(({ from }) => from.family !== family);
    const kept = others.map(({ verdict, from, interfaceName, at }) => {
      const place = new Place();
      place.fill(verdict, from, interfaceName, at);
      return place;
    });
    this.#count = 0;
    for (const { verdict, from, interfaceName, at } of kept.reverse())
      this.take(verdict, from, interfaceName, at);
  }
}
