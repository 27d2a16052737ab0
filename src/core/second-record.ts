/** What is known of a real-time clock as an oscillator, as it outlives a restart: never made anew. */
import { type Rate } from "../time/fixed.js";
import { RunOffRecord } from "./run-off.js";
import { SECOND_HORIZONS } from "./second-oscillator.js";

export class SecondRecord {
  /** What it gains on the time; NaN: nobody knows. */
  gain: Rate = NaN;
  /** How long ago that was so, in seconds. */
  gainAgeSec = 0;
  /** How far off the time was that it told by that, horizon by horizon. */
  readonly runOffs: readonly RunOffRecord[] = Array.from(
    { length: SECOND_HORIZONS },
    () => new RunOffRecord(),
  );
}
