/**
 * Clock discipline: from the offsets that selection arrives at to the frequency and the slews of the
 * software clock. RFC 5905 section 11.3 gives the frame: thresholds, states, poll advice.
 *
 * In place of the RFC's PLL/FLL a Kalman filter (`Tracker`) follows phase and frequency. Offsets are
 * measured against the clock's aim (`SoftwareClock.aim`), so that neither a slew under way nor the delay
 * between measuring and correcting disturbs it; and each is weighed by how much longer than the quickest
 * its round trip took, for that excess is what its error comes from (`PathNoise`).
 */
import { clamp, log2Seconds, MILLISECOND, rootMean, scale, SECOND } from "../time/fixed.js";
import { type Q32, type Rate } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { type ClockFilter } from "./clock-filter.js";
import { FREQUENCY_DOUBT, FREQUENCY_KNOWN, type Crystal } from "./crystal.js";
import { DisciplineAction } from "./discipline-action.js";
import { Holdover } from "./holdover.js";
import { isEmpty, PathNoise } from "./path-noise.js";
import { PollAdvice } from "./poll-advice.js";
import { MAXFREQ, PULL_IN_MAX, SLEW_MAX, type SoftwareClock } from "./software-clock.js";
import { ClockState } from "./system.js";
import { Tracker } from "./tracker.js";

const STEP_THRESHOLD = 128 * MILLISECOND; // RFC 5905 STEPT, as in its code

/** RFC 5905 WATCH: an offset beyond the step threshold is believed after this long. */
const STEPOUT = 900 * SECOND;

const AVG = 8; // RFC 5905: what share a new value has in a running mean

const LEAST_NOISE: Q32 = Math.round(SECOND / 1e6); // no clock reading is better
const GATE = 5; // a surprise beyond this many deviations is not believed at once

export class Discipline {
  state: ClockState = ClockState.NotSet;
  /** RMS of the differences between offsets and what was expected of them. */
  jitter: Q32 = 0;
  /** What is farther off is stepped, not slewed; 0: a clock that others rely on is never stepped. */
  stepThreshold: Q32 = STEP_THRESHOLD;
  /** Such a clock is never moved farther than this. */
  panicThreshold: Q32 = 1000 * SECOND; // RFC 5905 PANICT
  /** How fast it is slewed at most. */
  slewMost: Rate = SLEW_MAX;
  /** What the last `update` added to the clock's aim and frequency: hand it to `ClockFilter.steered`. */
  moved: Q32 = 0;
  turned: Rate = 0;

  readonly #clock: SoftwareClock;
  readonly #tracker = new Tracker();
  readonly #noise = new PathNoise();
  readonly #poll = new PollAdvice();
  readonly #holdover: Holdover;
  /** When the last sample looked at was taken; valid while `#isUsed`. */
  readonly #at = new Instant();
  #isUsed = false;
  /** How long before `#at` the last sample was that was believed. */
  #sinceBelieved: Q32 = 0;
  readonly #spikeSince = new Instant();
  /** Whether samples were taken in that the clock was not yet corrected by. */
  #hasNews = false;
  /** Whether the clock was ever synchronized: from then on others rely on it. */
  #isReliedOn = false;

  /** `holdover` learns what the crystal does from each correction. */
  constructor(clock: SoftwareClock, holdover = new Holdover()) {
    this.#clock = clock;
    this.#holdover = holdover;
  }

  /** What the counter is corrected by, slews aside. */
  get frequency(): Rate {
    return this.#clock.frequency;
  }

  /** How much the frequency itself wanders over a poll interval. */
  get wander(): Rate {
    return this.#tracker.wander(log2Seconds(this.pollLog2));
  }

  /** The poll interval advised, log2 of seconds. */
  get pollLog2(): number {
    return this.#poll.pollLog2;
  }

