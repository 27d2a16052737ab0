/**
 * Path: what is known of the way to a source. How long it takes one way without queues, how long packets wait
 * on it each way, and how far the source seems off what all sources together say.
 *
 * Queues only lengthen a path. Of an exchange, the way there took the least it can, plus a wait, plus what
 * our clock is behind; the way back the same, less what it is behind. So each way bounds the clock from one
 * side, and a burst on one way leaves the other's bound as good as ever.
 */
import { clamp, half, square, type Q32, type Variance } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { type ClockFilter } from "./clock-filter.js";
import { HeardWay } from "./heard-way.js";
import { Ways } from "./stage.js";
import { learnedNoise, LEAST_NOISE, leastNoise } from "./way-noise.js";

/** What share a new wait has in the mean of its way, at least; one counts as so many means at most. */
const MEMORY = 32;
const LATE = 4;
/** … and the mean of both ways as so many: both are late at once more rarely. */
const BOTH_LATE = 2.5;

/** As if so many samples had shown both ways alike: that one way queues more must show itself. */
const ALIKE = 24;

/** Routes change: the least delay is in doubt by this part of the mean wait more with each sample. */
const UNREST = 1 / 100;

/** Before anything is known: what part of a round trip its waits are, and as how many samples that counts. */
const GUESS = 8;
const GUESSES = 2;

/** Two sums of two waits each differ by this many of their mean, on average. */
const TWO_WAITS_APART = 1.5;

/** No round trip yet. */
const NONE = -1;

/** The least wait of n exchanges is this by √n of their mean: half of √(π/2), as n grows. */
const LEAST_WAIT = 0.63;

/** What part of the least delay two sources may seem apart by, as a deviation, before they were compared. */
const ASYMMETRY = 1 / 4;

/** So many samples tell where a source stands. */
const SETTLED = 8;

/** An exchange that waited so many mean waits on each way met something unusual, and tells nothing; … */
const UNUSUAL = 4;
/** … where so many in a row did, the path has become longer. */
const STRETCH = 6;
/** … and where so many such rows were and no usual one between, all is begun anew. */
const PATIENCE = 4;

/** How many samples tell how much a clock at hand scatters. */
const SCATTERS = 8;

/** There and back of one that no way leads to are the same reading, and count as two. */
const TWICE_SEEN = 2;

/** The least delay is in doubt by this part of it, besides. */
const ROUGHNESS = 1 / 50;

export class Path {
  /** One way, without queues, and the variance of that. */
  delay: Q32 = 0;
  delayVariance: Variance = 0;
  /** The mean wait on the way to the source, and on the way back. */
  queueThere: Q32 = LEAST_NOISE;
  queueBack: Q32 = LEAST_NOISE;
  /** The variance of what of an error is no wait: of clock readings, and of ways of many hops. */
  noise: Variance = 0;
  /** How far the source is ahead of what all together say. */
  bias: Q32 = 0;
  biasVariance: Variance = 0;
  /** Whether this source is the system peer. */
  isPeer = false;
  /** Whether all others are compared with this source: what it says differently, our clock does. */
  isReference = false;
  /** Whether the last sample was too far from what was thought possible to be believed. */
  isDoubted = false;

  /** Which ways the sample in hand has timed. */
  ways: Ways = Ways.Both;

  /** When the last sample looked at was taken; valid while `isBegun`. */
  readonly seenAt = new Instant();

  /** The last round trip, and what it differed by from the one before. */
  private roundTrip: Q32 = NONE;
  private apart: Q32 = 0;
  private samples = 0;
  /** Whether there is no way to it, so that nothing waits, and its readings scatter both ways. */
  private isAtHand = false;
  /** How many in a row were unusual. */
  private stretch = 0;
  /** By how much the quickest of those was longer, each way, and all together. */
  private least: Q32 = 0;
  private sum: Q32 = 0;
  /** How many such rows there were without a usual one between. */
  private stretches = 0;

  /** `heard`: how broadcasts of the source come here. */
  constructor(public heard = new HeardWay()) {}

  /** Whether anything is known. */
  get isBegun(): boolean {
    return this.samples > 0;
  }

  get isSettled(): boolean {
    return this.samples >= SETTLED;
  }

  /** What the offset of a sample is wrong by, as a deviation. */
  get jitter(): Q32 {
    if (this.ways === Ways.Back) return this.heard.jitter;
    if (this.isAtHand) return Math.round(Math.sqrt(this.noise / TWICE_SEEN));
    const wait = half(this.queueThere + this.queueBack);
    return Math.round(Math.sqrt(wait * wait + this.noise));
  }

  /** Nothing is known: another source, or another address of it. */
  forget(): void {
    this.samples = 0;
  }

