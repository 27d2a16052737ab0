/**
 * Span: from which sample to which the frequency is known, and what they leave open. Allocates nothing.
 *
 * The tracker takes queues for what they usually are, and of a few samples that were all treated alike it is
 * too sure. What is claimed of the clock must not depend on luck.
 */
import { rateOf, SECOND, type Q32, type Rate } from "../time/fixed.js";
import { Instant } from "../time/moment.js";

export class Span {
  private readonly from = new Instant();
  private readonly to = new Instant();
  private firstDelay: Q32 = 0;
  private lastDelay: Q32 = 0;
  private isBegun = false;

  /** What was known is not believed any more: the next sample is the first. */
  restart(): void {
    this.isBegun = false;
  }

  /** A sample taken `at` was believed, whose round trip took `delay`. */
  extend(delay: Q32, at: Instant): void {
    if (!this.isBegun) {
      this.from.copy(at);
      this.firstDelay = delay;
    }
    this.isBegun = true;
    this.to.copy(at);
    this.lastDelay = delay;
  }

  /** How long it is; a second at least. */
  get length(): Q32 {
    return this.isBegun ? Math.max(this.to.since(this.from), SECOND) : SECOND;
  }

  /**
   * How wrong a frequency drawn from it can be. Each of the two offsets may be wrong by half of its round
   * trip, and what was made of them by as much the other way.
   */
  get open(): Rate {
    return rateOf(this.firstDelay + this.lastDelay, this.length);
  }
}
