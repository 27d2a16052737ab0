/** The soonest of several instants, of which there may be none. Allocates nothing. */
import { Instant } from "../time/moment.js";

export class Soonest {
  /** Valid while `isAny`. */
  readonly at = new Instant();
  isAny = false;

  clear(): void {
    this.isAny = false;
  }

  take(candidate: Instant): void {
    if (this.isAny && candidate.since(this.at) >= 0) return;
    this.at.copy(candidate);
    this.isAny = true;
  }
}
