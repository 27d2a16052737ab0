/**
 * What a node must never break where its servers are honest: from its first synchronization on, its clock is no
 * farther off than it claims (root delay / 2 + root dispersion).
 */
import { MAXSTRAT } from "../../src/core/association.js";
import { type Q32 } from "../../src/time/fixed.js";

export class Invariant {
  /** The second in which it was first seen synchronized; -1: not yet. */
  synchronizedAt = -1;
  /** The greatest part of its claim that the error ever took, and when; above 1 the claim was wrong. */
  worstRatio = 0;
  worstAt = -1;
  /** In how many seconds the claim was wrong, and the first of them; -1: never. */
  violations = 0;
  violatedAt = -1;

  check(second: number, error: Q32, claim: Q32, stratum: number): void {
    if (this.synchronizedAt < 0) {
      if (stratum >= MAXSTRAT) return;
      this.synchronizedAt = second;
    }
    const ratio = Math.abs(error) / claim;
    if (ratio > this.worstRatio) {
      this.worstRatio = ratio;
      this.worstAt = second;
    }
    if (Math.abs(error) <= claim) return;
    if (this.violations++ === 0) this.violatedAt = second;
  }
}
