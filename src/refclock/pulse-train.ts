/**
 * Pulses that mark seconds, held against the beat that they have kept so far: a line through them, fitted to
 * all while they are few and then forgetting the old ones. What is off the beat is no pulse of the receiver:
 * a spike, a double, an interrupt that was served late. Allocates nothing.
 */
import { clamp, MILLISECOND, portion, PPM, SECOND, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";

/** From so many on the beat is known well enough to name seconds by. */
const STEADY = 8;

/** So many strays that keep a beat of their own are the pulses, and what was before them was not. */
const NEW_BEAT = 5;

/** What a counter may be wrong by, and what its crystal may change from one pulse to the next, per second. */
const COUNTER_ERROR: Q32 = Math.round(500 * PPM);
const DRIFT: Q32 = Math.round(PPM);

/** How far off a pulse may be: before its jitter is known, and in multiples of it once it is. */
const WIDE: Q32 = MILLISECOND;
const NARROW: Q32 = Math.round(20 * PPM);
const JITTERS = 8;

/** What a new pulse weighs at least, in the phase and in the period, and in the jitter: one in so many. */
const PHASE_MEMORY = 4;
const PERIOD_MEMORY = 32;
const JITTER_MEMORY = 16;

/** Over a gap in which the beat may have moved by more, pulses cannot be counted. */
const LOST: Q32 = SECOND / 4;

export class PulseTrain {
  /** The last pulse that was on the beat. */
  readonly last = new Instant();
  /** From one pulse to the next, as the counter has it. */
  period: Q32 = SECOND;
  /** Mean deviation from the beat; 0 before any was measured. */
  jitter: Q32 = 0;

  /** Where the beat would have the last pulse. */
  readonly #beat = new Instant();
  #count = 0;
  readonly #stray = new Instant();
  #strays = 0;

  get isSteady(): boolean {
    return this.#count >= STEADY;
  }

  /** Whether the edge seen at `at` is the receiver's mark of a second. */
  take(at: Instant): boolean {
    const elapsed = at.since(this.#beat);
    const seconds = Math.round(elapsed / this.period);
    const gate = this.gate(seconds);
    if (this.#count === 0 || gate > LOST) return this.begin(at);
    const deviation = elapsed - seconds * this.period;
    if (seconds < 1 || Math.abs(deviation) > gate) return this.strayed(at);
    this.follow(at, seconds, deviation);
    return true;
  }

  private gate(seconds: number): Q32 {
    if (!this.isSteady) return WIDE + seconds * COUNTER_ERROR;
    return clamp(JITTERS * this.jitter, NARROW, WIDE) + seconds * DRIFT;
  }

  private begin(at: Instant): boolean {
    this.#count = 1;
    this.#strays = 0;
    this.period = SECOND;
    this.jitter = 0;
    this.#beat.copy(at);
    this.last.copy(at);
    return true;
  }

  /**
   * The gains of a line fitted to `n` points: 2 (2n - 1) / n (n + 1) and 6 / n (n + 1). After a gap the one
   * pulse says more of the beat than all before it.
   */
  private follow(at: Instant, seconds: number, deviation: Q32): void {
    const n = ++this.#count;
    const points = n * (n + 1);
    const phaseGain = Math.min(Math.max((2 * (2 * n - 1)) / points, seconds / PHASE_MEMORY), 1);
    const periodGain = Math.min(Math.max(6 / points, seconds / PERIOD_MEMORY), 1);
    this.#beat.add(seconds * this.period + Math.round(deviation * phaseGain));
    this.period += Math.round((deviation * periodGain) / seconds);
    // The first two make the line, so none is off it, and what a gap did to the crystal is no jitter.
    if (n > 2 && seconds === 1)
      this.jitter += portion(Math.abs(deviation) - this.jitter, 1, Math.min(n - 2, JITTER_MEMORY));
    this.#strays = 0;
    this.last.copy(at);
  }

  private strayed(at: Instant): boolean {
    const elapsed = at.since(this.#stray);
    const seconds = Math.round(elapsed / SECOND);
    const isOnBeat = seconds >= 1 && Math.abs(elapsed - seconds * SECOND) <= WIDE + seconds * COUNTER_ERROR;
    this.#strays = this.#strays > 0 && isOnBeat ? this.#strays + 1 : 1;
    this.#stray.copy(at);
    return this.#strays >= NEW_BEAT && this.begin(at);
  }
}
