/**
 * Scatter: how far samples lie from the best of them, RMS (RFC 5905 section 10, the jitter). The clock that
 * they were measured by may turn out to run faster or slower; how they scatter by what it then should have
 * shown follows from three sums, without another look at each. Allocates nothing.
 */
import { rootMean, SECOND, type Q32, type Rate } from "../time/fixed.js";

export class Scatter {
  /** Of how far each is from the best, of that times by how many seconds it is later, and of their square. */
  private squares = 0;
  private slants = 0;
  private spans = 0;

  /** Begins anew. */
  clear(): void {
    this.squares = this.slants = this.spans = 0;
  }

  /** A sample that says `apart` more than the best one, and was taken `later`. */
  add(apart: Q32, later: Q32): void {
    const seconds = later / SECOND;
    this.squares += apart * apart;
    this.slants += apart * seconds;
    this.spans += seconds * seconds;
  }

  /** The clock runs faster by `frequency` than it was said to, and always did. */
  turn(frequency: Rate): void {
    this.squares += (this.spans * frequency - 2 * this.slants) * frequency;
    this.slants -= this.spans * frequency;
  }

  /** The jitter of so many beside the best one; 0 where there are none. */
  jitter(others: number): Q32 {
    return rootMean(Math.max(this.squares, 0), others);
  }
}
