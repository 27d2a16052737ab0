/** What a receiver of time is up to, as logs and displays call it. */
import { Condition } from "../refclock/reference-clock.js";
import { never } from "../time/never.js";

/** What its samples rest on, or why there are none. */
export function conditionName(condition: Condition): string {
  switch (condition) {
    case Condition.Silent:
      return "nothing readable comes from it";
    case Condition.AntennaLost:
      return "its antenna is open or shorted";
    case Condition.NoFix:
      return "it has no fix";
    case Condition.LeapUnknown:
      return "it does not know the leap seconds yet";
    case Condition.SecondInDoubt:
      return "which second it is, is in doubt";
    case Condition.PulseLost:
      return "its pulses do not come, or do not keep time";
    case Condition.Settling:
      return "its beat is being measured";
    case Condition.TextOnly:
      return "locked to its text";
    case Condition.Locked:
      return "locked to its pulses";
    default:
      return never(condition);
  }
}
