/**
 * Clock discipline: from the samples of those that selection follows to the frequency and the slews of the
 * software clock. RFC 5905 section 11.3 gives the frame: thresholds, states, poll advice.
 *
 * In place of the RFC's PLL/FLL a `Tracker` follows phase and frequency, and takes a sample for what it is:
 * two arrivals that queues can only delay. Offsets are measured against the clock's aim, so that neither a
 * slew under way nor the delay between measuring and correcting disturbs it.
 */
import { clamp, half, log2Seconds, MILLISECOND, scale, type Q32, type Rate } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { FREQUENCY_DOUBT, FREQUENCY_KNOWN, type Crystal } from "./crystal.js";
import { DisciplineAction, SampleFate } from "./discipline-action.js";
import { Holdover } from "./holdover.js";
import { Panic } from "./panic.js";
import { type Path } from "./path.js";
import { PollAdvice } from "./poll-advice.js";
import { Resistance } from "./resistance.js";
import { CONFIDENCE } from "./run-off.js";
import { slewRate } from "./slew-rate.js";
import { MAXFREQ, PULL_IN_MAX, SLEW_MAX, type SoftwareClock } from "./software-clock.js";
import { Span } from "./span.js";
import { ClockState } from "./system.js";
import { Tracker } from "./tracker.js";

const STEP_THRESHOLD = 128 * MILLISECOND; // RFC 5905 STEPT, as in its code
const GATE = 5; // a surprise beyond this many deviations is not believed at once

export class Discipline {
  state: ClockState = ClockState.NotSet;
  /** What the offset of a sample like the last one is wrong by, as a deviation. */
  jitter: Q32 = 0;
  /** What is farther off is stepped, not slewed; 0: a clock that others rely on is never stepped. */
  stepThreshold: Q32 = STEP_THRESHOLD;
  /** How fast it is slewed at most. */
  slewMost: Rate = SLEW_MAX;
  /** What the last `correct` added to the clock's aim and frequency: hand it to `ClockFilter.steered`. */
  moved: Q32 = 0;
  turned: Rate = 0;
  /** How far off the clock seems by a sample that was not believed yet: so much more it may be wrong. */
  unexplained: Q32 = 0;

  private readonly clock: SoftwareClock;
  private readonly tracker = new Tracker();
  private readonly poll = new PollAdvice();
  private readonly holdover: Holdover;
  /** When the last sample was taken; valid while `isUsed`. */
  private readonly at = new Instant();
  private isUsed = false;
  private readonly span = new Span();
  /** When the last one was taken that was believed. */
  private readonly believedAt = new Instant();
  readonly resistance = new Resistance();
  readonly panic = new Panic();
  /** Whether samples were taken in that the clock was not yet corrected by. */
  private hasNews = false;
  /** Whether the clock was synchronized: from then on others rely on it. */
  private isReliedOn = false;

  /** `holdover` learns what the crystal does from each correction. */
  constructor(clock: SoftwareClock, holdover = new Holdover()) {
    this.clock = clock;
    this.holdover = holdover;
  }

  /** What the counter is corrected by, slews aside. */
  get frequency(): Rate {
    return this.clock.frequency;
  }

  /** How much the frequency itself wanders over a poll interval. */
  get wander(): Rate {
    return this.tracker.wander(log2Seconds(this.pollLog2));
  }

  /** The poll interval advised, log2 of seconds. */
  get pollLog2(): number {
    return this.poll.pollLog2;
  }

  /** Bounds for `pollLog2`, in log2 of seconds, 3 to 17. Until the first update it is `min`. */
  setPollRange(min: number, max: number): void {
    this.poll.setRange(min, max);
    if (this.isFirst()) this.poll.reset();
  }

  /** How far the clock may have run off `elapsed` after it was last corrected, by all that is known of it. */
  dispersion(elapsed: Q32): Q32 {
    // What the tracker thinks, but never less than what the samples leave open.
    const open = Math.round(Math.min(this.span.open, MAXFREQ) / CONFIDENCE);
    const error = Math.max(this.tracker.frequencyError, open);
    return this.holdover.dispersion(elapsed, error, this.tracker.walk);
  }

  /** Nobody is told this time any more; what is known of the frequency stays. */
  withdraw(): void {
    this.unexplained = 0;
    if (!this.isFirst()) this.state = ClockState.Set;
  }

  /** Besides, nobody relies on it, or a majority refutes who taught it: no offset need last. */
  release(): void {
    this.isReliedOn = false;
    this.withdraw();
  }

  /** Before the first update: starts with what an earlier run knew of the crystal, at the counter's `now`. */
  restore(crystal: Crystal, now: Instant): void {
    this.clock.steer(now, crystal.frequency, this.clock.slewLeft(now));
    this.tracker.doubt(crystal.frequencyError);
    this.tracker.expect(crystal.walk);
    this.state = ClockState.FrequencySet;
  }

  /** No sample says so, but the clock is believed to be behind by `moved`, and to run slow by `turned`. */
  turn(moved: Q32, turned: Rate, now: Instant): void {
    const left = this.clock.slewLeft(now) + moved;
    this.clock.steer(now, this.clock.frequency + turned, left, this.slewRate(left));
    this.holdover.turned(this.clock.frequency, now);
    this.holdover.carried(moved);
  }

  /** Writes down what is known of the crystal. */
  remember(into: Crystal): void {
    into.frequency = this.clock.frequency;
    into.frequencyError = this.tracker.frequencyError;
    into.walk = this.tracker.walk;
  }

