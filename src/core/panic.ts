/**
 * Panic: how far the clock may be moved at most. Whoever says that it is off by more is refused (RFC 5905
 * PANICT): once others have relied on it, and at boot where the board has kept the time and knows how well.
 * Of what the board has kept a majority may say otherwise: its battery may have lied. Allocates nothing.
 */
import { FOREVER, scale, SECOND, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { MAXFREQ } from "./software-clock.js";

export class Panic {
  threshold: Q32 = 1000 * SECOND; // RFC 5905 PANICT
  /** Whether others ever relied on the clock: who lets it go astray, or leads it there, lifts nothing. */
  private wasReliedOn = false;
  /** How wrong the time was at most that the board had at `bootedAt`; Infinity: anything is possible. */
  private bootError: Q32 = Infinity;
  private readonly bootedAt = new Instant();

  /** The board had the time, within `error`; FOREVER: or had not. */
  booted(error: Q32, now: Instant): void {
    this.bootError = error < FOREVER ? error : Infinity;
    this.bootedAt.copy(now);
  }

  /** Others rely on the clock. */
  relied(): void {
    this.wasReliedOn = true;
  }

  /** Several sources agree: they are believed against what the board had. */
  outvote(): void {
    this.bootError = Infinity;
  }

  /** The operator has taken the clock out of our hands: it may be moved as far as where nothing is known. */
  handOver(): void {
    this.wasReliedOn = false;
    this.bootError = Infinity;
  }

  /** How far the clock may be moved by a sample taken `at`. */
  limit(at: Instant): Q32 {
    if (this.wasReliedOn || this.threshold === Infinity) return this.threshold;
    const error = this.bootError + Math.abs(scale(at.since(this.bootedAt), MAXFREQ));
    return Math.max(this.threshold, error);
  }
}
