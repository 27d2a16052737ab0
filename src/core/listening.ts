/**
 * Listening: what a client keeps of a broadcast server that it hears, beside what it keeps of any source. Allocates
 * nothing.
 */
import { type Q32 } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";

/** How it is known what a broadcast takes, one way. */
export const enum WayTime {
  Unknown,
  /** The server answers nobody: what is configured is taken for it. */
  Assumed,
  /** By an exchange close to a broadcast. */
  Measured,
}

/** A volley is repeated first at the next broadcast … */
const FIRST_REPEAT_LOG2 = 5;

/** … and then after twice as long each time, until it comes as rarely as a client asks that polls at its slowest. */
const LAST_REPEAT_LOG2 = 10;

export class Listening {
  /** Of the last broadcast taken: when it left by its sender's clock, and when it came in. */
  readonly transmit = new Timestamp();
  readonly at = new Instant();
  wayTime: WayTime = WayTime.Unknown;
  /** What a broadcast takes one way, and how wrong that may be, the half of a round trip aside. */
  delay: Q32 = 0;
  dispersion: Q32 = 0;
  /** When the last volley began. */
  readonly volleyAt = new Instant();
  /** How long after that the next one is due, log2 of seconds. */
  repeatLog2 = FIRST_REPEAT_LOG2;
  /** How many broadcasts in a row came later than queues explain. */
  lateInRow = 0;
  /** Whether the server asked by a kiss-o'-death not to be asked. */
  isRefused = false;

  reset(): void {
    this.wayTime = WayTime.Unknown;
    this.delay = this.dispersion = 0;
    this.repeatLog2 = FIRST_REPEAT_LOG2;
    this.lateInRow = 0;
    this.isRefused = false;
  }

  /** A volley begins. */
  ask(now: Instant): void {
    this.volleyAt.copy(now);
    this.lateInRow = 0;
    if (this.repeatLog2 < LAST_REPEAT_LOG2) this.repeatLog2++;
  }
}
