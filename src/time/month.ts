/**
 * The UTC month that a time lies in: a leap second is the last of one, if there is one (ITU-R TF.460-6).
 * Mutable, because the same one is asked again and again; allocates nothing.
 */
import { DAY, eraSeconds, monthsUntil, startOfMonth } from "./calendar.js";
import { type Q32, SECOND } from "./fixed.js";
import { type Timestamp } from "./moment.js";

const HALF_YEAR = 6;

export class Month {
  /** Seconds since 1900, of any era: its first one, and the first one of the next month. */
  start = 0;
  end = 0;
  /** 1 to 12. */
  number = 0;

  /** Makes it the month of `secondsSince1900`, of any era. */
  hold(secondsSince1900: number): void {
    if (secondsSince1900 >= this.start && secondsSince1900 < this.end) return;
    const months = monthsUntil(secondsSince1900);
    this.number = months - Math.floor(months / 12) * 12 + 1;
    this.start = startOfMonth(months);
    this.end = startOfMonth(months + 1);
  }

  /** When its last day begins. */
  get lastDay(): number {
    return this.end - DAY;
  }

  /** Whether it ends a half year. All leap seconds so far came then; other months are the second choice. */
  get endsHalfYear(): boolean {
    return this.number === 6 || this.number === 12;
  }
}

/**
 * Whether a half year may have ended between two times, and a leap second with it; each is as wrong as the
 * error after it.
 */
export function mayHaveLeapt(from: Timestamp, fromError: Q32, until: Timestamp, untilError: Q32): boolean {
  return halfYearsUntil(from, -fromError) !== halfYearsUntil(until, untilError);
}

/** Whole ones since the year 0, until `by` after the time; a second's part is taken for a whole one. */
function halfYearsUntil(time: Timestamp, by: Q32): number {
  const seconds = Math.sign(by) * Math.ceil(Math.abs(by) / SECOND);
  return Math.floor(monthsUntil(eraSeconds(time.seconds) + seconds) / HALF_YEAR);
}
