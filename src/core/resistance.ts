/** Resistance: an offset beyond the step threshold is a spike, until that has lasted. Allocates nothing. */
import { SECOND, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";

export class Resistance {
  /** How long such offsets must last. */
  stepOut: Q32 = 900 * SECOND; // RFC 5905 WATCH
  private readonly since = new Instant();
  private isOn = false;

  /** Another such offset, seen `at`: has that lasted? */
  isOver(at: Instant): boolean {
    if (!this.isOn) this.since.copy(at);
    this.isOn = true;
    return at.since(this.since) >= this.stepOut;
  }

  /** It was no more, or is believed. */
  end(): void {
    this.isOn = false;
  }
}
