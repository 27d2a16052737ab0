/**
 * Tracker: how far the clock is off and how fast it drifts, from offsets that are each a little wrong;
 * a Kalman filter of two states over the model "frequency is a random walk".
 *
 * It serves any spacing of samples, weighs each by its own noise, gives least squares while it knows
 * little, and a loop of the time constant that fits the noise and the wander once it knows much. How
 * much the frequency wanders is learned: while one error after another has the same sign, the filter
 * trusts its own past too much; while they alternate, too little.
 */
import {
  clamp,
  FINE,
  PPM,
  scale,
  SECOND,
  type FineRate,
  type Q32,
  type Rate,
  type Variance,
} from "../time/fixed.js";

const FINE_SQUARED = FINE * FINE;
const FINE_PPM: FineRate = PPM * FINE;

/** What a counter of unknown frequency may be wrong by, as a deviation; MAXFREQ is five of it. */
const UNKNOWN: Variance = square(100 * FINE_PPM);

/** The random walk of a quartz over a second: a good one at rest, the usual one, a poor one in a draught. */
const WALK_LEAST: Variance = square(FINE_PPM / 4000);
const WALK_USUAL: Variance = square(FINE_PPM / 400);
const WALK_MOST: Variance = square(FINE_PPM / 10);

/** By what part of itself, times their product, one pair of errors changes the variance of the walk. */
const LEARNING = 1 / 8;

/** As many deviations squared count at most: a draught must not take an hour to show, an outlyer not ruin all. */
const LEARNING_MOST = 4;

export class Tracker {
  /** How much the true time is ahead of the clock at the last observation. */
  phase: Q32 = 0;

  #frequency: FineRate = 0;
  #phaseVariance: Variance = 0;
  /** Of phase and frequency, in 2^-80 s. */
  #covariance: Variance = 0;
  #frequencyVariance: Variance = 0;
  /** What the variance of the frequency gains in a second. */
  #walk: Variance = 0;
  #lastError = 0;
  #isPhaseKnown = false;

  constructor() {
    this.reset();
  }

  /** How much faster than the clock true time runs. */
  get frequency(): Rate {
    return Math.round(this.#frequency / FINE);
  }

  /** The deviation to be expected in `frequency`. */
  get frequencyError(): Rate {
    return Math.ceil(Math.sqrt(this.#frequencyVariance) / FINE);
  }

  /** How much the frequency wanders in a second, as a deviation; in t seconds √t of that. */
  get walk(): FineRate {
    return Math.round(Math.sqrt(this.#walk));
  }

  /** The frequency is known to wander by `walk` in a second. */
  expect(walk: FineRate): void {
    this.#walk = clamp(square(walk), WALK_LEAST, WALK_MOST);
  }

  /** How much the frequency wanders in `elapsed`, as a deviation. */
  wander(elapsed: Q32): Rate {
    return Math.round(Math.sqrt((this.#walk * elapsed) / SECOND) / FINE);
  }

  /** Nothing is known. */
  reset(): void {
    this.phase = this.#frequency = this.#lastError = 0;
    this.#phaseVariance = this.#covariance = 0;
    this.#frequencyVariance = UNKNOWN;
    this.#walk = WALK_USUAL;
    this.#isPhaseKnown = false;
  }

  /** The phase is not known any more, and the frequency only to `frequencyError`. */
  doubt(frequencyError: Rate): void {
    this.#isPhaseKnown = false;
    this.#covariance = 0;
    this.#lastError = 0;
    this.#frequencyVariance = Math.max(square(frequencyError * FINE), 1);
  }

  /** The clock was set to gain `phase` and to run faster by `frequency`. */
  corrected(phase: Q32, frequency: Rate): void {
    this.phase -= phase;
    this.#frequency -= frequency * FINE;
  }

  /** Moves on by `elapsed`. */
  predict(elapsed: Q32): void {
    const seconds = elapsed / SECOND;
    const wandered = this.#walk * seconds;
    const byFrequency = (this.#frequencyVariance * seconds) / FINE;
    this.phase += scale(elapsed, this.#frequency / FINE);
    this.#phaseVariance += Math.round(
      ((2 * this.#covariance + byFrequency) * seconds) / FINE +
        ((wandered * seconds) / FINE_SQUARED / 3) * seconds,
    );
    this.#covariance += Math.round(byFrequency + (wandered * seconds) / FINE / 2);
    this.#frequencyVariance += Math.round(wandered);
  }

  /** How far `offset` is from what was expected. */
  surprise(offset: Q32): Q32 {
    return this.#isPhaseKnown ? offset - this.phase : 0;
  }

  /** The deviation of a surprise that is none, for an offset with `noise`. */
  expectation(noise: Q32): Q32 {
    return Math.round(Math.sqrt(this.#phaseVariance + noise * noise));
  }

  /** Within `elapsed` the phase or the frequency has jumped, by what makes `surprise`, or so it seems. */
  jumped(surprise: Q32, elapsed: Q32): void {
    this.#phaseVariance += square(surprise);
    this.#frequencyVariance += square((surprise / elapsed) * SECOND * FINE);
  }

  /** The deviation that the phase would have after `elapsed` without samples, had it none now. */
  growth(elapsed: Q32): Q32 {
    const seconds = elapsed / SECOND;
    const variance = (this.#frequencyVariance + (this.#walk * seconds) / 3) / FINE_SQUARED;
    return Math.round(Math.sqrt(variance) * seconds);
  }

  /** Takes in that the clock was seen `offset` behind, give or take `noise` (a deviation, above 0). */
  observe(offset: Q32, noise: Q32): void {
    const noiseVariance = noise * noise;
    if (!this.#isPhaseKnown) {
      this.phase = offset;
      this.#phaseVariance = noiseVariance;
      this.#isPhaseKnown = true;
      return;
    }
    const total = this.#phaseVariance + noiseVariance;
    const surprise = offset - this.phase;
    this.#learn(surprise / Math.sqrt(total));
    this.phase += Math.round((surprise * this.#phaseVariance) / total);
    this.#frequency += Math.round((surprise / total) * this.#covariance);
    this.#frequencyVariance = Math.max(
      Math.round(this.#frequencyVariance - (this.#covariance / total) * this.#covariance),
      1,
    );
    this.#covariance = Math.round((this.#covariance / total) * noiseVariance);
    this.#phaseVariance = Math.round((this.#phaseVariance / total) * noiseVariance);
  }

  #learn(error: number): void {
    const agreement = clamp(error * this.#lastError, -1, LEARNING_MOST);
    this.#walk = clamp(Math.round(this.#walk * (1 + LEARNING * agreement)), WALK_LEAST, WALK_MOST);
    this.#lastError = error;
  }
}

function square(deviation: number): Variance {
  return Math.round(deviation * deviation);
}
