/**
 * What a board that can sleep provides: a counter that goes on, and a little memory that outlives the sleep.
 */
import { type Q32, type Rate } from "../time/fixed.js";
import { type Instant, type Timestamp } from "../time/moment.js";

export interface SleepPort {
  /** What the counter may be wrong by, once calibrated, where nothing else is known of it. */
  readonly tolerance: Rate;
  /** How much more than the counter the board's own counter counted when it was compared, at this start. */
  readonly calibration: Rate;
  /** What the sleep that this start has ended was begun with; undefined: it has ended none. */
  readonly kept: string | undefined;
  /** What the counter has counted, which goes on through sleeps; as its nominal frequency has it. */
  read(into: Instant): void;
  /**
   * Keeps `text`, of at most 1500 ASCII characters, and sleeps until the counter shows `until`. The program
   * ends here: it starts anew afterwards.
   */
  sleep(text: string, until: Instant): void;
}

/** What is wanted of a clock that is to be kept over sleeps. */
export interface KeptClock {
  /** Whether a source has put it right since the start, and what it claims holds. */
  readonly isSynchronized: boolean;
  /** What the board's counter is corrected by. */
  readonly frequency: Rate;
  /** Sets `into` to the time now; answers how wrong it may be, MAXDISP: anyhow. */
  time(into: Timestamp): Q32;
  stop(): void;
}
