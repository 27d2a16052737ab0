/**
 * The UTC month that a time lies in: a leap second is the last of one, if there is one (ITU-R TF.460-6).
 * Mutable, because the same one is asked again and again; allocates nothing.
 */
import { Civil, DAY, daysToSeconds } from "./calendar.js";

export class Month {
  /** Seconds since 1900, of any era: its first one, and the first one of the next month. */
  start = 0;
  end = 0;
  /** 1 to 12. */
  number = 0;

  readonly #civil = new Civil();

  /** Makes it the month of `secondsSince1900`, of any era. */
  hold(secondsSince1900: number): void {
    if (secondsSince1900 >= this.start && secondsSince1900 < this.end) return;
    const civil = this.#civil;
    civil.set(secondsSince1900);
    const { year, month } = civil;
    this.number = month;
    this.start = daysToSeconds(year, month, 1);
    this.end = month === 12 ? daysToSeconds(year + 1, 1, 1) : daysToSeconds(year, month + 1, 1);
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
