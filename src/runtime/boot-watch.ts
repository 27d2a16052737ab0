/**
 * Starts that did not last, counted in the store: after two in a row the third leaves the configuration
 * aside, so that somebody can type at the board and find what is wrong with it.
 *
 * A minute is lasting: what ends a program by its configuration does so as sockets, receivers and sources
 * begin, and who is there for a minute at each start can be typed at. A node without a network never is
 * synchronized, and has not failed. A start that lasts costs two writes of a few octets; without the
 * configuration nothing is written, however often it starts so.
 */
import { SECOND } from "../time/fixed.js";
import { LastEnd } from "./board-port.js";
import { type StorePort } from "./ports.js";
import { type TimerPort } from "./timers.js";

/** Under which name the count is stored. */
export const STARTS = "starts";

const LASTED = 60 * SECOND;
const MOST_BROKEN = 2;

export class BootWatch {
  private readonly store: StorePort;
  /** Starts before this one that did not last. */
  private readonly broken: number;

  constructor(store: StorePort, lastEnd: LastEnd) {
    this.store = store;
    this.broken = lastEnd === LastEnd.Wanted ? 0 : this.read();
  }

  /** Why the configuration is left aside, a sentence without its full stop; undefined: it is not. */
  get reason(): string | undefined {
    const count = this.broken;
    return count < MOST_BROKEN
      ? undefined
      : `${count} starts in a row did not last: it is left aside (safe mode)`;
  }

  /** The start begins. */
  begin(): void {
    if (this.reason === undefined) this.write(this.broken + 1);
  }

  /** It has led to a running node. */
  started(timers: TimerPort): void {
    if (this.reason === undefined) timers.after(LASTED, () => this.forget());
  }

  /** The program ends because somebody wants it. */
  ended(): void {
    if (this.reason === undefined) this.forget();
  }

  /** The next start takes the configuration. */
  forget(): void {
    try {
      this.store.remove(STARTS);
    } catch {
      // Then the next start is one more that is counted.
    }
  }

  private read(): number {
    try {
      const count = Number(this.store.read(STARTS) ?? 0);
      return Number.isInteger(count) && count > 0 ? Math.min(count, MOST_BROKEN) : 0;
    } catch {
      return 0;
    }
  }

  private write(count: number): void {
    try {
      this.store.write(STARTS, String(count));
    } catch {
      // A store that takes nothing keeps nobody from starting.
    }
  }
}
