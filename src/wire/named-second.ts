/** A second as a receiver's words name it: UTC, as a date and a time of day. Allocates nothing. */
import { DAY, daysToSeconds } from "../time/calendar.js";
import { type Q32 } from "../time/fixed.js";
import { Month } from "../time/month.js";

export class NamedSecond {
  /** Since 1900, of any era. A leap second has the number of the second after it. */
  seconds = 0;
  /** What is beyond the second, for receivers that speak more than once a second. */
  fraction: Q32 = 0;
  /** Whether it was named 23:59:60. */
  isLeap = false;

  readonly #month = new Month();

  /** Answers whether there is such a second, and only then is changed. `fraction`: 0 up to 1 s. */
  set(
    year: number,
    month: number,
    day: number,
    hour: number,
    minute: number,
    second: number,
    fraction: Q32,
  ): boolean {
    if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 1)) return false;
    if (!(hour >= 0 && hour < 24 && minute >= 0 && minute < 60)) return false;
    const isLeap = hour === 23 && minute === 59 && second === 60;
    if (!(second >= 0 && (second < 60 || isLeap))) return false;
    const start = daysToSeconds(year, month, day);
    this.#month.hold(daysToSeconds(year, month, 1));
    if (start >= this.#month.end || (isLeap && start + DAY !== this.#month.end)) return false;
    this.seconds = start + hour * 3600 + minute * 60 + second;
    this.fraction = fraction;
    this.isLeap = isLeap;
    return true;
  }
}
