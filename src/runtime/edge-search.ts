/**
 * The search for the moment at which a real-time clock's next second begins: readings, each where it tells
 * most, until the moment is known well enough. Allocates nothing.
 */
import { type SoftwareClock } from "../core/software-clock.js";
import { type ClockChip } from "../refclock/clock-chip.js";
import { SecondEdge } from "../refclock/second-edge.js";
import { MILLISECOND, type Q32 } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { type CounterPort } from "./ports.js";

/** An edge known so well is good enough; readings that do not come to that end some time. */
const ENOUGH = MILLISECOND;
const MOST_READINGS = 24;

/** The next reading is not sooner than this. */
export const SOONEST = 20 * MILLISECOND;

/** What a reading came to. */
export const enum Reading {
  /** The chip is not believed. */
  Lost,
  /** Its seconds contradict each other: one of the two clocks was set meanwhile. */
  Contradictory,
  /** Another one is wanted, after `wait`. */
  Wanting,
  Enough,
}

export class EdgeSearch {
  /** How late alarms are. */
  late: Q32 = 0;
  /** What the clock aimed at after the latest reading, which the chip was found ahead of. */
  readonly time = new Timestamp();
  private readonly chip: ClockChip;
  private readonly counter: CounterPort;
  private readonly clock: SoftwareClock;
  private readonly edge = new SecondEdge();
  private readonly after = new Instant();
  private readonly timeBefore = new Timestamp();
  private readonly shown = new Timestamp();

  constructor(chip: ClockChip, counter: CounterPort, clock: SoftwareClock) {
    this.chip = chip;
    this.counter = counter;
    this.clock = clock;
  }

  /** How far the chip is ahead of the clock's aim. */
  get offset(): Q32 {
    return this.edge.offset;
  }

  /** How far `offset` may be wrong. */
  get error(): Q32 {
    return this.edge.error;
  }

  /** Whether `offset` is as good as was wanted. */
  get isFine(): boolean {
    return this.edge.error <= ENOUGH;
  }

  begin(): void {
    this.edge.begin();
  }

  /** An alarm asked for at `asked` has rung at `now`. */
  rang(asked: Instant, now: Instant): void {
    this.late += (now.since(asked) - this.late) / 4;
  }

  /** The chip is read from `before` on, for which there was an alarm `asked`. */
  read(asked: Instant, before: Instant): Reading {
    const edge = this.edge;
    if (edge.readings > 0) this.rang(asked, before);
    const isShown = this.chip.read(this.shown);
    this.counter.read(this.after);
    if (!isShown) return Reading.Lost;
    this.clock.aim(before, this.timeBefore);
    this.clock.aim(this.after, this.time);
    edge.read(this.shown, this.timeBefore, this.time, this.chip.kind.accuracy);
    if (!edge.isConsistent) return Reading.Contradictory;
    return this.isFine || edge.readings >= MOST_READINGS ? Reading.Enough : Reading.Wanting;
  }

  /** How long to wait for the next reading. */
  wait(): Q32 {
    return Math.max(this.edge.wait(this.time, SOONEST) - Math.round(this.late), 0);
  }
}
