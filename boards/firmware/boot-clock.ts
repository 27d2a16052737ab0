/** What time the board believes it is at boot: what its system has for the time. */
import { FOREVER, type Q32 } from "ntp/time/fixed";
import { Instant, type Timestamp } from "ntp/time/moment";
import { type BootClockPort, type CounterPort } from "ntp/runtime/ports";
import { RealTime } from "ntp/firmware/real-time";

export class BootClock implements BootClockPort {
  readonly #counter: CounterPort;
  readonly #now = new Instant();
  readonly #realTime = new RealTime();

  constructor(counter: CounterPort) {
    this.#counter = counter;
  }

  /** Nothing tells whether anything keeps the system's time. */
  read(at: Instant, into: Timestamp): Q32 {
    this.#realTime.read(into);
    this.#counter.read(this.#now);
    into.add(at.since(this.#now));
    return FOREVER;
  }
}
