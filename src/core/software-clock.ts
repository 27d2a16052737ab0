/**
 * The software clock: time as a line over the board's free-running counter, its slope the frequency
 * correction, bent for a while to slew an offset away.
 *
 * Reading only ever extrapolates from the last bend, so nothing has to tick, and rounds once, at the
 * end: the part of a unit left over at a bend goes into the next line, so that years of bends lose
 * nothing. No slope is ever zero or less, so the clock never runs backwards but by a step.
 */
import { clamp, PPM, SECOND, type Q32, type Rate } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { type LeapPassage } from "./leap-passage.js";

/** RFC 5905 MAXFREQ: what a counter may be wrong by. */
export const MAXFREQ: Rate = Math.round(500 * PPM);

/** How fast a clock that others rely on is slewed at most. */
export const SLEW_MAX: Rate = Math.round(500 * PPM);

/** How fast at most while first pulling in: 128 ms in 4 s, and an interval measured is 3 % wrong. */
export const PULL_IN_MAX: Rate = SECOND / 32;

export class SoftwareClock {
  /** How much faster than the counter the clock runs, slews aside. */
  frequency: Rate = 0;
  /** The leap second that is coming, or not past for others yet; undefined: the line is what all see. */
  passage: LeapPassage | undefined = undefined;

  /** Where the line begins: `time` plus `rest` of a unit (0 up to 1) at `at`. */
  private readonly at = new Instant();
  private readonly time = new Timestamp();
  private rest = 0;
  /** The slope before `at`, for instants that were stamped before the bend and are read after. */
  private rateBefore: Rate = 0;
  private slewSpeed: Rate = 0;
  /** What the slew from `at` on amounts to, and how long it takes. */
  private slew: Q32 = 0;
  private slewTime: Q32 = 0;

  /** What `frequency` is exceeded by while slewing, as of the last `steer`; 0: that asked for no slew. */
  get slewRate(): Rate {
    return this.slewSpeed;
  }

  /** The clock shows `time` at counter reading `at`; any slew is over, the frequency stays. */
  set(at: Instant, time: Timestamp): void {
    this.at.copy(at);
    this.time.copy(time);
    this.rest = 0;
    this.rateBefore = this.frequency;
    this.setSlew(0, 0);
  }

  /** What the clock shows at `at`; never less for a later `at` but by a step or a leap second. */
  read(at: Instant, into: Timestamp): void {
    const elapsed = at.since(this.at);
    this.show(at, this.correction(elapsed), into);
    if (this.passage !== undefined) this.passage.show(into);
  }

  /** What others are told that it shows at `at`: the same, unless a leap second is smeared for them. */
  serve(at: Instant, into: Timestamp): void {
    const elapsed = at.since(this.at);
    this.show(at, this.correction(elapsed), into);
    if (this.passage !== undefined) this.passage.serve(into);
  }

  /** As `read`, as if there were no leap second: what `LeapPassage` has its times on. */
  line(at: Instant, into: Timestamp): void {
    this.show(at, this.correction(at.since(this.at)), into);
  }

  /**
   * What the clock would show at `at` had all that is still to be slewed been done long ago. Offsets are
   * measured against this, so that a slew under way is in none of them: neither asked for twice, nor in
   * the round trip.
   */
  aim(at: Instant, into: Timestamp): void {
    const elapsed = at.since(this.at);
    this.show(at, this.rest + (elapsed * this.frequency) / SECOND + this.slew, into);
    if (this.passage !== undefined) this.passage.show(into);
  }

  /** The passage is over: what it has moved the clock by at the end becomes part of the line. */
  endPassage(): void {
    if (this.passage?.hasTurned) this.time.add(this.passage.by);
    this.passage = undefined;
  }

  /** All that the clock shows, before and after, is by `offset` more: it was misnumbered, not wrong. */
  renumber(offset: Q32): void {
    this.time.add(offset);
  }

  /** From `at` on the clock shows `offset` more. What was left of a slew is dropped. */
  step(at: Instant, offset: Q32): void {
    this.bend(at);
    this.time.add(offset);
    this.setSlew(0, 0);
  }

  /**
   * From `at` on the clock runs at `frequency` (within ±MAXFREQ) and, to gain `offset`, faster or slower by
   * `rate` (above 0, below 0.9 s/s) until exactly that is gained. What was left of a slew is dropped: add
   * `slewLeft` to keep it.
   */
  steer(at: Instant, frequency: Rate, offset: Q32, rate: Rate = SLEW_MAX): void {
    this.bend(at);
    this.frequency = clamp(frequency, -MAXFREQ, MAXFREQ);
    this.setSlew(offset, offset > 0 ? rate : offset < 0 ? -rate : 0);
  }

  /** What is still to be slewed at `at`; positive: the clock is behind its aim. */
  slewLeft(at: Instant): Q32 {
    const elapsed = Math.max(at.since(this.at), 0);
    return elapsed >= this.slewTime ? 0 : this.slew - Math.round((elapsed * this.slewSpeed) / SECOND);
  }

  private setSlew(slew: Q32, rate: Rate): void {
    this.slew = slew;
    this.slewSpeed = rate;
    this.slewTime = rate === 0 ? 0 : (slew / rate) * SECOND;
  }

  /** Beginning the line anew further on; an `at` before its beginning would run it backwards. */
  private bend(at: Instant): void {
    const elapsed = at.since(this.at);
    if (elapsed <= 0) return;
    const correction = this.correction(elapsed);
    const whole = Math.floor(correction);
    this.show(at, whole, this.time);
    this.rest = correction - whole;
    this.rateBefore = this.frequency + (elapsed < this.slewTime ? this.slewSpeed : 0);
    this.at.copy(at);
  }

  /** What the clock gains on the counter over `elapsed`, in units and parts of a unit. */
  private correction(elapsed: Q32): number {
    if (elapsed < 0) return this.rest + (elapsed * this.rateBefore) / SECOND;
    if (elapsed < this.slewTime) return this.rest + (elapsed * (this.frequency + this.slewSpeed)) / SECOND;
    return this.rest + (elapsed * this.frequency) / SECOND + this.slew;
  }

  /** Seconds and fractions go apart: together, decades would no longer count single units. */
  private show(at: Instant, correction: number, into: Timestamp): void {
    const fraction = this.time.fraction + at.fraction - this.at.fraction + Math.floor(correction);
    const carry = Math.floor(fraction / SECOND);
    into.seconds = (this.time.seconds + at.seconds - this.at.seconds + carry) >>> 0;
    into.fraction = fraction - carry * SECOND;
  }
}
