/** What is known of the board's crystal, as it outlives a restart: refilled, never made anew. */
import { FINE, PPM, type FineRate, type Rate } from "../time/fixed.js";
import { HORIZONS, RunOffRecord } from "./run-off.js";
import { type Temperature } from "./temperature.js";

/** What a counter of unknown frequency may be wrong by, as a deviation: a third of the worst seen. */
export const FREQUENCY_UNKNOWN: Rate = Math.round(64 * PPM);

/** What a frequency once known may have become wrong by, as a deviation, where nothing else is known. */
export const FREQUENCY_DOUBT: Rate = Math.round(2 * PPM);

/** The frequency error, as a deviation, that counts as known: less than PHI, which all others reckon with. */
export const FREQUENCY_KNOWN: Rate = Math.round(10 * PPM);

/** The random walk, over a second, of the steadiest crystal that is thought possible: one at rest. */
export const STEADIEST_WALK: FineRate = (FINE * PPM) / 2000;

/** That of a usual quartz. */
const USUAL_WALK: FineRate = Math.round((FINE * PPM) / 400);

/** What temperature makes of a crystal's frequency. */
export class ThermalRecord {
  /** Whether it makes anything of it that is known. */
  isKnown = false;
  /** At which temperature the frequency was what it was. */
  reading: Temperature = 0;
  /** What 16 degrees make of the frequency at 25 °C, and what they make of that. */
  slope: FineRate = 0;
  curve: FineRate = 0;
}

/** All of it. */
export class Crystal {
  /** What the counter is corrected by. */
  frequency: Rate = 0;
  /** The deviation to be expected in it. */
  frequencyError: Rate = FREQUENCY_DOUBT;
  /** What the frequency wanders by in a second, as a deviation; in t seconds √t of that. */
  walk: FineRate = USUAL_WALK;
  /** How far the clock would have run off without sources, horizon by horizon. */
  readonly runOffs: readonly RunOffRecord[] = Array.from({ length: HORIZONS }, () => new RunOffRecord());
  readonly thermal = new ThermalRecord();
}
