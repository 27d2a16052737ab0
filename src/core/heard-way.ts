/**
 * HeardWay: how broadcasts of a source come here, which may be another way than answers take. Of each there
 * is one arrival only, and that cannot tell a longer way from a clock that runs ahead. So how long it takes
 * without queues comes from exchanges with the server, and from where those have left the clock when the
 * first broadcasts after them arrive; as those go by, less and less is learned of it, and the clock is what
 * moves. Allocates nothing.
 */
import { clamp, half, square, type Q32, type Variance } from "../time/fixed.js";
import { learnedNoise, LEAST_NOISE, leastNoise } from "./way-noise.js";

/** A new measurement is in doubt by a mean wait, and by this part of itself, as a deviation. */
const ROUGHNESS = 1 / 50;

/** What is known is in doubt by this part of the mean wait more with each exchange. */
const UNREST = 1 / 4;

/** Measured so many mean waits away from what was known, it has become another way. */
const ANOTHER = 8;

/** What share a new wait has in their mean, at least; one counts as so many means at most. */
const MEMORY = 32;
const LATE = 4;

/** As if the first guess was the mean of so many. */
const GUESSES = 2;

/** A broadcast that waited so many mean waits went through something unusual, and tells nothing; … */
const UNUSUAL = 6;
/** … but so many in a row are nothing unusual any more. */
const PATIENCE = 12;

/** Not measured yet. */
const NONE = -1;

export class HeardWay {
  /** How long it takes without queues, and the variance of that. */
  delay: Q32 = 0;
  delayVariance: Variance = 0;
  /** The mean wait. */
  queue: Q32 = LEAST_NOISE;
  /** The variance of what of an error is no wait. */
  noise: Variance = 0;

  /** Whether nothing has ever been measured: then nothing is learned either, but of the clock. */
  isAssumed = false;

  private measured: Q32 = NONE;
  private lastWait: Q32 = NONE;
  private samples = 0;
  /** How many unusual waits came in a row, the shortest of them and their sum. */
  private row = 0;
  private least: Q32 = 0;
  private sum: Q32 = 0;

  /** What the offset of a broadcast is wrong by, as a deviation. */
  get jitter(): Q32 {
    return Math.round(Math.sqrt(this.queue * this.queue + this.noise));
  }

  /** The longest wait that is nothing unusual. */
  get longest(): Q32 {
    return Math.round(UNUSUAL * this.jitter);
  }

  /**
   * Whether all have come late for so long, and by as much, that the clock is thought to be wrong instead.
   */
  get isLost(): boolean {
    return this.row >= PATIENCE && this.sum / this.row - this.least <= this.longest;
  }

  /** Nothing was heard by it yet; packets are thought to wait for `queue` in the mean. */
  begin(queue: Q32): void {
    this.queue = Math.max(queue, LEAST_NOISE);
    this.noise = leastNoise(this.queue);
    this.delay = this.delayVariance = 0;
    this.measured = this.lastWait = NONE;
    this.samples = this.row = this.least = this.sum = 0;
  }

  /** Before a broadcast is judged: by the last exchanges it takes `measured`, waits included, one way. */
  expect(measured: Q32): void {
    if (measured === this.measured) return;
    const isFirst = this.measured === NONE;
    this.measured = measured;
    const without = this.isAssumed ? measured : Math.max(measured - this.queue, 0);
    if (!isFirst && Math.abs(without - this.delay) <= ANOTHER * this.queue) return;
    this.delay = without;
    this.delayVariance = this.isAssumed ? 0 : square(this.queue) + square(ROUGHNESS * measured);
    this.lastWait = NONE;
    this.row = 0;
  }

  /**
   * Whether one that came `late` after its expectation, which is in doubt by `doubt`, is not to be judged.
   * What goes on and on and scatters is a queue: then packets are known to wait for so long.
   */
  passesOver(late: Q32, doubt: Q32): boolean {
    if (late <= this.longest + doubt) {
      this.row = 0;
      return false;
    }
    this.least = this.row === 0 ? late : Math.min(this.least, late);
    this.sum = this.row === 0 ? late : this.sum + late;
    if (++this.row < PATIENCE || this.isLost) return true;
    this.queue = Math.round(this.sum / this.row);
    this.noise = leastNoise(this.queue);
    this.row = 0;
    return false;
  }

  /** An exchange has shown where the clock is, which the next broadcasts can be compared with. */
  reopen(): void {
    this.delayVariance += square(UNREST * this.queue);
  }

  /** How long a broadcast waited, and how much likelier it were had the errors a larger variance. */
  learn(wait: Q32, slope: number): void {
    this.delayVariance = half(this.delayVariance);
    // Two waits differ by their mean, in the mean; and what they differ by knows nothing of the way's length.
    const apart = this.lastWait === NONE ? this.queue : Math.abs(wait - this.lastWait);
    this.lastWait = wait;
    const share = 1 / Math.min(++this.samples + GUESSES, MEMORY);
    const change = (clamp(apart, 0, LATE * this.queue) - this.queue) * share;
    this.queue = Math.max(Math.round(this.queue + change), LEAST_NOISE);
    this.noise = learnedNoise(this.noise, slope, this.queue);
  }
}
