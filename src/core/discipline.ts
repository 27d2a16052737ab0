/**
 * Clock discipline: from the offsets that selection arrives at to the frequency and the slews of the
 * software clock. RFC 5905 section 11.3 gives the frame (thresholds, states, poll advice).
 *
 * In place of the RFC's PLL/FLL a Kalman filter (`Tracker`) follows phase and frequency. Offsets are
 * measured against the clock's aim (`SoftwareClock.aim`), so that neither a slew under way nor the
 * delay between measuring and correcting disturbs it; and each is weighed by how much longer than the
 * quickest its round trip took, for that excess is what its error comes from.
 */
import {
  clamp,
  log2Seconds,
  MAXDISP,
  MILLISECOND,
  PPM,
  rootMean,
  scale,
  SECOND,
  type Q32,
  type Rate,
} from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { type ClockFilter } from "./clock-filter.js";
import { MAXFREQ, PULL_IN_MAX, SLEW_MAX, type SoftwareClock } from "./software-clock.js";
import { DelayFloor } from "./delay-floor.js";
import { ClockState } from "./system.js";
import { Tracker } from "./tracker.js";

/** RFC 5905 WATCH: an offset beyond the step threshold is believed after this long. */
const STEPOUT = 900 * SECOND;

/** RFC 5905 PANICT: a synchronized clock that is off by more than this needs a human. */
const PANIC_THRESHOLD = 1000 * SECOND;

/** A surprise beyond this many deviations is not believed at once. */
const GATE = 5;

/** RFC 5905 LIMIT. */
const HYSTERESIS = 30;

/** RFC 5905 AVG: what part of the old a running mean gives up. */
const AVG = 8;

/** What part of the jitter is taken to be in every sample. */
const JITTER_SHARE = 6;

/** No clock reading is better than this. */
const LEAST_NOISE: Q32 = Math.round(SECOND / 1e6);

/** What a frequency remembered may have become wrong by, as a deviation. */
const REMEMBERED: Rate = Math.round(2 * PPM);

/** The frequency error, as a deviation, that counts as known. */
const KNOWN_FREQUENCY: Rate = Math.round(MAXFREQ / 50);

/** What became of an update. */
export const enum DisciplineAction {
  /** Not newer than the last one: nothing happened. */
  Ignored,
  /** The clock's aim and frequency were corrected. */
  Slewed,
  /** The clock was stepped. */
  Stepped,
  /** Too far off to be believed yet: nothing happened to the clock. */
  Spike,
  /** Off by more than 1000 s though once synchronized: nothing will happen without an operator. */
  Panic,
}

export class Discipline {
  state: ClockState = ClockState.NotSet;
  /** RMS of the differences between offsets and what was expected of them. */
  jitter: Q32 = 0;
  /** Offsets beyond this are stepped, never slewed. */
  stepThreshold: Q32 = 128 * MILLISECOND;
  /** The poll interval advised, log2 of seconds. */
  pollLog2 = 6;
  /** What the last `update` added to the clock's aim and frequency: hand it to `ClockFilter.steered`. */
  moved: Q32 = 0;
  turned: Rate = 0;

  readonly #clock: SoftwareClock;
  readonly #tracker = new Tracker();
  readonly #delays = new DelayFloor();
  /** When the sample last used was taken; valid while `#isUsed`. */
  readonly #at = new Instant();
  #isUsed = false;
  readonly #spikeSince = new Instant();
  /** Whether the last sample was not believed. */
  #isDoubted = false;
  #minPollLog2 = 6;
  #maxPollLog2 = 10;
  #hysteresis = 0;
  #usualNoise: Q32 = 0;

  constructor(clock: SoftwareClock) {
    this.#clock = clock;
  }

  /** What the counter is corrected by, slews aside. */
  get frequency(): Rate {
    return this.#clock.frequency;
  }

  /** How much the frequency itself wanders over a poll interval. */
  get wander(): Rate {
    return this.#tracker.wander(log2Seconds(this.pollLog2));
  }

  /** Bounds for `pollLog2`, in log2 of seconds, 3 to 17. */
  setPollRange(min: number, max: number): void {
    this.#minPollLog2 = min;
    this.#maxPollLog2 = max;
    this.pollLog2 = this.#isFirst() ? min : clamp(this.pollLog2, min, max);
  }

  /** As never synchronized; the clock runs on as it is. */
  reset(): void {
    this.state = ClockState.NotSet;
    this.jitter = this.moved = this.turned = this.#hysteresis = 0;
    this.pollLog2 = this.#minPollLog2;
    this.#isUsed = this.#isDoubted = false;
    this.#tracker.reset();
    this.#delays.reset();
  }

  /** Starts with a frequency remembered from an earlier run, at counter reading `now`. */
  restore(frequency: Rate, now: Instant): void {
    this.reset();
    this.#clock.steer(now, frequency, this.#clock.slewLeft(now));
    this.#tracker.doubt(REMEMBERED);
    this.state = ClockState.FrequencySet;
  }

