/** How long what the board calls takes: all of it runs in one thread. */
import { type CounterPort } from "ntp/runtime/ports";
import { type LoadFigures } from "ntp/runtime/board-port";
import { Instant } from "ntp/time/moment";
import { type Q32 } from "ntp/time/fixed";

export class Load implements LoadFigures {
  batches = 0;
  longestBatch: Q32 = 0;
  alarms = 0;
  longestAlarm: Q32 = 0;
  latestAlarm: Q32 = 0;
  readonly #counter: CounterPort;
  readonly #countDropped: (() => number) | undefined;
  readonly #began = new Instant();
  readonly #now = new Instant();

  /** `countDropped`: datagrams that came faster than they were taken; undefined: nobody counts them. */
  constructor(counter: CounterPort, countDropped?: () => number) {
    this.#counter = counter;
    this.#countDropped = countDropped;
  }

  get dropped(): number | undefined {
    return this.#countDropped?.();
  }

  begin(): void {
    this.#counter.read(this.#began);
  }

  /** A batch of datagrams is done with. */
  endBatch(): void {
    this.batches++;
    this.longestBatch = Math.max(this.longestBatch, this.passed());
  }

  /** What the alarm called has returned; it began so `late`. */
  endAlarm(late: Q32): void {
    this.alarms++;
    this.latestAlarm = Math.max(this.latestAlarm, late);
    this.longestAlarm = Math.max(this.longestAlarm, this.passed());
  }

  private passed(): Q32 {
    this.#counter.read(this.#now);
    return this.#now.since(this.#began);
  }
}
