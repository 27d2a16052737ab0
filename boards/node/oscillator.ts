/**
 * The board's counter: the machine's monotonic clock, which nobody sets, run through an oscillator that can
 * be made wrong by a rate so that there is something to put right. Kernel arrival stamps go through it, too.
 */
import { clamp, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { type CounterPort } from "../../src/runtime/ports.js";

const NANOSECONDS = 1e9;
/** 2^32 / 10^9 in lowest terms: with them nanoseconds become a fraction without passing 2^53. */
const FRACTION_NUMERATOR = 2 ** 23;
const FRACTION_DENOMINATOR = 5 ** 9;

/** So many that the code is compiled long before the last. */
const PRECISION_TRIES = 5000;

export class Oscillator implements CounterPort {
  readonly precisionLog2: number;
  readonly #originSec: number;
  /** How much too fast, as a plain ratio. */
  readonly #error: number;
  readonly #now = new Instant();

  /** `errorPpm`: how much faster than the machine's clock this one runs, from -500 to 500 or so. */
  constructor(errorPpm = 0) {
    this.#originSec = process.hrtime()[0];
    this.#error = errorPpm / 1e6;
    this.precisionLog2 = this.#measurePrecision();
  }

  read(into: Instant): void {
    const [seconds, nanoseconds] = process.hrtime();
    this.convert(seconds, nanoseconds, into);
  }

  /** What this counter shows when the machine's monotonic clock shows `seconds` and `nanoseconds`. */
  convert(seconds: number, nanoseconds: number, into: Instant): void {
    const elapsed = seconds - this.#originSec;
    const gained = Math.floor((elapsed * NANOSECONDS + nanoseconds) * this.#error);
    const carry = Math.floor((nanoseconds + gained) / NANOSECONDS);
    const rest = nanoseconds + gained - carry * NANOSECONDS;
    into.set(elapsed + carry, Math.floor((rest * FRACTION_NUMERATOR) / FRACTION_DENOMINATOR));
  }

  /** How long the machine's clock takes until this counter shows `at`; negative once it has. */
  millisecondsUntil(at: Instant): number {
    this.read(this.#now);
    return ((at.since(this.#now) / SECOND) * 1000) / (1 + this.#error);
  }

  /** RFC 5905 section 3: how long it takes to read the clock, here the least between two readings. */
  #measurePrecision(): number {
    const last = new Instant();
    let least: Q32 = SECOND;
    this.read(last);
    for (let i = 0; i < PRECISION_TRIES; i++) {
      this.read(this.#now);
      const passed = this.#now.since(last);
      if (passed > 0) least = Math.min(least, passed);
      last.copy(this.#now);
    }
    return clamp(Math.ceil(Math.log2(least / SECOND)), -32, 0);
  }
}
