/** The one alarm, by the SDK's timers, which count whole milliseconds. */
import Timer from "timer";
import { SECOND } from "ntp/time/fixed";
import { Instant } from "ntp/time/moment";
import { type AlarmPort, type CounterPort } from "ntp/runtime/ports";
import { type Load } from "ntp/firmware/load";

/** A wait longer than this goes on in pieces. */
const LONGEST_MS = 3_600_000;

export class Alarm implements AlarmPort {
  readonly #counter: CounterPort;
  readonly #load: Load;
  readonly #at = new Instant();
  readonly #now = new Instant();
  readonly #timer: Timer;
  #ring: (() => void) | undefined = undefined;

  constructor(counter: CounterPort, load: Load) {
    this.#counter = counter;
    this.#load = load;
    // A timer that repeats is there for good, so that nothing is allocated when it is set anew.
    this.#timer = Timer.repeat(this.#check, LONGEST_MS);
  }

  set(at: Instant, ring: () => void): void {
    this.#at.copy(at);
    this.#ring = ring;
    this.arm();
  }

  clear(): void {
    this.#ring = undefined;
  }

  private arm(): void {
    const waitMs = Math.ceil((this.left() / SECOND) * 1000);
    Timer.schedule(this.#timer, Math.min(Math.max(waitMs, 0), LONGEST_MS), LONGEST_MS);
  }

  private left(): number {
    this.#counter.read(this.#now);
    return this.#at.since(this.#now);
  }

  /** Timers may ring a little early: then a little more is waited. */
  readonly #check = (): void => {
    const ring = this.#ring;
    if (ring === undefined) return;
    const left = this.left();
    if (left > 0) return this.arm();
    this.#ring = undefined;
    this.#load.begin();
    ring();
    this.#load.endAlarm(-left);
  };
}
