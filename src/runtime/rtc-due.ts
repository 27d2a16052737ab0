/** When a real-time clock is to be compared with the clock, and when what is found is to be written down. */
import { SECOND } from "../time/fixed.js";
import { Instant } from "../time/moment.js";

/** How often it is compared, in seconds: with sources, and without. */
const COMPARED_EVERY = 1024;
const CARRYING_EVERY = 256;

export class RtcDue {
  /** Whether what is found next is to be written down, however long ago the last was. */
  isAtOnce = true;
  private readonly comparedAt = new Instant();
  private readonly measuredAt = new Instant();

  /** Whether it is to be compared at `now`, the time being held without a source or not. */
  isComparison(now: Instant, isHolding: boolean): boolean {
    return now.since(this.comparedAt) / SECOND >= (isHolding ? CARRYING_EVERY : COMPARED_EVERY);
  }

  /** Whether what is found at `now` is to be written down. */
  isRecord(now: Instant, everyHours: number): boolean {
    return this.isAtOnce || now.since(this.measuredAt) / SECOND >= everyHours * 3600;
  }

  compared(now: Instant): void {
    this.comparedAt.copy(now);
  }

  written(now: Instant): void {
    this.isAtOnce = false;
    this.measuredAt.copy(now);
  }
}
