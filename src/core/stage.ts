/** Stage: one sample in a clock filter's register (RFC 5905 section 10). Allocates nothing. */
import { half, MAXDISP, scale, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { MAXFREQ } from "./software-clock.js";

/** What of an exchange a sample knows: which ways were timed. */
export const enum Ways {
  /** There is no sample. */
  None,
  /** A request there and its answer back. */
  Both,
  /** A broadcast, whose way back was measured at another time: `delay` is twice that. */
  Back,
}

/** The moment it was taken, and what was measured: one object, for there are eight in each association. */
export class Stage extends Instant {
  offset: Q32 = 0;
  delay: Q32 = MAXDISP;
  /** When taken; MAXDISP: there is no sample here. */
  dispersion: Q32 = MAXDISP;
}

/** Whether two samples exclude each other, whatever the counter may be wrong by: a clock has jumped. */
export function excludes(one: Stage, other: Stage): boolean {
  if (one.dispersion === MAXDISP || other.dispersion === MAXDISP) return false;
  const drift = scale(Math.abs(one.since(other)), MAXFREQ);
  const most = half(one.delay + other.delay) + one.dispersion + other.dispersion + drift;
  return Math.abs(one.offset - other.offset) > most;
}
