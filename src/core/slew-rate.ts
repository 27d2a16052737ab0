/** Slew rate: how quickly a clock that others rely on makes good what it is off. */
import { clamp, log2Seconds, SECOND, type Q32, type Rate } from "../time/fixed.js";

/** A slew takes so many poll intervals, or is overtaken by the next: quicker, it would pass the noise on. */
const POLLS = 2;

/** What is more than noise, by so many deviations over one poll interval, goes quicker. */
const SIGNIFICANT = 8;

/**
 * The rate at which to slew `offset`, known to `error`, a deviation, by samples of the last `fed`: no slower
 * than it was found out, and never beyond `most`. At least one unit; above 0.
 */
export function slewRate(offset: Q32, error: Q32, pollLog2: number, fed: Q32, most: Rate): Rate {
  const gain = Math.abs(offset);
  const polls = Math.min(POLLS, (SIGNIFICANT * Math.max(error, 1)) / gain);
  const time = Math.min(polls * log2Seconds(pollLog2), Math.max(fed, SECOND));
  return clamp(Math.ceil((gain / time) * SECOND), 1, most);
}
