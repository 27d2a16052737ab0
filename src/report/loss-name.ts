/** Why a node has no source any more, in words. */
import { Loss } from "../core/loss.js";
import { never } from "../time/never.js";

/** VRP's words where it has any. */
export function lossName(loss: Loss): string {
  switch (loss) {
    case Loss.Unreachable:
      return "Peer reachability lost";
    case Loss.Unselectable:
      return "Peer clock unsynchronized/unselectable";
    case Loss.Denied:
      return "KOD DENY received";
    case Loss.NoneSelectable:
      return "Clock selection failed - No selectable clock";
    case Loss.Falsetickers:
      return "Clock selection failed - Excessive falsetickers";
    case Loss.SourceRemoved:
      return "Unicast server/peer configuration removed";
    case Loss.ClockRemoved:
      return "Reference clock configuration removed";
    case Loss.ServiceOff:
      return "NTP Service is disabled";
    case Loss.NotWanted:
      return "Configuration changed";
    case Loss.Panic:
      return "Offset beyond the panic threshold";
    case Loss.TooLong:
      return "Root distance beyond the limit";
    default:
      return never(loss);
  }
}
