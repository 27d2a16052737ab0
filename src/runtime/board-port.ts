/** What a board tells of itself to who looks after it. */
import { type Q32 } from "../time/fixed.js";

/** How the run before this one ended. */
export const enum LastEnd {
  /** Nothing tells. */
  Unknown,
  /** The power was off, or somebody wanted it. */
  Wanted,
  /** The program broke off, or a watchdog or too low a voltage ended it. */
  Broken,
}

export interface MemoryPool {
  /** As the console prints it: "XS slots". */
  readonly name: string;
  /** In octets, what waits for the garbage collection counted as used. */
  readonly total: number;
  readonly used: number;
}

/** What the program's one thread was busy with since the start. */
export interface LoadFigures {
  /** Batches of datagrams taken, and how long the longest took. */
  readonly batches: number;
  readonly longestBatch: Q32;
  /** Times that the alarm rang, how long the longest took, and how late the latest began. */
  readonly alarms: number;
  readonly longestAlarm: Q32;
  readonly latestAlarm: Q32;
  /** Datagrams that came faster than they were taken; undefined: the board does not tell. */
  readonly dropped: number | undefined;
}

export interface BoardPort {
  /** Which board it is: "ESP32-DevKitC", "Linux". */
  readonly name: string;
  readonly lastEnd: LastEnd;
  memory(): readonly MemoryPool[];
  /** Undefined: it is not measured. */
  readonly load?: (() => LoadFigures) | undefined;
  /** Starts anew; undefined: it cannot do so itself. */
  readonly restart?: (() => void) | undefined;
}
