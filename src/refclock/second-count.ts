/**
 * The names of seconds, counted on from one mark to the next, and what a receiver's words say of each: it
 * is believed while it goes on as it has begun. A receiver that suddenly names other seconds is not, until it
 * has done so for long and evenly: then it has learned something. Allocates nothing.
 */
import { SECOND, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";

/** So many marks in a row, named one after the other, begin a count. */
const NEEDED = 3;

/** So many that differ alike put the second in doubt, and so many are the new count. */
const DOUBT = 3;
const ADOPT = 30;

/** What is named twice within this is one mark. */
const ONE_MARK: Q32 = SECOND / 2;

export class SecondCount {
  /** Of the latest mark that was named as counted. */
  seconds = 0;
  readonly #at = new Instant();
  #agreed = 0;

  /** The latest mark of all, named as counted or not. */
  readonly #mark = new Instant();
  /** What the words are ahead of the count by, for how many marks now. */
  #shift = 0;
  #shifted = 0;

  /** Whether names have been believed, and can be again by going on. */
  get isSettled(): boolean {
    return this.#agreed >= NEEDED;
  }

  get isInDoubt(): boolean {
    return this.#shifted >= DOUBT;
  }

  /**
   * Words name the mark at `at` second `seconds`, since 1900: answers whether that is believed. Seconds take
   * `period` of the counter, by which it can be counted for `mostSec`; `allowed`: what the count may be moved
   * by at this mark, by a leap second; 0: by nothing.
   */
  told(at: Instant, seconds: number, period: Q32, mostSec: number, allowed: number): boolean {
    const isNew = Math.abs(at.since(this.#mark)) >= ONE_MARK;
    this.#mark.copy(at);
    const passed = Math.round(at.since(this.#at) / period);
    if (this.#agreed === 0 || Math.abs(passed) > mostSec) return this.begin(at, seconds);
    const shift = seconds - this.seconds - passed;
    if (shift === 0 || (shift === allowed && this.isSettled)) return this.agree(at, seconds, isNew);
    if (!this.isSettled) return this.begin(at, seconds);
    if (isNew) this.#shifted = shift === this.#shift ? this.#shifted + 1 : 1;
    this.#shift = shift;
    if (this.#shifted < ADOPT) return false;
    this.begin(at, seconds);
    this.#agreed = NEEDED;
    return true;
  }

  private begin(at: Instant, seconds: number): boolean {
    this.#agreed = 0;
    this.agree(at, seconds, true);
    return false;
  }

  private agree(at: Instant, seconds: number, isNew: boolean): boolean {
    this.seconds = seconds;
    this.#at.copy(at);
    this.#shifted = 0;
    if (isNew && this.#agreed < NEEDED) this.#agreed++;
    return this.isSettled;
  }
}
