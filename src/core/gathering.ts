/**
 * Gathering: the readings of a reference clock since its last poll, and the one sample that they make. Of
 * the offsets the middle half counts: an interrupt that was held up is late, and says nothing. Allocates
 * nothing.
 */
import { half, type Q32 } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { type Association } from "./association.js";
import { Leap } from "./association.js";
import { type SoftwareClock } from "./software-clock.js";

/** As many as there are in a poll interval; of more the last count. */
const CAPACITY = 16;

/** What each end of them is cut by. */
const CUT = 4;

export class Gathering {
  /** What it says of the second after `changeAt`, in seconds since 1900: `None`, `Insert` or `Delete`. */
  change = Leap.None;
  changeAt = 0;
  refid = 0;

  // The sample.
  offset: Q32 = 0;
  /** What the readings claim, and what they differ by. */
  dispersion: Q32 = 0;
  readonly at = new Instant();
  /** The last reading. */
  readonly lastAt = new Instant();
  readonly time = new Timestamp();

  private readonly readings = Array.from({ length: CAPACITY }, () => new Reading());
  /** Indices of those, by offset. */
  private readonly order = new Array<number>(CAPACITY).fill(0);
  private count = 0;
  private next = 0;

  constructor(readonly association: Association) {}

  get isEmpty(): boolean {
    return this.count === 0;
  }

  clear(): void {
    this.count = this.next = 0;
  }

  /** The clock showed `time` at `at`, give or take `error`. */
  add(at: Instant, time: Timestamp, error: Q32): void {
    const reading = this.readings[this.next];
    reading.copy(at);
    reading.time.copy(time);
    reading.error = error;
    this.lastAt.copy(at);
    this.time.copy(time);
    this.next = (this.next + 1) % CAPACITY;
    if (this.count < CAPACITY) this.count++;
  }

  /** Makes a sample of what there is, which is not nothing, against what `clock` aims at. */
  sum(clock: SoftwareClock): void {
    this.rank(clock);
    const cut = Math.floor(this.count / CUT);
    const kept = this.count - 2 * cut;
    const first = this.readings[this.order[cut]];
    const last = this.readings[this.order[cut + kept - 1]];
    let offsets: Q32 = 0;
    let instants: Q32 = 0;
    let errors: Q32 = 0;
    for (let i = cut; i < cut + kept; i++) {
      const reading = this.readings[this.order[i]];
      offsets += reading.offset - first.offset;
      instants += reading.since(first);
      errors += reading.error;
    }
    // On one line with what it is the mean of: a drift in between is in both.
    this.offset = first.offset + Math.round(offsets / kept);
    this.at.copy(first);
    this.at.add(Math.round(instants / kept));
    this.dispersion = Math.round(errors / kept) + half(last.offset - first.offset);
  }

  /** By insertion, for there are few. */
  private rank(clock: SoftwareClock): void {
    const order = this.order;
    for (let i = 0; i < this.count; i++) {
      const reading = this.readings[i];
      reading.measure(clock);
      let to = i;
      for (; to > 0 && this.readings[order[to - 1]].offset > reading.offset; to--) order[to] = order[to - 1];
      order[to] = i;
    }
  }
}

/** One reading: the moment, and what the clock showed then. */
class Reading extends Instant {
  readonly time = new Timestamp();
  error: Q32 = 0;
  offset: Q32 = 0;

  private readonly aim = new Timestamp();

  /** Sets `offset` to what the clock at hand is ahead of `clock`'s aim. */
  measure(clock: SoftwareClock): void {
    clock.aim(this, this.aim);
    this.offset = this.time.since(this.aim);
  }
}
