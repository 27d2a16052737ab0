/**
 * What time the board believes it is at boot: the machine's own clock, read and never set, and ahead by as
 * much as asked.
 */
import { FOREVER, SECOND, type Q32 } from "../../src/time/fixed.js";
import { UNIX_EPOCH } from "../../src/time/calendar.js";
import { Instant, type Timestamp } from "../../src/time/moment.js";
import { type BootClockPort } from "../../src/runtime/ports.js";
import { type Oscillator } from "./oscillator.js";

export class BootClock implements BootClockPort {
  readonly #oscillator: Oscillator;
  readonly #offset: Q32;
  readonly #edge = new Instant();

  /** `offsetSec`: how far ahead of the machine's clock this one is. */
  constructor(oscillator: Oscillator, offsetSec = 0) {
    this.#oscillator = oscillator;
    this.#offset = Math.round(offsetSec * SECOND);
  }

  /** Nothing tells whether anything keeps the machine's clock. */
  read(at: Instant, into: Timestamp): Q32 {
    const unixMs = this.#awaitEdge();
    const unixSec = Math.floor(unixMs / 1000);
    into.set(unixSec + UNIX_EPOCH, Math.round(((unixMs - unixSec * 1000) / 1000) * SECOND));
    into.add(this.#offset + at.since(this.#edge));
    return FOREVER;
  }

  /** Waits for the clock to change, at most a millisecond: only there do its whole milliseconds say more. */
  #awaitEdge(): number {
    const before = Date.now();
    let now = before;
    while (now === before) now = Date.now();
    this.#oscillator.read(this.#edge);
    return now;
  }
}
