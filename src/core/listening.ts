/**
 * Listening: what a client keeps of a broadcast server that it hears, beside what it keeps of any source.
 * Allocates nothing.
 */
import { MILLISECOND, type Q32 } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";

/** How it is known what a broadcast takes, one way. */
export const enum WayTime {
  Unknown,
  /** The server answers nobody: what is configured is taken for it. */
  Assumed,
  /** By an exchange close to a broadcast. */
  Measured,
}

/**
 * A volley is repeated first at the next broadcast, when the clock's frequency is known better, and then
 * after twice as long each time, up to half an hour.
 */
const FIRST_REPEAT_LOG2 = 4;
const LAST_REPEAT_LOG2 = 11;

/** A server that asks for patience again and again (RATE) is asked about once a day. */
const RAREST_REPEAT_LOG2 = 16;

/** Across routers a broadcast may take so much longer than what is configured for a LAN. */
const ROUTED: Q32 = 100 * MILLISECOND;

/** So many broadcasts in a row, later than queues explain and all by as much, came by another way. */
const LATE = 4;

export class Listening {
  /** Of the last broadcast taken: when it left by its sender's clock, and when it came in. */
  readonly transmit = new Timestamp();
  readonly at = new Instant();
  wayTime: WayTime = WayTime.Unknown;
  /** What a broadcast takes one way; that and `dispersion` is how wrong an offset so made can be. */
  delay: Q32 = 0;
  dispersion: Q32 = 0;
  /** When the last volley began. */
  readonly volleyAt = new Instant();
  /** How long after that the next one is due, log2 of seconds. */
  repeatLog2 = FIRST_REPEAT_LOG2;
  /** How many broadcasts in a row came later than queues explain, the least by which, and the sum. */
  private row = 0;
  private least: Q32 = 0;
  private sum: Q32 = 0;
  /** Whether the server asked by a kiss-o'-death not to be asked (DENY, RSTR). */
  isRefused = false;
  /** Whether the last one came to a group: routers may have passed it on. */
  isToGroup = false;

  reset(): void {
    this.wayTime = WayTime.Unknown;
    this.delay = this.dispersion = 0;
    this.repeatLog2 = FIRST_REPEAT_LOG2;
    this.row = 0;
    this.isRefused = false;
    this.isToGroup = false;
  }

  /** A broadcast came `late` after the earliest lately; queues usually explain up to `longest`. */
  add(late: Q32, longest: Q32): void {
    if (late <= longest) {
      this.row = 0;
      return;
    }
    this.least = this.row === 0 ? late : Math.min(this.least, late);
    this.sum = this.row === 0 ? late : this.sum + late;
    this.row++;
    // What scatters is a queue, and says nothing of the way.
    if (this.row >= LATE && this.sum / this.row - this.least > longest) this.row = 0;
  }

  /** Whether the way may have become longer. */
  get isLonger(): boolean {
    return this.row >= LATE;
  }

  /** A broadcast takes `delay`, give or take that and `dispersion`: so an exchange has shown. */
  measured(delay: Q32, dispersion: Q32): void {
    this.wayTime = WayTime.Measured;
    this.delay = delay;
    this.dispersion = dispersion;
    this.row = 0;
  }

  /** Nobody answers: `delay` is configured, and may be as wrong again. An answer may only have been lost. */
  assume(delay: Q32): void {
    this.wayTime = WayTime.Assumed;
    this.delay = delay;
    this.dispersion = this.isToGroup ? Math.max(delay, ROUTED) : delay;
    this.repeatLog2 = Math.max(this.repeatLog2, LAST_REPEAT_LOG2);
  }

  /** The server wants to be asked less. */
  slowDown(): void {
    if (this.repeatLog2 < RAREST_REPEAT_LOG2) this.repeatLog2++;
  }

  /** A volley begins. */
  ask(now: Instant): void {
    this.volleyAt.copy(now);
    if (this.repeatLog2 < LAST_REPEAT_LOG2) this.repeatLog2++;
  }
}
