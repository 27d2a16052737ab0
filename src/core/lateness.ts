/**
 * Lateness: what one arrival says of an expectation, when queues only ever make it later.
 *
 * What is measured is the truth plus a wait that is exponential (mean `queue`) plus a little that is normal.
 * An arrival that is late says little: it waited. One that is earlier than was thought possible cuts off all
 * that was thought beyond it. That is why a few lucky packets tell more than the mean of all, the better for
 * every one: the likelihood is not a bell but an edge, and the expectation is moved by its slope and
 * narrowed by its bend (moment matching, as in assumed-density filters).
 */
import { decay, millsRatio, ROOT_TWO_PI } from "./normal.js";

/** From here on the hazard's series is nearer than the polynomial of its inverse. */
const FAR = 8;

/** The outcome of `judge`, refilled by each. */
export class Lateness {
  /** The likelihood's slope: times a covariance with the expectation, what to move by. */
  pull = 0;
  /** Its bend, never above 0: times such a covariance squared, what a variance changes by. */
  bend = 0;
  /** The likelihood itself is `factor` × e^`exponent`, but for what depends on `queue` alone. */
  exponent = 0;
  factor = 1;

  /**
   * Something came `late` after its expectation (negative: before it), which has `variance`, the normal part
   * of the error included; `queue` and `late` in one unit, `variance` in its square, both above 0.
   */
  judge(late: number, variance: number, queue: number): void {
    const deviation = Math.sqrt(variance);
    const edge = (late - variance / queue) / deviation;
    if (edge > 0) this.judgeWithin(edge, late, variance, queue);
    else this.judgeBeyond(-edge, late, variance);
    const hazard = this.hazard;
    this.pull = 1 / queue - hazard / deviation;
    this.bend = (-hazard * this.excess) / variance;
  }

  /** φ/Φ at the edge, and how much that is above the tangent it tends to. */
  private hazard = 0;
  private excess = 0;

  private judgeWithin(edge: number, late: number, variance: number, queue: number): void {
    const density = decay((-edge * edge) / 2) / ROOT_TWO_PI;
    this.factor = 1 - density * millsRatio(edge);
    this.hazard = density / this.factor;
    this.excess = this.hazard + edge;
    this.exponent = -late / queue + variance / (2 * queue * queue);
  }

  private judgeBeyond(edge: number, late: number, variance: number): void {
    if (edge > FAR) {
      const inverse = 1 / edge;
      const square = inverse * inverse;
      this.excess = inverse * (1 - square * (2 - 10 * square));
      this.hazard = edge + this.excess;
    } else {
      this.hazard = 1 / millsRatio(edge);
      this.excess = this.hazard - edge;
    }
    this.factor = 1 / (this.hazard * ROOT_TWO_PI);
    this.exponent = (-late * late) / (2 * variance);
  }
}
