/** The engine's one alarm, by the oscillator and not by Node's timers, which count whole milliseconds. */
import { Instant } from "../../src/time/moment.js";
import { type AlarmPort } from "../../src/runtime/ports.js";
import { type Oscillator } from "./oscillator.js";

/** setTimeout takes 31 bits of milliseconds; a wait longer than this goes on in pieces. */
const LONGEST_MS = 86_400_000;

export class Alarm implements AlarmPort {
  readonly #oscillator: Pick<Oscillator, "millisecondsUntil">;
  readonly #at = new Instant();
  #ring: (() => void) | undefined = undefined;
  #timer: NodeJS.Timeout | undefined = undefined;

  constructor(oscillator: Pick<Oscillator, "millisecondsUntil">) {
    this.#oscillator = oscillator;
  }

  set(at: Instant, ring: () => void): void {
    this.#at.copy(at);
    this.#ring = ring;
    this.#arm();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#ring = undefined;
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const waitMs = Math.ceil(this.#oscillator.millisecondsUntil(this.#at));
    this.#timer = setTimeout(this.#check, Math.min(Math.max(waitMs, 0), LONGEST_MS));
  }

  /** Node rings up to a millisecond early: then a little more is waited. */
  readonly #check = (): void => {
    if (this.#oscillator.millisecondsUntil(this.#at) > 0) return this.#arm();
    const ring = this.#ring;
    this.#ring = undefined;
    ring?.();
  };
}
