/** What time the board believes it is at boot: what its system has for the time. */
import { UNIX_EPOCH } from "ntp/time/calendar";
import { SECOND, type Q32 } from "ntp/time/fixed";
import { Instant, type Timestamp } from "ntp/time/moment";
import { type BootClockPort, type CounterPort } from "ntp/runtime/ports";

class System {
  /** Sets the first two words to seconds since 1970 and nanoseconds. */
  static readRealTime(into: ArrayBuffer): void {
    return native("xs_board_read_real_time").call(this, into) as void;
  }
}

export class BootClock implements BootClockPort {
  readonly #counter: CounterPort;
  readonly #error: Q32;
  readonly #now = new Instant();
  readonly #buffer = new ArrayBuffer(2 * Uint32Array.BYTES_PER_ELEMENT);
  readonly #words = new Uint32Array(this.#buffer);

  /** `error`: how wrong the system's time may be. */
  constructor(counter: CounterPort, error: Q32) {
    this.#counter = counter;
    this.#error = error;
  }

  read(at: Instant, into: Timestamp): Q32 {
    System.readRealTime(this.#buffer);
    this.#counter.read(this.#now);
    const [unixSec, nanoseconds] = this.#words;
    into.set(unixSec + UNIX_EPOCH, Math.floor((nanoseconds / 1e9) * SECOND));
    into.add(at.since(this.#now));
    return this.#error;
  }
}
