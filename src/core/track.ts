/**
 * Track: where the clock is and how fast it drifts, if its frequency wanders by a given random walk: one of
 * the hypotheses of the `Tracker`. A filter of two states, that takes samples for what they are: two
 * arrivals, each of which queues can only delay (`Lateness`).
 */
import { FINE, scale, SECOND, type FineRate, type Q32, type Rate, type Variance } from "../time/fixed.js";
import { type Lateness } from "./lateness.js";
import { type Path } from "./path.js";

const FINE_SQUARED = FINE * FINE;

export class Track {
  /** How much the true time is ahead of the clock. */
  phase: Q32 = 0;
  /** How much faster than the clock it runs. */
  frequency: FineRate = 0;
  phaseVariance: Variance = 0;
  /** Of phase and frequency, in 2^-80 s. */
  covariance: Variance = 0;
  frequencyVariance: Variance = 0;
  /** How likely this track is, of all: 0 to 1. */
  share = 1;

  // What the last sample said, for the tracker to weigh against the other tracks.
  /** Its likelihood is `factor` × e^`exponent`. */
  exponent = 0;
  factor = 1;
  /** What the path's delay, its variance, and the source's bias and its variance become. */
  delay: Q32 = 0;
  delayVariance: Variance = 0;
  biasMoved: Q32 = 0;
  biasNarrowed: Variance = 0;
  /** How much likelier the sample were, had it a larger variance. */
  slope = 0;

  /** `walk`: the variance that the frequency gains in a second. */
  constructor(readonly walk: Variance) {}

  /** Moves on by `elapsed`. */
  predict(elapsed: Q32): void {
    const seconds = elapsed / SECOND;
    const wandered = this.walk * seconds;
    const byFrequency = (this.frequencyVariance * seconds) / FINE;
    this.phase += scale(elapsed, this.frequency / FINE);
    this.phaseVariance += Math.round(
      ((2 * this.covariance + byFrequency) * seconds) / FINE +
        ((wandered * seconds) / FINE_SQUARED / 3) * seconds,
    );
    this.covariance += Math.round(byFrequency + (wandered * seconds) / FINE / 2);
    this.frequencyVariance += Math.round(wandered);
  }

  /** The clock was set to gain `phase` and to run faster by `frequency`. */
  corrected(phase: Q32, frequency: Rate): void {
    this.phase -= phase;
    this.frequency -= frequency * FINE;
  }

  /** The variance that the phase would have after `seconds` without samples, had it none now. */
  growth(seconds: number): Variance {
    return ((this.frequencyVariance + (this.walk * seconds) / 3) / FINE_SQUARED) * seconds * seconds;
  }

  /**
   * A request arrived `there` after it left by our clock's reckoning, and its answer `back` after that left:
   * of a source whose time is ours plus its bias. Moves the track; what it says of the path can be read.
   */
  observe(path: Path, there: Q32, back: Q32, lateness: Lateness): void {
    const { phase, phaseVariance } = this;
    // Of the source's time against ours, and the path's delay; what binds them between samples is let go.
    const before = phaseVariance + path.biasVariance;
    const expected = phase + path.bias;
    let variance = before;
    let moved = 0;

    lateness.judge(
      there - path.delay - expected,
      variance + path.delayVariance + path.noise,
      path.queueThere,
    );
    let { pull, bend } = lateness;
    this.exponent = lateness.exponent;
    this.factor = lateness.factor;
    let slope = pull * pull + bend;
    const common = variance * path.delayVariance * bend;
    moved += variance * pull;
    variance = Math.max(variance + variance * variance * bend, 1);
    this.delay = path.delay + path.delayVariance * pull;
    this.delayVariance = Math.max(path.delayVariance + path.delayVariance * path.delayVariance * bend, 1);

    const byPhase = common - variance;
    const byDelay = this.delayVariance - common;
    const late = back - this.delay + (expected + moved);
    lateness.judge(late, Math.max(byDelay - byPhase, 1) + path.noise, path.queueBack);
    ({ pull, bend } = lateness);
    this.exponent += lateness.exponent;
    this.factor *= lateness.factor;
    slope += pull * pull + bend;
    moved += byPhase * pull;
    variance = Math.max(variance + byPhase * byPhase * bend, 1);
    this.delay = Math.round(this.delay + byDelay * pull);
    this.delayVariance = Math.max(Math.round(this.delayVariance + byDelay * byDelay * bend), 1);
    this.slope = slope;
    this.divide(moved, before - variance, before, path.biasVariance);
  }

  /** Of a broadcast only the arrival is known: as `observe`, of its second half alone. */
  hear(path: Path, back: Q32, lateness: Lateness): void {
    const { heard } = path;
    const before = this.phaseVariance + path.biasVariance;
    const late = back - heard.delay + (this.phase + path.bias);
    lateness.judge(late, before + heard.delayVariance + heard.noise, heard.queue);
    const { pull, bend } = lateness;
    this.exponent = lateness.exponent;
    this.factor = lateness.factor;
    this.slope = pull * pull + bend;
    const { delayVariance } = heard;
    this.delay = Math.round(heard.delay + delayVariance * pull);
    this.delayVariance = Math.max(Math.round(delayVariance + delayVariance * delayVariance * bend), 1);
    const variance = Math.max(before + before * before * bend, 1);
    this.divide(-before * pull, before - variance, before, path.biasVariance);
  }

  /** Divides what was learned of the source's time between our clock and its bias, by how sure either is. */
  private divide(moved: number, narrowed: number, before: Variance, biasVariance: Variance): void {
    const { phaseVariance, covariance } = this;
    const narrowing = narrowed / before;
    this.phase += Math.round((moved * phaseVariance) / before);
    this.frequency += Math.round((moved / before) * covariance);
    this.frequencyVariance -= Math.round((covariance / before) * covariance * narrowing);
    this.frequencyVariance = Math.max(this.frequencyVariance, 1);
    this.covariance -= Math.round((phaseVariance / before) * covariance * narrowing);
    this.phaseVariance -= Math.round((phaseVariance / before) * phaseVariance * narrowing);
    this.phaseVariance = Math.max(this.phaseVariance, 1);
    this.biasMoved = Math.round((moved * biasVariance) / before);
    this.biasNarrowed = Math.round((biasVariance / before) * biasVariance * narrowing);
  }
}
