/**
 * Week rollover: satellites number weeks by ten bits, so a receiver that has grown old names seconds 1024
 * weeks too early, or a multiple of that.
 */
import { BUILD_SECONDS, DAY } from "../time/calendar.js";

/** In seconds. */
export const ROLLOVER = 1024 * 7 * DAY;

/**
 * How many rollovers a receiver has missed that names `seconds` (since 1900): those that bring it nearest to
 * `near`, which others say, else past the build of this code.
 */
export function missedRollovers(seconds: number, near: number | undefined): number {
  const missed =
    near === undefined
      ? Math.ceil((BUILD_SECONDS - seconds) / ROLLOVER)
      : Math.round((near - seconds) / ROLLOVER);
  return Math.max(missed, 0);
}
