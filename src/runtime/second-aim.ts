/**
 * The second that a real-time clock is to begin as it is told to: the next one that can be waited for, and
 * another where it was missed. Allocates nothing.
 */
import { type SoftwareClock } from "../core/software-clock.js";
import { clamp, MILLISECOND, SECOND, type Q32 } from "../time/fixed.js";
import { type Instant, Timestamp } from "../time/moment.js";
import { SOONEST } from "./edge-search.js";

/** A moment that is missed by more is let go, unless that was the last of so many. */
export const MISSED = 10 * MILLISECOND;
const MOST_TRIES = 16;

export class SecondAim {
  /** It begins a while after the chip is told. */
  readonly target = new Timestamp();
  /** What it is to show from then on: the second before. */
  readonly shown = new Timestamp();
  /** How long was left, at the last `isNow`, until the chip was to be told; negative: it was too late. */
  early: Q32 = 0;
  private readonly clock: SoftwareClock;
  private lead: Q32;
  private tries = 0;
  private readonly time = new Timestamp();

  /** `lead`: how long after it is told the chip begins a second. */
  constructor(clock: SoftwareClock, lead: Q32) {
    this.clock = clock;
    this.lead = lead;
  }

  begin(): void {
    this.tries = 0;
  }

  /** Chooses a second at `now`; answers how long to wait for the moment to tell the chip. */
  choose(now: Instant): Q32 {
    const { target } = this;
    this.clock.aim(now, this.time);
    target.copy(this.time);
    target.add(this.lead + SOONEST + SECOND);
    target.fraction = 0;
    this.shown.copy(target);
    this.shown.add(-SECOND);
    return target.since(this.time) - this.lead;
  }

  /** Whether the chip is to be told `now`; else another second is to be chosen. */
  isNow(now: Instant): boolean {
    this.clock.aim(now, this.time);
    this.early = this.target.since(this.time) - this.lead;
    return Math.abs(this.early) <= MISSED || ++this.tries >= MOST_TRIES;
  }

  /** What was told so was ahead by `offset` then. */
  learn(offset: Q32): void {
    if (Math.abs(offset) < SECOND) this.lead = clamp(this.lead - offset, 0, 2 * SECOND);
  }
}
