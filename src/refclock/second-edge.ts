/**
 * Where within its second a chip stands that shows whole seconds: each reading bounds how far it is ahead of
 * the clock, and the next one is taken where it halves what is left. A dozen readings, one a second, bring
 * half a second down to what a reading takes. Allocates nothing.
 */
import { half, scale, SECOND, type Q32, type Rate } from "../time/fixed.js";
import { Timestamp } from "../time/moment.js";

export class SecondEdge {
  /** Readings since `begin`. */
  readings = 0;
  /** The chip is ahead of the clock by more than `#least` and less than `#most`. */
  #least: Q32 = -Infinity;
  #most: Q32 = Infinity;
  /** What the latest reading took. */
  #took: Q32 = 0;
  readonly #readAt = new Timestamp();
  readonly #next = new Timestamp();

  /** False: nothing was read, or the readings contradict each other: one of the two was set meanwhile. */
  get isConsistent(): boolean {
    return this.readings > 0 && this.#least <= this.#most;
  }

  /** How far the chip is ahead of the clock. */
  get offset(): Q32 {
    return half(this.#least + this.#most);
  }

  /** How far `offset` may be wrong. */
  get error(): Q32 {
    return this.#most - this.offset;
  }

  begin(): void {
    this.readings = 0;
    this.#least = -Infinity;
    this.#most = Infinity;
  }

  /**
   * At some time after the clock showed `before` and not later than it showed `after` the chip showed
   * `second`; since the last reading they may have drifted apart by `drift`.
   */
  read(second: Timestamp, before: Timestamp, after: Timestamp, drift: Rate): void {
    if (this.readings > 0) {
      const drifted = Math.abs(scale(after.since(this.#readAt), drift));
      this.#least -= drifted;
      this.#most += drifted;
    }
    this.readings++;
    this.#took = after.since(before);
    this.#readAt.copy(after);
    this.#least = Math.max(this.#least, second.since(after));
    this.#most = Math.min(this.#most, second.since(before) + SECOND);
  }

  /**
   * How long to wait, from when the clock shows `now`, until a reading that begins then tells most: at least
   * `soonest`.
   */
  wait(now: Timestamp, soonest: Q32): Q32 {
    this.#next.copy(now);
    this.#next.add(soonest + half(this.#took));
    this.#next.add(this.offset);
    return soonest + ((SECOND - this.#next.fraction) % SECOND);
  }
}
