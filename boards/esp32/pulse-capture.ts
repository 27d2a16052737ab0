/** Pulses on a pin that mark the second, stamped by the chip when they come. */
import Timer from "timer";
import { Instant } from "ntp/time/moment";
import { type MonotonicCounter } from "ntp/runtime/shared-memory";

/** How often it is looked whether there was one: it has its stamp, and nothing waits for it. */
const LOOK_MS = 20;

class Capture extends Native("xs_esp32_pulses_destructor") {
  constructor(pin: number, isRising: boolean) {
    super();
    native("xs_esp32_pulses").call(this, pin, isRising);
  }

  /** Sets the first two words to seconds and nanoseconds at the oldest pulse; false: there is none. */
  take(into: ArrayBuffer): boolean {
    return native("xs_esp32_pulses_take").call(this, into) as boolean;
  }

  close(): void {
    return native("xs_esp32_pulses_close").call(this) as void;
  }
}

export class PulseCapture {
  readonly #counter: MonotonicCounter;
  readonly #pulsed: (at: Instant) => void;
  readonly #capture: Capture;
  readonly #timer: Timer;
  readonly #buffer = new ArrayBuffer(2 * Uint32Array.BYTES_PER_ELEMENT);
  readonly #words = new Uint32Array(this.#buffer);
  readonly #at = new Instant();

  /** `at` belongs to this. Throws where the pin cannot be listened to; there is one at a time. */
  constructor(pin: number, isRising: boolean, counter: MonotonicCounter, pulsed: (at: Instant) => void) {
    this.#counter = counter;
    this.#pulsed = pulsed;
    this.#capture = new Capture(pin, isRising);
    this.#timer = Timer.repeat(this.#look, LOOK_MS);
  }

  close(): void {
    Timer.clear(this.#timer);
    this.#capture.close();
  }

  readonly #look = (): void => {
    while (this.#capture.take(this.#buffer)) {
      this.#counter.convert(this.#words[0], this.#words[1], this.#at);
      this.#pulsed(this.#at);
    }
  };
}
