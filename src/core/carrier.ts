/**
 * Carrier: the time carried by the board's real-time clock while there is no source. From the first
 * comparison on by which that has proved better than the crystal alone, the clock goes where it says, and
 * what is claimed is what it may be wrong by, and what the crystal may have run off since.
 *
 * What it keeps of a real-time clock it makes when it is first told of one: most boards have none.
 */
import { log2Seconds, MILLISECOND, rateOf, type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Announcement } from "./announcement.js";
import { type Association } from "./association.js";
import { type Core } from "./core.js";
import { type Discipline } from "./discipline.js";
import { Happening } from "./happening.js";
import { moveFilters } from "./move-filters.js";
import { SecondOscillator } from "./second-oscillator.js";
import { type SecondRecord } from "./second-record.js";
import { ClockState } from "./system.js";
import { turnClock } from "./turn-clock.js";

/** What two comparisons may be apart by. */
const NOISE = 3 * MILLISECOND;

/** What part of a rate seen between two comparisons is made good: either may be wrong by a millisecond. */
const SMOOTHING = 8;

/** How far is looked ahead, log2 of seconds: from the first comparison to a day and a half. */
const SOONEST_LOG2 = 8;
const LATEST_LOG2 = 17;

/** What the real-time clock is to the time without a source, or would be. */
export const enum Carriage {
  /** Nothing: what it gains is not known. */
  Unknown,
  /** Nothing: it was rehearsed too seldom. */
  Unrehearsed,
  /** Nothing: the crystal alone is better. */
  Worse,
  /** It would carry the time. */
  Ready,
  Carrying,
}

export class Carrier {
  /** Whether it carries the time, as long as there is no source. */
  isCarrying = false;

  private readonly core: Core;
  private readonly discipline: Discipline;
  private readonly announcement: Announcement;
  private readonly associations: readonly Association[];
  private second: SecondOscillator | undefined = undefined;
  /** What the root dispersion was before. */
  private dispersion: Q32 = 0;

  constructor(
    core: Core,
    discipline: Discipline,
    announcement: Announcement,
    associations: readonly Association[],
  ) {
    this.core = core;
    this.discipline = discipline;
    this.announcement = announcement;
    this.associations = associations;
  }

  get carriage(): Carriage {
    const second = this.second;
    if (!second?.hasGain) return Carriage.Unknown;
    if (!second.isKnown) return Carriage.Unrehearsed;
    if (this.isCarrying && this.announcement.isHolding) return Carriage.Carrying;
    return this.takeover < Infinity ? Carriage.Ready : Carriage.Worse;
  }

  /** How long without a source it would begin to carry after; Infinity: it would not. */
  get takeover(): Q32 {
    const second = this.second;
    if (!second?.isKnown) return Infinity;
    for (let log2 = SOONEST_LOG2; log2 <= LATEST_LOG2; log2++) {
      const elapsed = log2Seconds(log2);
      if (second.bound(elapsed) < this.discipline.dispersion(elapsed)) return elapsed;
    }
    return Infinity;
  }

  /** Whether a source has put the clock right lately: who has fallen silent is followed on for a while. */
  isTaught(now: Instant): boolean {
    const { clockState, pollLog2 } = this.core.system;
    return clockState === ClockState.Synchronized && this.announcement.age(now) <= log2Seconds(pollLog2 + 1);
  }

  /** At `now` the real-time clock was `ahead` of the clock's aim. */
  compared(ahead: Q32, now: Instant): void {
    const second = (this.second ??= new SecondOscillator());
    switch (this.core.system.clockState) {
      case ClockState.Synchronized:
        if (this.isTaught(now)) second.learn(ahead, now);
        return;
      case ClockState.Holdover:
        return this.carry(second, ahead, now);
      default:
        second.interrupt();
    }
  }

  /** The clock was stepped. */
  interrupt(): void {
    this.second?.interrupt();
  }

  /** The real-time clock was set or trimmed. */
  forget(): void {
    this.second?.forget();
  }

  /** Takes up what an earlier run knew of it. */
  restore(record: SecondRecord, now: Instant): void {
    this.second = new SecondOscillator();
    this.second.restore(record, now);
  }

  /** Writes down what is known of it; answers false where that is nothing. */
  remember(into: SecondRecord, now: Instant): boolean {
    this.second?.remember(into, now);
    return this.second !== undefined;
  }

  private carry(second: SecondOscillator, ahead: Q32, now: Instant): void {
    if (!second.isKnown) return;
    const behind = second.behind(ahead, now);
    if (!second.isKnown) return;
    const bound = second.bound(second.age(now));
    const elapsed = this.announcement.age(now);
    const ranOff = this.discipline.dispersion(elapsed);
    // One of them has jumped, and nobody knows which.
    if (Math.abs(behind) > ranOff + (this.isCarrying ? NOISE : bound)) return second.forget();
    if (!this.isCarrying && bound >= ranOff) return;
    const turned = Math.round(rateOf(behind, elapsed) / SMOOTHING);
    if (!this.isCarrying) this.begin(behind);
    this.announcement.carried(this.dispersion + bound, now);
    second.moved(behind);
    turnClock(this.core, this.discipline, behind, turned, now);
    moveFilters(this.associations, behind, turned, now);
  }

  private begin(behind: Q32): void {
    const { sink, system } = this.core;
    this.isCarrying = true;
    this.dispersion = system.rootDispersion;
    sink.report(Happening.RtcCarries, undefined, behind);
  }
}
