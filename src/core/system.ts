/** The system variables (RFC 5905 section 11.1): what this node knows of the time, and tells others. */
import { MAXDISP, type Q32, type Rate } from "../time/fixed.js";
import { Timestamp } from "../time/moment.js";
import { Leap, MAXSTRAT, type Association } from "./association.js";

/** Where the discipline stands; the words of the vendors' "synchronization state". */
export const enum ClockState {
  /** Never synchronized: the time is the board's own. */
  NotSet,
  /** As NotSet, with a frequency remembered from an earlier run. */
  FrequencySet,
  /** Stepped to a source, frequency not yet known. */
  Set,
  Synchronized,
  /** An offset beyond the step threshold, not yet believed. */
  Spike,
  /** Set, its frequency known, without a source. */
  Holdover,
}

export class System {
  leap: Leap = Leap.Unsynchronized;
  stratum = MAXSTRAT;
  precisionLog2 = 0;
  rootDelay: Q32 = 0;
  /** At `reference`; it grows from there. */
  rootDispersion: Q32 = MAXDISP;
  /** As the four octets on the wire. */
  refid = 0;
  /** When the clock was last set or corrected. */
  readonly reference = new Timestamp();
  /** Undefined: there is no source; unsynchronized, or in holdover. */
  peer: Association | undefined = undefined;
  pollLog2 = 6;
  /** The combined offset that the last correction was made from; positive: the clock was slow. */
  offset: Q32 = 0;
  /** PSI (RFC 5905 section 11.2.3), the error to be expected in it. */
  systemJitter: Q32 = 0;
  /** What the offset of a sample is wrong by. */
  jitter: Q32 = 0;
  /** What the counter is corrected by. */
  frequency: Rate = 0;
  /** How much the frequency itself wanders. */
  wander: Rate = 0;
  clockState: ClockState = ClockState.NotSet;
}
