/**
 * The UTC month that a time lies in: a leap second is the last of one, if there is one (ITU-R TF.460-6).
 * Mutable, because the same one is asked again and again; allocates nothing.
 */
import { DAY, monthsUntil, startOfMonth } from "./calendar.js";

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
