/**
 * What of offsets that are too large is told: those beyond a limit alone, each time they begin, and their
 * end if their beginning was told.
 */
import { Happening } from "../core/happening.js";
import { MILLISECOND, type Q32 } from "../time/fixed.js";

export class OffsetLimit {
  /** Beyond it is told. */
  private limit: Q32 = 0;
  private isBeyond = false;

  /** `limitMs`: in milliseconds. */
  configure(limitMs: number): void {
    this.limit = limitMs * MILLISECOND;
  }

  /** Whether to tell that `happening` is, of `value`; anything else is always told. */
  tells(happening: Happening, value: Q32): boolean {
    const wasBeyond = this.isBeyond;
    switch (happening) {
      case Happening.Resisted:
        return Math.abs(value) > this.limit;
      case Happening.OffsetTooLarge:
        this.isBeyond = Math.abs(value) > this.limit;
        return this.isBeyond && !wasBeyond;
      case Happening.OffsetNormal:
        this.isBeyond = false;
        return wasBeyond;
      default:
        return true;
    }
  }
}