  /**
   * Takes in an `offset` (positive: the clock is behind its aim) that came by `path` with a round trip of
   * `delay`, taken `at`: not before the last one.
   */
  take(path: Path, offset: Q32, delay: Q32, at: Instant): SampleFate {
    const tracker = this.tracker;
    const elapsed = this.isUsed ? at.since(this.at) : 0;
    if (elapsed < 0) return SampleFate.Old;
    this.at.copy(at);
    this.isUsed = true;
    if (elapsed > 0) tracker.predict(elapsed);
    if (path.admit(delay, GATE)) return SampleFate.Late;

    const there = half(delay) + offset;
    const back = delay - there;
    const surprise = tracker.surprise(path, there, back);
    // At first nothing is expected, and nothing surprises.
    if (Math.abs(this.isFirst() ? offset : surprise) > this.panic.limit(at)) return SampleFate.Refused;
    if (!this.isBelieved(path, surprise, at)) {
      if (path.isReference) this.unexplained = Math.abs(surprise);
      return SampleFate.Spike;
    }
    tracker.observe(path, there, back);
    path.isDoubted = false;
    this.resistance.end();
    if (path.isReference) this.unexplained = 0;
    this.jitter = path.jitter;
    this.span.extend(delay, at);
    this.believedAt.copy(at);
    this.hasNews = true;
    return SampleFate.Taken;
  }

  /** Whether to believe a sample so far outside of what was thought possible; then it is possible now. */
  private isBelieved(path: Path, surprise: Q32, at: Instant): boolean {
    if (this.isFar(surprise)) {
      // Another source may be as far from the peer and agree with it about the time.
      if (!path.isPeer) return false;
      // After a long time without a source an offset is no spike that the clock may have run off by.
      const runOff = this.dispersion(at.since(this.believedAt));
      const isOdd = this.isReliedOn && Math.abs(surprise) > runOff;
      if (isOdd && !this.resistance.isOver(at)) {
        this.state = ClockState.Spike;
        return false;
      }
      if (isOdd || path.isDoubted) return this.beginAnew();
    }
    if (Math.abs(surprise) <= GATE * this.tracker.expectation(path)) return true;
    // Twice in a row is no popcorn.
    if (path.isDoubted && path.isReference) this.tracker.jumped(surprise, at.since(this.believedAt));
    else if (path.isDoubted) path.jumped(surprise);
    else if (path.isReference) this.poll.hurry();
    const isBelieved = path.isDoubted;
    path.isDoubted = true;
    return isBelieved;
  }

  /** Corrects the clock by what was taken in; if it does, filters are to be told `moved` and `turned`. */
  correct(now: Instant): DisciplineAction {
    this.moved = this.turned = 0;
    if (!this.hasNews) return DisciplineAction.Ignored;
    const action = this.correctClock(now);
    this.poll.advise(this.tracker, this.jitter);
    return action;
  }

  /** All sources together are `by` ahead of what the tracker was told. */
  recentre(by: Q32): void {
    this.tracker.shift(by);
  }

  private isFirst(): boolean {
    return this.state === ClockState.NotSet || this.state === ClockState.FrequencySet;
  }

  private isFar(offset: Q32): boolean {
    return Math.abs(offset) > (this.stepThreshold === 0 ? STEP_THRESHOLD : this.stepThreshold);
  }

  /** Where the clock is was an error; how fast it runs may still be known. Anything can be believed now. */
  private beginAnew(): true {
    this.tracker.doubt(Math.max(this.tracker.frequencyError, FREQUENCY_DOUBT));
    this.span.restart();
    this.poll.reset();
    return true;
  }

  /** Makes the clock what the tracker thinks right. */
  private correctClock(now: Instant): DisciplineAction {
    const clock = this.clock;
    const tracker = this.tracker;
    const since = now.since(this.at);
    const frequency = clamp(clock.frequency + tracker.frequency, -MAXFREQ, MAXFREQ);
    this.turned = frequency - clock.frequency;
    this.moved = tracker.phase + scale(since, tracker.frequency);
    // The tracker stays at the sample, where the new line of the clock is that much lower.
    tracker.corrected(this.moved - scale(since, this.turned), this.turned);
    this.hasNews = false;

    const wanted = this.moved + clock.slewLeft(now);
    const isStep = this.isFar(this.moved) && (this.stepThreshold > 0 || !this.isReliedOn);
    if (isStep) clock.step(now, wanted);
    clock.steer(now, frequency, isStep ? 0 : wanted, this.slewRate(wanted));
    const isKnown = tracker.frequencyError <= FREQUENCY_KNOWN;
    this.state = isKnown ? ClockState.Synchronized : ClockState.Set;
    if (isKnown) this.rely();
    if (isStep || !isKnown) this.holdover.interrupt();
    else this.holdover.learn(this.moved, frequency, now);
    return isStep ? DisciplineAction.Stepped : DisciplineAction.Slewed;
  }

  private rely(): void {
    this.isReliedOn = true;
    this.panic.relied();
  }

  /** Gently once the clock is relied on: a quick slew is a jump in frequency, and gains little. */
  private slewRate(offset: Q32): Rate {
    if (!this.isReliedOn) return PULL_IN_MAX;
    return slewRate(offset, this.tracker.phaseError, this.pollLog2, this.span.length, this.slewMost);
  }
}