  /** Bounds for `pollLog2`, in log2 of seconds, 3 to 17. Until the first update it is `min`. */
  setPollRange(min: number, max: number): void {
    this.#poll.setRange(min, max);
    if (this.#isFirst()) this.#poll.reset();
  }

  /** How far the clock may have run off `elapsed` after it was last corrected, by all that is known of it. */
  dispersion(elapsed: Q32): Q32 {
    return this.#holdover.dispersion(elapsed, this.#tracker.frequencyError, this.#tracker.walk);
  }

  /**
   * Nobody relies on the clock any more, or who taught it is refuted by a majority: an offset beyond the step
   * threshold need not last before it is believed. What is known of the frequency stays.
   */
  release(): void {
    this.#isReliedOn = false;
    if (!this.#isFirst()) this.state = ClockState.Set;
  }

  /** Before the first update: starts with what an earlier run knew of the crystal, at counter reading `now`. */
  restore(crystal: Crystal, now: Instant): void {
    this.#clock.steer(now, crystal.frequency, this.#clock.slewLeft(now));
    this.#tracker.doubt(crystal.frequencyError);
    this.#tracker.expect(crystal.walk);
    this.state = ClockState.FrequencySet;
  }

  /** No sample says so, but the counter is now believed to run slower by `turned`: so the clock runs faster. */
  turn(turned: Rate, now: Instant): void {
    const left = this.#clock.slewLeft(now);
    this.#clock.steer(now, this.#clock.frequency + turned, left, this.#slewRate(left));
    this.#holdover.turned(this.#clock.frequency, now);
  }

  /** Writes down what is known of the crystal. */
  remember(into: Crystal): void {
    into.frequency = this.#clock.frequency;
    into.frequencyError = this.#tracker.frequencyError;
    into.walk = this.#tracker.walk;
  }

  /**
   * To be called before `update`, with the system peer's filter: until the frequency is known, takes in every
   * sample that it holds, oldest first. RFC 5905 steers by the best one alone and trusts the clock to wander
   * by PHI at most; a new clock wanders by more, and would be left to it for several polls.
   */
  prime(filter: ClockFilter): void {
    if (this.#isReliedOn) return;
    for (let i = filter.stageCount - 1; i >= 0; i--)
      if (this.#isNews(filter, i)) this.#noise.learn(filter.stageDelay(i));
    const rest = this.#noise.scatter(filter);
    for (let i = filter.stageCount - 1; i >= 0; i--)
      if (this.#isNews(filter, i))
        this.#take(filter.stageOffset(i), rest, filter.stageDelay(i), filter.stageAt(i));
  }

  /**
   * Takes in the combined offset (positive: the clock is behind its aim), with the jitter expected in it and
   * the round trip it came by, taken `at` and handled `now`; corrects the clock. After `Slewed` and
   * `Stepped` all filters are to be told `moved` and `turned`.
   */
  update(offset: Q32, jitter: Q32, delay: Q32, at: Instant, now: Instant): DisciplineAction {
    this.moved = this.turned = 0;
    if (!this.#isUsed || at.since(this.#at) > 0) {
      if (this.#isReliedOn && Math.abs(offset) > this.panicThreshold) return DisciplineAction.Refused;
      // After a long time without a source an offset is no spike that the clock may have run off by.
      const unheard = this.#sinceBelieved + at.since(this.#at);
      const isOdd = this.#isFar(offset) && Math.abs(offset) > this.dispersion(unheard);
      if (this.#isReliedOn && isOdd && this.#isResisting(at)) return DisciplineAction.Spike;
      this.#noise.learn(delay);
      if (!this.#take(offset, this.#noise.rest(jitter), delay, at)) return DisciplineAction.Spike;
    }
    if (!this.#hasNews) return DisciplineAction.Ignored;
    const action = this.#correct(now);
    if (this.state === ClockState.Synchronized) this.#poll.advise(this.#tracker);
    return action;
  }

  #isFirst(): boolean {
    return this.state === ClockState.NotSet || this.state === ClockState.FrequencySet;
  }

  #isFar(offset: Q32): boolean {
    return Math.abs(offset) > (this.stepThreshold === 0 ? STEP_THRESHOLD : this.stepThreshold);
  }

  #isNews(filter: ClockFilter, stage: number): boolean {
    return !isEmpty(filter, stage) && (!this.#isUsed || filter.stageAt(stage).since(this.#at) > 0);
  }

  /** An offset beyond the step threshold is a spike, until that has lasted. */
  #isResisting(at: Instant): boolean {
    if (this.state !== ClockState.Spike) {
      this.state = ClockState.Spike;
      this.#spikeSince.copy(at);
    }
    if (at.since(this.#spikeSince) < STEPOUT) return true;
    this.#tracker.doubt(Math.max(this.#tracker.frequencyError, FREQUENCY_DOUBT));
    this.#poll.reset();
    return false;
  }

  /**
   * Feeds the tracker, unless the offset is too far from what was expected; twice in a row is no popcorn.
   * `rest`: the part of its error that the round trip does not explain, as a deviation.
   */
  #take(offset: Q32, rest: Q32, delay: Q32, at: Instant): boolean {
    const tracker = this.#tracker;
    const elapsed = this.#isUsed ? at.since(this.#at) : 0;
    const wasDoubted = this.#sinceBelieved > 0;
    this.#at.copy(at);
    this.#isUsed = true;
    tracker.predict(elapsed);
    this.#sinceBelieved += elapsed;

    const noise = Math.max(Math.round(Math.sqrt(this.#noise.variance(delay) + rest * rest)), LEAST_NOISE);
    const surprise = tracker.surprise(offset);
    if (Math.abs(surprise) > GATE * Math.max(tracker.expectation(noise), this.jitter)) {
      this.#poll.hurry();
      if (!wasDoubted) return false;
      tracker.jumped(surprise, this.#sinceBelieved);
    } else this.jitter = rootMean(this.jitter * this.jitter * (AVG - 1) + surprise * surprise, AVG);
    this.#poll.learn(noise);
    tracker.observe(offset, noise);
    this.#sinceBelieved = 0;
    this.#hasNews = true;
    return true;
  }

  /** Makes the clock what the tracker thinks right. */
  #correct(now: Instant): DisciplineAction {
    const clock = this.#clock;
    const tracker = this.#tracker;
    const since = now.since(this.#at);
    const frequency = clamp(clock.frequency + tracker.frequency, -MAXFREQ, MAXFREQ);
    this.turned = frequency - clock.frequency;
    this.moved = tracker.phase + scale(since, tracker.frequency);
    // The tracker stays at the sample, where the new line of the clock is that much lower.
    tracker.corrected(this.moved - scale(since, this.turned), this.turned);
    this.#hasNews = false;

    const wanted = this.moved + clock.slewLeft(now);
    const isStep = this.#isFar(this.moved) && (this.stepThreshold > 0 || !this.#isReliedOn);
    if (isStep) clock.step(now, wanted);
    clock.steer(now, frequency, isStep ? 0 : wanted, this.#slewRate(wanted));
    const isKnown = tracker.frequencyError <= FREQUENCY_KNOWN;
    this.state = isKnown ? ClockState.Synchronized : ClockState.Set;
    if (isKnown) this.#isReliedOn = true;
    if (isStep || !isKnown) this.#holdover.interrupt();
    else this.#holdover.learn(this.moved, frequency, now);
    return isStep ? DisciplineAction.Stepped : DisciplineAction.Slewed;
  }

  /** Gently once the clock is relied on: a quick slew is a jump in frequency, and gains little. */
  #slewRate(offset: Q32): Rate {
    if (!this.#isReliedOn) return PULL_IN_MAX;
    const halfPollSec = log2Seconds(this.pollLog2) / SECOND / 2;
    return clamp(Math.ceil(Math.abs(offset) / halfPollSec), 1, this.slewMost);
  }
}
