/**
 * Tracker: how far the clock is off and how fast it drifts.
 *
 * Nobody knows beforehand how much a crystal wanders, and it is not the same in a draught as at rest. So
 * several tracks are kept, each believing in another random walk of the frequency, and each sample makes
 * those likelier that had expected it; the estimate is their mean, each by its share. Any spacing of
 * samples will do; while little is known it is least squares with an edge, later a loop of the time
 * constant that fits the noise and the wander.
 */
import { clamp, FINE, half, MILLISECOND, PPM, scale, SECOND, square } from "../time/fixed.js";
import { type FineRate, type Q32, type Rate, type Variance } from "../time/fixed.js";
import { FREQUENCY_UNKNOWN, STEADIEST_WALK } from "./crystal.js";
import { Lateness } from "./lateness.js";
import { decay } from "./normal.js";
import { type Path } from "./path.js";
import { MAXFREQ } from "./software-clock.js";
import { Ways } from "./stage.js";
import { teach, teachHeard } from "./teaching.js";
import { Track } from "./track.js";

const UNKNOWN: Variance = square(FREQUENCY_UNKNOWN * FINE);

/** Three deviations of this are all that a counter may be wrong by. */
const WORST: Variance = square((MAXFREQ / 3) * FINE);

/** The walks that crystals may have over a second: from one at rest to a poor one in a draught … */
const WALKS: readonly FineRate[] = Object.freeze([
  STEADIEST_WALK,
  ...[500, 125, 31, 8].map(part => (PPM * FINE) / part),
]);

/** … and how usual each is. */
const USUAL: readonly number[] = Object.freeze([0.35, 0.35, 0.2, 0.07, 0.03]);

/** The share of belief that each sample gives back to what is usual: change must not take hours to show. */
const RETURN = 0.005;

/** A broadcast is later than queues explain only by more than what is usual and so many deviations. */
const FAR = 5;

/** The first phase may be off by the sample's excess and so many of its path's mean waits, as a deviation. */
const FIRST_DOUBT = 4;

export class Tracker {
  /** How much the true time is ahead of the clock. */
  phase: Q32 = 0;
  /** The deviation to be expected in `frequency`, as of the last sample. */
  frequencyError: Rate = 0;
  /** How much the frequency wanders in a second, as a deviation; in t seconds √t of that. */
  walk: FineRate = 0;

  private readonly tracks = WALKS.map(walk => new Track(square(walk)));
  private readonly lateness = new Lateness();
  private fineFrequency: FineRate = 0;
  private isPhaseKnown = false;

  constructor() {
    this.reset();
  }

  /** How much faster than the clock true time runs. */
  get frequency(): Rate {
    return Math.round(this.fineFrequency / FINE);
  }

  /** The deviation to be expected in `phase`. */
  get phaseError(): Q32 {
    let variance = 0;
    for (let i = 0; i < this.tracks.length; i++) {
      const { phase, phaseVariance, share } = this.tracks[i];
      const apart = phase - this.phase;
      variance += share * (phaseVariance + apart * apart);
    }
    return Math.round(Math.sqrt(variance));
  }

  /** The frequency is known to wander by `walk` in a second: that is now what is usual. */
  expect(walk: FineRate): void {
    let nearest = 0;
    for (let i = 1; i < WALKS.length; i++)
      if (Math.abs(WALKS[i] - walk) < Math.abs(WALKS[nearest] - walk)) nearest = i;
    for (let i = 0; i < WALKS.length; i++) this.tracks[i].share = USUAL[i] / 2 + (i === nearest ? 1 / 2 : 0);
    this.mix();
  }

  /** How much the frequency wanders in `elapsed`, as a deviation. */
  wander(elapsed: Q32): Rate {
    return Math.round((this.walk * Math.sqrt(elapsed / SECOND)) / FINE);
  }

  /** Nothing is known. */
  reset(): void {
    this.isPhaseKnown = false;
    for (let i = 0; i < this.tracks.length; i++) {
      const track = this.tracks[i];
      track.phase = track.frequency = track.phaseVariance = track.covariance = 0;
      track.frequencyVariance = UNKNOWN;
      track.share = USUAL[i];
    }
    this.mix();
  }

  /** The phase is not known any more, and the frequency only to `frequencyError`. */
  doubt(frequencyError: Rate): void {
    this.isPhaseKnown = false;
    for (let i = 0; i < this.tracks.length; i++) {
      const track = this.tracks[i];
      track.phaseVariance = track.covariance = 0;
      track.frequencyVariance = Math.max(square(frequencyError * FINE), 1);
    }
    this.mix();
  }

  /** The clock was set to gain `phase` and to run faster by `frequency`. */
  corrected(phase: Q32, frequency: Rate): void {
    for (let i = 0; i < this.tracks.length; i++) this.tracks[i].corrected(phase, frequency);
    this.phase -= phase;
    this.fineFrequency -= frequency * FINE;
  }

  /** What the tracks were told was `by` too little, all along. */
  shift(by: Q32): void {
    for (let i = 0; i < this.tracks.length; i++) this.tracks[i].phase += by;
    this.phase += by;
  }

