/** The board's counter: its system's monotonic clock, which nobody sets. */
import { SECOND, type Q32 } from "ntp/time/fixed";
import { Instant } from "ntp/time/moment";
import { type CounterPort } from "ntp/runtime/ports";
import { type MonotonicCounter } from "ntp/runtime/shared-memory";

/** 2^32 / 10^9 in lowest terms: with them nanoseconds become a fraction without passing 2^53. */
const FRACTION_NUMERATOR = 2 ** 23;
const FRACTION_DENOMINATOR = 5 ** 9;

const PRECISION_TRIES = 1000;

class System {
  /** Sets the first two words to seconds and nanoseconds. */
  static readMonotonic(into: ArrayBuffer): void {
    return native("xs_board_read_monotonic").call(this, into) as void;
  }
}

export class Counter implements CounterPort, MonotonicCounter {
  readonly precisionLog2: number;
  readonly #buffer = new ArrayBuffer(2 * Uint32Array.BYTES_PER_ELEMENT);
  readonly #words = new Uint32Array(this.#buffer);
  readonly #originSec: number;

  constructor() {
    System.readMonotonic(this.#buffer);
    this.#originSec = this.#words[0];
    this.precisionLog2 = this.measurePrecision();
  }

  read(into: Instant): void {
    const words = this.#words;
    System.readMonotonic(this.#buffer);
    this.convert(words[0], words[1], into);
  }

  convert(seconds: number, nanoseconds: number, into: Instant): void {
    into.set(
      seconds - this.#originSec,
      Math.floor((nanoseconds * FRACTION_NUMERATOR) / FRACTION_DENOMINATOR),
    );
  }

  /** RFC 5905 section 3: how long it takes to read the clock, here the least between two readings. */
  private measurePrecision(): number {
    const [last, now] = [new Instant(), new Instant()];
    let least: Q32 = SECOND;
    this.read(last);
    for (let i = 0; i < PRECISION_TRIES; i++) {
      this.read(now);
      const passed = now.since(last);
      if (passed > 0) least = Math.min(least, passed);
      last.copy(now);
    }
    let log2 = 0;
    while (log2 > -32 && least <= SECOND * 2 ** (log2 - 1)) log2--;
    return log2;
  }
}
