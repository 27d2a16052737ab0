/** How soon what did not leave for a host is tried again: at doubling intervals, until something leaves. */
import { SECOND, type Q32 } from "../time/fixed.js";

const FIRST: Q32 = SECOND / 16;
const LAST: Q32 = 64 * SECOND;

export class RetryDelay {
  private next = FIRST;

  /** Until the next try; the one after that comes later. */
  take(): Q32 {
    const delay = this.next;
    this.next = Math.min(2 * delay, LAST);
    return delay;
  }

  /** Something has left. */
  reset(): void {
    this.next = FIRST;
  }
}
