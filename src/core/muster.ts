/**
 * Muster: the first source to have enough samples is microseconds ahead of the others, and may be the one
 * that lies. A node that follows nobody yet waits for those that answer, too, so that they can be judged
 * together. Allocates nothing.
 */
import { Instant } from "../time/moment.js";
import { type Association } from "./association.js";
import { GAP } from "./pace.js";
import { Pace } from "./schedule.js";
import { Standing } from "./verdict.js";

/** How long the first source that could be followed waits for the others: two requests of a fast start. */
const PATIENCE = 2 * GAP;

export class Muster {
  private readonly associations: readonly Association[];
  /** Since when there has been someone to follow, while the others are waited for. */
  private readonly since = new Instant();
  private isWaiting = false;

  /** `associations`: the whole pool, for good. */
  constructor(associations: readonly Association[]) {
    this.associations = associations;
  }

  /** There is someone to follow: is it too early for that? */
  isTooEarly(now: Instant): boolean {
    if (!this.isWaiting) this.since.copy(now);
    this.isWaiting = now.since(this.since) < PATIENCE && this.isSomeoneComing();
    return this.isWaiting;
  }

  private isSomeoneComing(): boolean {
    for (let i = 0; i < this.associations.length; i++) {
      const { isInUse, schedule, standing } = this.associations[i];
      if (
        isInUse &&
        schedule.pace === Pace.FastStart &&
        schedule.samples > 0 &&
        standing === Standing.Unproven
      )
        return true;
    }
    return false;
  }
}
