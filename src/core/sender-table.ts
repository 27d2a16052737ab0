/**
 * A table of senders of fixed size, however many there are: each has its place among a few, and who is worth
 * the least of those makes room for another. Allocates nothing.
 */
import { type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { columns } from "./columns.js";

/** A sender's place is one of so many. */
const WAYS = 8;

/** How many there are for each association: at least so many, and one for so many associations. */
const LEAST_EACH = 4;
const CAPACITY_EACH = 8;

/** Moments are counted in 2^-16 s: the whole life of a counter is exact. */
export const TICKS = 0x1_0000;
export const TICK = 0x1_0000_0000 / TICKS;

/** The scope of a free place: nobody's. */
const FREE = 0;

/** Multipliers of MurmurHash3's finalizer (A. Appleby): every bit of an address has its part in every bit. */
const MIX_1 = 0x85eb_ca6b;
const MIX_2 = 0xc2b2_ae35;

export class SenderTable {
  /** How many places there are. */
  readonly places: number;
  protected readonly word0: Uint32Array;
  protected readonly word1: Uint32Array;
  protected readonly word2: Uint32Array;
  protected readonly word3: Uint32Array;
  /** What tells apart equal addresses that are different hosts; 0: the place is free. */
  protected readonly scope: Int32Array;
  /** In ticks: of those whose place might be another's, who has the least is forgotten. */
  protected readonly worth: Float64Array;
  /** Whether the place answered last was another's, or nobody's, before. */
  protected isNew = false;

  private readonly sets: number;

  /** `senders`: how many are remembered, at least 8. */
  constructor(senders: number) {
    this.sets = Math.floor(senders / WAYS);
    this.places = this.sets * WAYS;
    [this.worth, this.word0, this.word1, this.word2, this.word3, this.scope] = columns(
      this.places,
      Float64Array,
      Uint32Array,
      Uint32Array,
      Uint32Array,
      Uint32Array,
      Int32Array,
    );
  }

  /** The place of a sender; of one who has none, that of whoever is worth the least, now his. */
  protected placeOf({ word0, word1, word2, word3 }: Endpoint, scope: number): number {
    const first =
      (hash(word0 ^ Math.imul(word1 ^ Math.imul(word2, MIX_1), MIX_2) ^ word3) % this.sets) * WAYS;
    let place = first;
    this.isNew = false;
    for (let i = first; i < first + WAYS; i++) {
      if (
        this.word3[i] === word3 &&
        this.word2[i] === word2 &&
        this.word1[i] === word1 &&
        this.word0[i] === word0 &&
        this.scope[i] === scope
      )
        return i;
      if (this.scope[place] !== FREE && (this.scope[i] === FREE || this.worth[i] < this.worth[place]))
        place = i;
    }
    this.isNew = true;
    this.word0[place] = word0;
    this.word1[place] = word1;
    this.word2[place] = word2;
    this.word3[place] = word3;
    this.scope[place] = scope;
    return place;
  }
}

/**
 * How many senders a node remembers that has room for so many associations: four for each, and more for each
 * the more there are, sixteen where there are as many as a router has.
 */
export function sendersOf(capacity: number): number {
  return Math.max(capacity * Math.max(LEAST_EACH, capacity / CAPACITY_EACH), WAYS);
}

/** A counter reading in ticks. */
export function ticksOf({ seconds, fraction }: Instant): number {
  return seconds * TICKS + Math.floor(fraction / TICK);
}

function hash(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), MIX_1);
  mixed = Math.imul(mixed ^ (mixed >>> 13), MIX_2);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