  /** Moves on by `elapsed`. */
  predict(elapsed: Q32): void {
    for (let i = 0; i < this.tracks.length; i++) this.tracks[i].predict(elapsed);
    this.phase += scale(elapsed, this.fineFrequency / FINE);
  }

  /**
   * How far the phase lies outside of what a sample leaves possible (as `Track.observe` has them): positive,
   * the true time is further ahead. 0: within.
   */
  surprise(path: Path, there: Q32, back: Q32): Q32 {
    if (!this.isPhaseKnown) return 0;
    const expected = this.phase + path.bias;
    if (path.ways === Ways.Back) {
      const late = this.late(path, back);
      return late < 0 || path.heard.isLost ? -late : 0;
    }
    return clamp(expected, path.delay - back, there - path.delay) - expected;
  }

  /** The deviation of a surprise that is none. */
  expectation(path: Path): Q32 {
    const { delayVariance, noise } = path.ways === Ways.Back ? path.heard : path;
    return Math.round(Math.sqrt(square(this.phaseError) + path.biasVariance + delayVariance + noise));
  }

  /** Within `elapsed` the phase or the frequency has jumped, by what makes `surprise`, or so it seems. */
  jumped(surprise: Q32, elapsed: Q32): void {
    for (let i = 0; i < this.tracks.length; i++) {
      const track = this.tracks[i];
      track.phaseVariance += square(surprise);
      const turned = square((surprise / Math.max(elapsed, MILLISECOND)) * SECOND * FINE);
      track.frequencyVariance = Math.min(track.frequencyVariance + turned, WORST);
      track.covariance = 0;
      track.share = USUAL[i];
    }
    this.mix();
  }

  /** The deviation that the phase would have after `elapsed` without samples, had it none now. */
  growth(elapsed: Q32): Q32 {
    let variance = 0;
    for (let i = 0; i < this.tracks.length; i++)
      variance += this.tracks[i].share * this.tracks[i].growth(elapsed / SECOND);
    return Math.round(Math.sqrt(variance));
  }

  /**
   * Takes a sample in, as `Track.observe` has it (of a broadcast only `back` counts); the path learns from
   * it, too.
   */
  observe(path: Path, there: Q32, back: Q32): void {
    const isHeard = path.ways === Ways.Back;
    if (!this.isPhaseKnown) this.begin(path, there, back);
    else if (isHeard && path.heard.passesOver(this.late(path, back), FAR * this.expectation(path))) return;
    for (let i = 0; i < this.tracks.length; i++)
      if (isHeard) this.tracks[i].hear(path, back, this.lateness);
      else this.tracks[i].observe(path, there, back, this.lateness);
    this.weigh();
    this.mix();
    if (isHeard) teachHeard(path, this.tracks, this.phase, back);
    else teach(path, this.tracks, this.phase, there, back);
  }

  /** How much later a broadcast came than it would have without queues. */
  private late(path: Path, back: Q32): Q32 {
    return back - path.heard.delay + this.phase + path.bias;
  }

  private begin(path: Path, there: Q32, back: Q32): void {
    const { heard, queueBack, queueThere } = path;
    const isHeard = path.ways === Ways.Back;
    const offset = (isHeard ? heard.delay - back : half(there - back)) - path.bias;
    const excess = isHeard ? 0 : Math.max(half(there + back) - path.delay, 0);
    const doubt = excess + FIRST_DOUBT * (isHeard ? heard.queue : half(queueThere + queueBack));
    for (let i = 0; i < this.tracks.length; i++) {
      this.tracks[i].phase = offset;
      this.tracks[i].phaseVariance = square(doubt);
    }
    this.isPhaseKnown = true;
  }

  /** What was expected more has the larger share from now on. */
  private weigh(): void {
    const tracks = this.tracks;
    let most = -Infinity;
    for (let i = 0; i < tracks.length; i++) most = Math.max(most, tracks[i].exponent);
    let sum = 0;
    for (let i = 0; i < tracks.length; i++) {
      const track = tracks[i];
      const likelihood = track.factor * decay(track.exponent - most);
      track.share = (track.share + RETURN * (USUAL[i] - track.share)) * likelihood;
      sum += track.share;
    }
    for (let i = 0; i < tracks.length; i++) tracks[i].share /= sum;
  }

  /** The estimate is the mean of all, each by its share. */
  private mix(): void {
    const tracks = this.tracks;
    let phase = 0;
    let frequency = 0;
    let walk = 0;
    for (let i = 0; i < tracks.length; i++) {
      const track = tracks[i];
      const { share } = track;
      phase += share * track.phase;
      frequency += share * track.frequency;
      walk += share * track.walk;
    }
    let variance = 0;
    for (let i = 0; i < tracks.length; i++) {
      const track = tracks[i];
      const apart = track.frequency - frequency;
      variance += track.share * (track.frequencyVariance + apart * apart);
    }
    this.phase = Math.round(phase);
    this.fineFrequency = Math.round(frequency);
    this.frequencyError = Math.ceil(Math.sqrt(variance) / FINE);
    this.walk = Math.round(Math.sqrt(walk));
  }
}