  /** Begins with what the round trips in a filter tell, of which there are two at least. */
  begin(filter: ClockFilter): void {
    let least = Infinity;
    let sum = 0;
    let count = 0;
    for (let i = 0; i < filter.stageCount; i++) {
      if (filter.stageWays(i) === Ways.None) continue;
      const delay = filter.stageDelay(i);
      least = Math.min(least, delay);
      sum += delay;
      count++;
    }
    // Two or three that happen to be alike must not pass for a path without queues.
    const excess = (sum - count * least + (GUESSES * least) / GUESS) / (count - 1 + GUESSES);
    const wait = Math.max(half(excess), LEAST_NOISE);
    this.queueThere = this.queueBack = wait;
    // Even the quickest has waited: the least of n sums of two waits is about this long, each way.
    const leastWait = (LEAST_WAIT * wait) / Math.sqrt(count);
    this.delay = Math.max(Math.round(half(least) - leastWait), 0);
    this.delayVariance = square(leastWait) + square(ROUGHNESS * half(least));
    this.isAtHand = least === 0;
    this.noise = this.isAtHand ? scatterOf(filter) : leastNoise(wait);
    this.heard.begin(Math.max(wait, half(filter.jitter)));
    this.roundTrip = NONE;
    this.isDoubted = false;
    this.bias = 0;
    this.biasVariance = square(ASYMMETRY * half(least));
    this.samples = 1;
    this.stretch = this.stretches = this.least = this.sum = 0;
  }

  /**
   * Before a sample that took `roundTrip` is judged: what that alone says of the path. `gate`: in deviations.
   * Answers whether it was late beyond belief: nobody knows on which way, and it is not to be judged. Of a
   * broadcast it is what was measured before, and says nothing new.
   */
  admit(roundTrip: Q32, gate: number): boolean {
    const wait = half(this.queueThere + this.queueBack);
    const unrest = square(UNREST * wait);
    this.biasVariance = this.isReference ? 0 : this.biasVariance + unrest;
    if (this.ways === Ways.Back) {
      this.heard.expect(half(roundTrip));
      return false;
    }
    this.heard.reopen();
    this.delayVariance += unrest;
    this.apart = this.roundTrip === NONE ? TWO_WAITS_APART * wait : Math.abs(roundTrip - this.roundTrip);
    this.roundTrip = roundTrip;
    const excess = half(roundTrip) - this.delay;
    const doubt = gate * Math.sqrt(this.delayVariance + this.noise);
    if (excess < -doubt) this.lengthen(excess);
    const unsettled = 1 + SETTLED / this.samples;
    return this.isUnusual(excess, UNUSUAL * unsettled * wait + doubt);
  }

  private isUnusual(excess: Q32, limit: Q32): boolean {
    if (excess <= limit) {
      this.stretch = this.stretches = 0;
      return false;
    }
    this.least = this.stretch === 0 ? excess : Math.min(this.least, excess);
    this.sum = this.stretch === 0 ? excess : this.sum + excess;
    if (++this.stretch < STRETCH) return true;
    this.stretch = 0;
    // A longer path is as steady as before; what scatters more is a queue, until nothing else is left.
    if (this.sum / STRETCH - this.least <= limit) this.lengthen(this.least);
    else if (++this.stretches === PATIENCE) this.forget();
    return true;
  }

  /** It has become longer by about `by` each way, or shorter. */
  private lengthen(by: Q32): void {
    this.delay = Math.max(this.delay + by, 0);
    this.delayVariance += square(by);
  }

  /** Before a sample of `filter` is judged: a clock at hand is as good as its readings agree. */
  weigh(filter: ClockFilter): void {
    if (!this.isAtHand) return;
    const share = 1 / Math.min(this.samples, SCATTERS);
    this.noise += Math.round((scatterOf(filter) - this.noise) * share);
  }

  /** It seems that the source, not our clock, has moved by `surprise`. */
  jumped(surprise: Q32): void {
    this.biasVariance += square(surprise);
  }

  /** How long a sample waited on each way, and how much likelier it were had the errors a larger variance. */
  learn(waitThere: Q32, waitBack: Q32, slope: number): void {
    this.samples++;
    if (this.isAtHand) return;
    const share = 1 / Math.min(this.samples + GUESSES, MEMORY);
    const apart = 1 / Math.min(this.samples + ALIKE, MEMORY + ALIKE);
    const mean = half(this.queueThere + this.queueBack);
    // Round trips know nothing of the clock, and what two of them differ by nothing of the path's length.
    const total = clamp(this.apart / TWO_WAITS_APART, 0, BOTH_LATE * mean);
    const there = clamp(waitThere, 0, LATE * mean) - this.queueThere;
    const back = clamp(waitBack, 0, LATE * mean) - this.queueBack;
    const common = (total - mean) * share;
    const difference = ((there - back) / 2) * apart;
    this.queueThere = Math.max(Math.round(this.queueThere + common + difference), LEAST_NOISE);
    this.queueBack = Math.max(Math.round(this.queueBack + common - difference), LEAST_NOISE);
    this.noise = learnedNoise(this.noise, slope, (this.queueThere + this.queueBack) / 2);
  }
}

/** What makes one reading of two come to the variance of the samples in `filter`. */
function scatterOf({ jitter }: ClockFilter): Variance {
  return TWICE_SEEN * Math.max(square(jitter), square(LEAST_NOISE));
}
