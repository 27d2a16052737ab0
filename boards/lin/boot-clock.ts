/** What time the board believes it is at boot: the machine's own clock, read and never set. */
import { UNIX_EPOCH } from "ntp/time/calendar";
import { SECOND, type Q32 } from "ntp/time/fixed";
import { Instant, type Timestamp } from "ntp/time/moment";
import { type BootClockPort, type CounterPort } from "ntp/runtime/ports";

/** Nothing here tells whether the machine's clock is kept by anything; within a second, most are. */
const MACHINE_ERROR: Q32 = SECOND;

class System {
  static readRealTime(into: ArrayBuffer): void {
    return native("xs_lin_read_real_time").call(this, into) as void;
  }
}

export class BootClock implements BootClockPort {
  readonly #counter: CounterPort;
  readonly #now = new Instant();
  readonly #buffer = new ArrayBuffer(2 * Uint32Array.BYTES_PER_ELEMENT);
  readonly #words = new Uint32Array(this.#buffer);

  constructor(counter: CounterPort) {
    this.#counter = counter;
  }

  read(at: Instant, into: Timestamp): Q32 {
    System.readRealTime(this.#buffer);
    this.#counter.read(this.#now);
    const [unixSec, nanoseconds] = this.#words;
    into.set(unixSec + UNIX_EPOCH, Math.floor((nanoseconds / 1e9) * SECOND));
    into.add(at.since(this.#now));
    return MACHINE_ERROR;
  }
}
