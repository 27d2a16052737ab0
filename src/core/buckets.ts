/**
 * Some accounts, each for so many at once and so many a second, whoever they are (the generic cell rate
 * algorithm, ITU-T I.371). Allocates nothing after it is made.
 */
import { type Instant } from "../time/moment.js";
import { TICKS, ticksOf } from "./sender-table.js";

export class Buckets {
  /** In ticks: when what each took so far will have been paid for. */
  private readonly paidAt: Float64Array;
  private readonly gap: number;
  private readonly mostOwed: number;

  /** `count`: how many accounts there are. */
  constructor(
    readonly count: number,
    atOnce: number,
    aSecond: number,
  ) {
    this.paidAt = new Float64Array(count);
    this.gap = TICKS / aSecond;
    this.mostOwed = (atOnce - 1) * this.gap;
  }

  /** Whether bucket `index`, below their count, has one more at counter reading `now`; if so, it is taken. */
  take(index: number, now: Instant): boolean {
    const at = ticksOf(now);
    const owed = Math.max(this.paidAt[index] - at, 0);
    if (owed > this.mostOwed) return false;
    this.paidAt[index] = at + owed + this.gap;
    return true;
  }
}
