/**
 * Holdover: how far a clock may run off that nobody corrects. Allocates nothing.
 *
 * RFC 5905 lets every clock wander by PHI, 15 ppm. A crystal of unknown frequency is wrong by more, and
 * one that wanders much is so after a while.
 */
import { FINE, PHI, scale, SECOND, type FineRate, type Q32, type Rate } from "../time/fixed.js";
import { Instant } from "../time/moment.js";

/** How many deviations a claim allows for. */
const CONFIDENCE = 3;

export class Holdover {
  /** What the counter was corrected by, altogether, until `#at`; valid while `#isRunning`. */
  #corrected: Q32 = 0;
  readonly #at = new Instant();
  #isRunning = false;
  #frequency: Rate = 0;

  /** At `now` the clock was found `moved` behind its aim and put right; it runs at `frequency` from here on. */
  learn(moved: Q32, frequency: Rate, now: Instant): void {
    this.turned(frequency, now);
    this.#corrected += moved;
    this.#isRunning = true;
  }

  /** At `now` the clock was made to run at `frequency`, with no news of where it is. */
  turned(frequency: Rate, now: Instant): void {
    if (this.#isRunning) this.#corrected += scale(now.since(this.#at), this.#frequency);
    this.#at.copy(now);
    this.#frequency = frequency;
  }

  /** The clock was stepped, or its frequency is not known yet: what it does tells nothing of the crystal. */
  interrupt(): void {
    this.#isRunning = false;
    this.#corrected = 0;
  }

  /** The frequency that has proved best `elapsed` after the last correction. */
  frequencyAfter(elapsed: Q32): Rate {
    return elapsed < 0 ? 0 : this.#frequency;
  }

  /**
   * How far the clock may run off within `elapsed`, its frequency being known but for `error`, a deviation,
   * and wandering by `walk` in a second, as a deviation: never less than PHI allows for.
   */
  dispersion(elapsed: Q32, error: Rate, walk: FineRate): Q32 {
    const seconds = elapsed / SECOND;
    const wandered = walk / FINE;
    const perSecond = CONFIDENCE * Math.sqrt(error * error + (wandered * wandered * seconds) / 3);
    return Math.round(Math.max(PHI, perSecond) * seconds);
  }
}
