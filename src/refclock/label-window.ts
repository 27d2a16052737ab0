/**
 * How long after its second the text that names it comes, as measured of this receiver, and how far around
 * that a text may still come: one from outside might name another second. Allocates nothing.
 */
import { clamp, MILLISECOND, portion, type Q32 } from "../time/fixed.js";

/** Receivers speak 100 to 900 ms after their second. */
const SUPPOSED: Q32 = 500 * MILLISECOND;
const WIDEST: Q32 = 400 * MILLISECOND;

const NARROWEST: Q32 = 50 * MILLISECOND;
const SPREADS = 6;

/** Text alone, its delay being known, is as good as this: serial lines and schedules have a tail. */
export const TEXT_ERROR: Q32 = 100 * MILLISECOND;

/** From so many on the delay is measured; it follows changes over so many. */
const ENOUGH = 8;
const MEMORY = 16;

/** So many from outside that come at one delay are a receiver that has changed its ways. */
const NEW_WAYS = 10;

export class LabelWindow {
  /** From the second to the first octet of the text. */
  delay: Q32;
  /** Half of what is accepted around that. */
  half: Q32 = WIDEST;
  /** Measured or configured; else it is only supposed. */
  isKnown: boolean;

  /** The middle of all that is possible. */
  readonly #supposed: Q32;
  #count = 0;
  #mean: Q32 = 0;
  #spread: Q32 = 0;
  /** What the delays may be wrong by that it was measured of. */
  #doubt: Q32 = 0;
  #outsider: Q32 = 0;
  #outsiders = 0;

  /** `configured`: the delay; undefined: to be measured. */
  constructor(configured: Q32 | undefined) {
    this.#supposed = configured ?? SUPPOSED;
    this.delay = this.#supposed;
    this.isKnown = configured !== undefined;
  }

  /** What a time is worth that rests on the delay alone. */
  get error(): Q32 {
    return this.isKnown ? TEXT_ERROR + this.#doubt : WIDEST;
  }

  /**
   * Whether a text may come after this `delay`, or after one that is longer by up to `lateness`; `delay` is
   * measured give or take `doubt`. Learns of it.
   */
  accepts(delay: Q32, doubt: Q32, lateness: Q32 = 0): boolean {
    const nearest = clamp(this.delay, delay, delay + lateness);
    if (Math.abs(nearest - this.delay) > this.half) {
      this.shut(delay);
      return false;
    }
    this.#outsiders = 0;
    this.learn(delay, doubt);
    return true;
  }

  private learn(delay: Q32, doubt: Q32): void {
    const memory = Math.min(++this.#count, MEMORY);
    this.#mean += portion(delay - this.#mean, 1, memory);
    this.#spread += portion(Math.abs(delay - this.#mean) - this.#spread, 1, memory);
    this.#doubt += portion(doubt - this.#doubt, 1, memory);
    if (this.#count < ENOUGH) return;
    this.delay = this.#mean;
    this.half = clamp(SPREADS * this.#spread, NARROWEST, WIDEST);
    this.isKnown = true;
  }

  private shut(delay: Q32): void {
    this.#outsiders = Math.abs(delay - this.#outsider) <= NARROWEST ? this.#outsiders + 1 : 1;
    this.#outsider = delay;
    if (this.#outsiders < NEW_WAYS || Math.abs(delay - this.#supposed) > WIDEST) return;
    this.#count = 0;
    this.#outsiders = 0;
    this.delay = delay;
    this.half = WIDEST;
  }
}