  /**
   * Before the first `update`: takes in all that the system peer's filter holds, oldest first. From the last
   * sample alone a new clock would be left to a wrong frequency for a whole poll interval.
   */
  prime(filter: ClockFilter): void {
    if (!this.#isFirst()) return;
    for (let i = filter.stageCount - 1; i >= 0; i--) {
      const at = filter.stageAt(i);
      if (filter.stageDispersion(i) === MAXDISP || (this.#isUsed && at.since(this.#at) <= 0)) continue;
      this.#observe(filter.stageOffset(i), filter.jitter, filter.stageDelay(i), at);
    }
  }

  /**
   * Takes in the combined offset (positive: the clock is behind its aim), with the jitter expected in it and
   * the round trip it came by, taken `at` and handled `now`; corrects the clock. After `Slewed` and
   * `Stepped` all filters are to be told `moved` and `turned`.
   */
  update(offset: Q32, jitter: Q32, delay: Q32, at: Instant, now: Instant): DisciplineAction {
    this.moved = this.turned = 0;
    const isNew = !this.#isUsed || at.since(this.#at) > 0;
    if (this.#isFirst()) {
      if (isNew) this.#observe(offset, jitter, delay, at);
      return this.#correct(now);
    }
    if (!isNew) return DisciplineAction.Ignored;
    if (Math.abs(offset) > PANIC_THRESHOLD) return DisciplineAction.Panic;
    if (Math.abs(offset) > this.stepThreshold && this.#isResisting(at)) return DisciplineAction.Spike;
    if (this.#isPopcorn(offset, jitter, delay, at)) return DisciplineAction.Spike;
    this.#observe(offset, jitter, delay, at);
    const action = this.#correct(now);
    this.#advisePoll();
    return action;
  }

  #isFirst(): boolean {
    return this.state === ClockState.NotSet || this.state === ClockState.FrequencySet;
  }

  /** An offset beyond the step threshold is a spike, until that has lasted. */
  #isResisting(at: Instant): boolean {
    if (this.state !== ClockState.Spike) {
      this.state = ClockState.Spike;
      this.#spikeSince.copy(at);
    }
    if (at.since(this.#spikeSince) < STEPOUT) return true;
    this.#tracker.doubt(Math.max(this.#tracker.frequencyError, REMEMBERED));
    this.pollLog2 = this.#minPollLog2;
    this.#hysteresis = 0;
    return false;
  }

  /** Whether an offset is too far from what was expected; twice in a row is no popcorn. */
  #isPopcorn(offset: Q32, jitter: Q32, delay: Q32, at: Instant): boolean {
    this.#advance(at);
    const surprise = this.#tracker.surprise(offset);
    const expected = this.#tracker.expectation(this.#noise(delay, jitter));
    const isDoubtful = Math.abs(surprise) > GATE * Math.max(expected, this.jitter, jitter);
    const wasDoubted = this.#isDoubted;
    this.#isDoubted = isDoubtful && !wasDoubted;
    if (this.#isDoubted) return true;
    if (isDoubtful) this.#tracker.jumped(surprise);
    this.jitter = rootMean(this.jitter * this.jitter * (AVG - 1) + surprise * surprise, AVG);
    return false;
  }

  #observe(offset: Q32, jitter: Q32, delay: Q32, at: Instant): void {
    this.#advance(at);
    this.#delays.learn(delay);
    const noise = this.#noise(delay, jitter);
    this.#usualNoise = rootMean(this.#usualNoise * this.#usualNoise * (AVG - 1) + noise * noise, AVG);
    this.#tracker.observe(offset, noise);
  }

  /** Makes the clock what the tracker thinks right. */
  #correct(now: Instant): DisciplineAction {
    const clock = this.#clock;
    const tracker = this.#tracker;
    const frequency = clamp(clock.frequency + tracker.frequency, -MAXFREQ, MAXFREQ);
    const since = now.since(this.#at);
    this.turned = frequency - clock.frequency;
    this.moved = tracker.phase + scale(since, tracker.frequency);
    // The tracker stays at the sample, where the new line of the clock is that much lower.
    tracker.corrected(this.moved - scale(since, this.turned), this.turned);

    const isStep = Math.abs(this.moved) > this.stepThreshold;
    const toSlew = this.moved + clock.slewLeft(now);
    if (isStep) clock.step(now, toSlew);
    // Gently once others rely on the clock: a quick slew is a jump in frequency, and gains them little.
    const isRelied = this.state === ClockState.Synchronized;
    const rate = isRelied
      ? clamp(Math.abs(toSlew) / (log2Seconds(this.pollLog2) / SECOND / 2), 1, SLEW_MAX)
      : PULL_IN_MAX;
    clock.steer(now, frequency, isStep ? 0 : toSlew, Math.ceil(rate));
    this.state = tracker.frequencyError <= KNOWN_FREQUENCY ? ClockState.Synchronized : ClockState.Set;
    return isStep ? DisciplineAction.Stepped : DisciplineAction.Slewed;
  }

  #advance(at: Instant): void {
    if (this.#isUsed) this.#tracker.predict(at.since(this.#at));
    this.#at.copy(at);
    this.#isUsed = true;
  }

  /** The deviation of an offset; part of the jitter stays even in the quickest (a clock at hand has no delay). */
  #noise(delay: Q32, jitter: Q32): Q32 {
    const own = jitter / JITTER_SHARE;
    return Math.max(Math.round(Math.sqrt(this.#delays.variance(delay) + own * own)), LEAST_NOISE);
  }

  /** Polls as slowly as what the clock drifts meanwhile stays below what a sample can show (the RFC's tc). */
  #advisePoll(): void {
    const interval = log2Seconds(this.pollLog2);
    if (this.#tracker.growth(2 * interval) < this.#usualNoise) this.#hysteresis += this.pollLog2;
    else if (this.#tracker.growth(interval) > this.#usualNoise) this.#hysteresis -= 2 * this.pollLog2;
    if (Math.abs(this.#hysteresis) <= HYSTERESIS) return;
    this.pollLog2 = clamp(
      this.pollLog2 + (this.#hysteresis > 0 ? 1 : -1),
      this.#minPollLog2,
      this.#maxPollLog2,
    );
    this.#hysteresis = 0;
  }
}
