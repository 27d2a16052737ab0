/** The engine's judgements and states in words. */
import { ClockState } from "../core/system.js";
import { never } from "../time/never.js";

/** VRP's "synchronization state": a clock that is set, its frequency known, is one without a source. */
export function clockStateName(state: ClockState): string {
  switch (state) {
    case ClockState.NotSet:
      return "clock not set";
    case ClockState.FrequencySet:
      return "frequency set by configuration";
    case ClockState.Set:
      return "clock set but frequency not determined";
    case ClockState.Synchronized:
      return "clock synchronized";
    case ClockState.Spike:
      return "spike";
    case ClockState.Holdover:
      return "clock set";
    default:
      return never(state);
  }
}

/** VRP's "sync state", as its private MIB numbers them. */
export function clockStateNumber(state: ClockState): number {
  switch (state) {
    case ClockState.NotSet:
      return 0;
    case ClockState.FrequencySet:
      return 1;
    case ClockState.Set:
      return 3;
    case ClockState.Synchronized:
      return 4;
    case ClockState.Spike:
      return 5;
    case ClockState.Holdover:
      return 2;
    default:
      return never(state);
  }
}
