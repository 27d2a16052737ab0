/** A board clock that is wrong by as much as asked, so that there is something to put right. */
import { type BootClockPort, type CounterPort } from "ntp/runtime/ports";
import { type MonotonicCounter } from "ntp/runtime/shared-memory";
import { SECOND, type Q32 } from "ntp/time/fixed";
import { type Instant, type Timestamp } from "ntp/time/moment";

/** How wrong it is. */
export interface Wrong {
  /** How much faster than the machine's clock it runs. */
  readonly ppm: number;
  /** How far ahead of the machine's clock it is at boot. */
  readonly seconds: number;
}

/** Kernel arrival stamps go through it, too. */
export class Oscillator implements CounterPort, MonotonicCounter {
  readonly #right: CounterPort & MonotonicCounter;
  /** How much too fast, as a plain ratio. */
  readonly #error: number;

  constructor(right: CounterPort & MonotonicCounter, { ppm }: Wrong) {
    this.#right = right;
    this.#error = ppm / 1e6;
  }

  get precisionLog2(): number {
    return this.#right.precisionLog2;
  }

  read(into: Instant): void {
    this.#right.read(into);
    this.gain(into);
  }

  convert(seconds: number, nanoseconds: number, into: Instant): void {
    this.#right.convert(seconds, nanoseconds, into);
    this.gain(into);
  }

  /** The counter begins near 0: this is what it has gained since. */
  private gain(into: Instant): void {
    into.add(Math.floor((into.seconds * SECOND + into.fraction) * this.#error));
  }
}

export class WrongBootClock implements BootClockPort {
  readonly #right: BootClockPort;
  readonly #ahead: Q32;

  constructor(right: BootClockPort, { seconds }: Wrong) {
    this.#right = right;
    this.#ahead = Math.round(seconds * SECOND);
  }

  read(at: Instant, into: Timestamp): Q32 {
    const error = this.#right.read(at, into);
    into.add(this.#ahead);
    return error;
  }
}
