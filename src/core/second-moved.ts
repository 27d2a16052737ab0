/** How an association's time has moved by a whole second against its earlier samples. Allocates nothing. */
import { type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";

/** Since when, valid while there are samples: one object, for each association has one. */
export class SecondMoved extends Instant {
  /** A second back, or on; valid while there are samples. */
  by: Q32 = 0;
  /** How many in a row say so. */
  samples = 0;

  /** Another sample, taken `at`, says that it moved `by`. Answers since when all of them have, as an age. */
  judge(by: Q32, at: Instant): Q32 {
    if (this.samples === 0 || by !== this.by) {
      this.by = by;
      this.samples = 0;
      this.copy(at);
    }
    this.samples++;
    return at.since(this);
  }

  /** It has not. */
  reset(): void {
    this.samples = 0;
  }
}
