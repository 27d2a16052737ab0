/**
 * The board's own clock as a source (127.127.1.u): it agrees with itself, so that a network without
 * better time shares at least one (the vendors' `refclock-master`).
 */
import { log2Seconds, type Q32 } from "../time/fixed.js";

export class LocalClock {
  readonly offset: Q32 = 0;
  /** No finer than the counter can be read. */
  readonly dispersion: Q32;

  /** `precisionLog2`: of the board's counter, log2 of seconds. */
  constructor(precisionLog2: number) {
    this.dispersion = log2Seconds(precisionLog2);
  }
}
