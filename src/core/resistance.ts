/** Resistance: an offset beyond the step threshold is a spike, until that has lasted. Allocates nothing. */
import { SECOND } from "../time/fixed.js";
import { Instant } from "../time/moment.js";

/** RFC 5905 WATCH. */
const STEPOUT = 900 * SECOND;

export class Resistance {
  readonly #since = new Instant();
  #isOn = false;

  /** Another such offset, seen `at`: has that lasted? */
  isOver(at: Instant): boolean {
    if (!this.#isOn) this.#since.copy(at);
    this.#isOn = true;
    return at.since(this.#since) >= STEPOUT;
  }

  /** It was no more, or is believed. */
  end(): void {
    this.#isOn = false;
  }
}
