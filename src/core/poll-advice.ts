/**
 * Poll advice: as slow as what the clock drifts between two polls stays below what a sample can show.
 *
 * RFC 5905 section 11.3 compares the offset with the jitter, by which a slow swing of the frequency, that
 * raises both, goes unseen; the hysteresis is the RFC's.
 */
import { clamp, log2Seconds, type Q32 } from "../time/fixed.js";
import { type Tracker } from "./tracker.js";

/** RFC 5905 LIMIT. */
const LIMIT = 30;

/** As many times a sample's error the clock may drift by. */
const WORTH = 1.2;

export class PollAdvice {
  /** The poll interval, log2 of seconds. */
  pollLog2 = 6;

  private min = 6;
  private max = 10;
  private count = 0;

  /** Bounds for `pollLog2`. */
  setRange(min: number, max: number): void {
    this.min = min;
    this.max = max;
    this.pollLog2 = clamp(this.pollLog2, min, max);
  }

  /** As fast as allowed. */
  reset(): void {
    this.pollLog2 = this.min;
    this.count = 0;
  }

  /** After each correction: weighs what the clock may drift until the next against a sample's `jitter`. */
  advise(tracker: Tracker, jitter: Q32): void {
    const interval = log2Seconds(this.pollLog2);
    const drift = WORTH * jitter;
    if (tracker.growth(2 * interval) < drift) this.count += this.pollLog2;
    else if (tracker.growth(interval) > drift) this.count -= 2 * this.pollLog2;
    if (this.count > LIMIT) this.change(1);
    else if (this.count < -LIMIT) this.change(-1);
  }

  /** Something is odd: the next sample is wanted soon, to decide. */
  hurry(): void {
    this.change(this.min - this.pollLog2);
  }

  private change(by: number): void {
    this.pollLog2 = clamp(this.pollLog2 + by, this.min, this.max);
    this.count = 0;
  }
}
