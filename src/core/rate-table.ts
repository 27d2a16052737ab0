/**
 * How often each sender asks: a table of fixed size, however many senders there are. Allocates nothing.
 *
 * Of each it keeps one moment, when the requests taken so far will have been paid for at its due rate (the
 * generic cell rate algorithm, ITU-T I.371): whoever owes the least has the earliest moment, and is the one
 * forgotten when another needs the place. So nobody's requests are refused because there are many senders,
 * for who is forgotten begins anew; and who asks too often is remembered, for others in his way owe less.
 */
import { type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";

/** A sender's place is one of so many. */
const WAYS = 8;

/**
 * So many requests may come at once, as far as their average goes: a fast start has four, then ever fewer.
 */
const BURST = 8;

/** Moments are counted in 2^-16 s: the whole life of a counter is exact. */
const TICKS = 0x1_0000;
const FRACTION_TICK = 0x1_0000_0000 / TICKS;

/** Two that left a gap apart may arrive closer: a queue may have held up the first by a quarter of it. */
const MOST_JITTER = 4;

/** The scope of a free place: nobody's. */
const FREE = 0;

/** Multipliers of MurmurHash3's finalizer (A. Appleby): every bit of an address has its part in every bit. */
const MIX_1 = 0x85eb_ca6b;
const MIX_2 = 0xc2b2_ae35;

export class RateTable {
  readonly #sets: number;
  readonly #word0: Uint32Array;
  readonly #word1: Uint32Array;
  readonly #word2: Uint32Array;
  readonly #word3: Uint32Array;
  readonly #scope: Int32Array;
  /** When what was taken will have been paid for. */
  readonly #paidAt: Float64Array;
  readonly #takenAt: Float64Array;
  readonly #kissedAt: Float64Array;
  /** In ticks. */
  #leastGap = 0;
  #meanGap = 0;

  /** `senders`: how many are remembered, at least 8. */
  constructor(senders: number) {
    this.#sets = Math.floor(senders / WAYS);
    const places = this.#sets * WAYS;
    this.#word0 = new Uint32Array(places);
    this.#word1 = new Uint32Array(places);
    this.#word2 = new Uint32Array(places);
    this.#word3 = new Uint32Array(places);
    this.#scope = new Int32Array(places);
    this.#paidAt = new Float64Array(places);
    this.#takenAt = new Float64Array(places);
    this.#kissedAt = new Float64Array(places);
  }

  /** Requests of one sender are due 2^`leastLog2` s apart, and 2^`meanLog2` s in the mean; both 1 to 8. */
  configure(leastLog2: number, meanLog2: number): void {
    this.#leastGap = TICKS * (1 << leastLog2);
    this.#meanGap = TICKS * (1 << meanLog2);
  }

  /**
   * Whether a request of `sender`, at counter reading `now`, comes no sooner than is due; if so, it is taken
   * into account. `scope`: not 0, tells apart equal addresses that are different hosts.
   */
  take(sender: Endpoint, scope: number, now: Instant): boolean {
    const at = ticks(now);
    const place = this.#placeOf(sender, scope, at);
    const owed = this.#paidAt[place] - at;
    const isTooSoon = at - this.#takenAt[place] < this.#leastGap - this.#leastGap / MOST_JITTER;
    if (isTooSoon || owed > (BURST - 1) * this.#meanGap) return false;
    this.#takenAt[place] = at;
    this.#paidAt[place] = Math.max(owed, 0) + at + this.#meanGap;
    return true;
  }

  /** Whether a kiss-o'-death may be sent to `sender`: at most one in the mean time between requests. */
  mayKiss(sender: Endpoint, scope: number, now: Instant): boolean {
    const at = ticks(now);
    const place = this.#placeOf(sender, scope, at);
    if (at - this.#kissedAt[place] < this.#meanGap) return false;
    this.#kissedAt[place] = at;
    return true;
  }

  /**
   * The place of a sender; of one who has none, that of whoever owes the least of those who might be there.
   */
  #placeOf({ word0, word1, word2, word3 }: Endpoint, scope: number, at: number): number {
    const first =
      (hash(word0 ^ Math.imul(word1 ^ Math.imul(word2, MIX_1), MIX_2) ^ word3) % this.#sets) * WAYS;
    let place = first;
    for (let i = first; i < first + WAYS; i++) {
      if (
        this.#word3[i] === word3 &&
        this.#word2[i] === word2 &&
        this.#word1[i] === word1 &&
        this.#word0[i] === word0 &&
        this.#scope[i] === scope
      )
        return i;
      if (this.#scope[place] !== FREE && (this.#scope[i] === FREE || this.#paidAt[i] < this.#paidAt[place]))
        place = i;
    }
    this.#word0[place] = word0;
    this.#word1[place] = word1;
    this.#word2[place] = word2;
    this.#word3[place] = word3;
    this.#scope[place] = scope;
    this.#paidAt[place] = at;
    this.#takenAt[place] = this.#kissedAt[place] = -Infinity;
    return place;
  }
}

function ticks({ seconds, fraction }: Instant): number {
  return seconds * TICKS + Math.floor(fraction / FRACTION_TICK);
}

function hash(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), MIX_1);
  mixed = Math.imul(mixed ^ (mixed >>> 13), MIX_2);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
