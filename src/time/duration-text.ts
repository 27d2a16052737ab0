/** Spans of time in the one unit that keeps them short, for people. */
import { DAY } from "./calendar.js";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** So many of a unit are still told in it. */
const MOST = 120;

/** "42 s", "90 min", "5 h", "9 d": whole ones, cut off; `seconds` is 0 or more. */
export function durationText(seconds: number): string {
  if (seconds < MOST) return `${Math.floor(seconds)} s`;
  if (seconds < MOST * MINUTE) return `${Math.floor(seconds / MINUTE)} min`;
  return seconds < 2 * DAY ? `${Math.floor(seconds / HOUR)} h` : `${Math.floor(seconds / DAY)} d`;
}
