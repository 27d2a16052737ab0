/** What selection thinks of a source, in words. */
import { Standing } from "../core/verdict.js";
import { never } from "../time/never.js";

export function standingName(standing: Standing): string {
  switch (standing) {
    case Standing.Unheard:
      return "not heard yet";
    case Standing.Unreachable:
      return "unreachable";
    case Standing.Denied:
      return "refused us";
    case Standing.Unsynchronized:
      return "not synchronized";
    case Standing.BadStratum:
      return "stratum too high";
    case Standing.Loop:
      return "follows us";
    case Standing.Unproven:
      return "too few samples";
    case Standing.TooFar:
      return "too far from a primary";
    case Standing.Follower:
      return "no better than we are";
    case Standing.Falseticker:
      return "falseticker";
    case Standing.LastResort:
      return "last resort";
    case Standing.Outlyer:
      return "outlyer";
    case Standing.Candidate:
      return "candidate";
    case Standing.SystemPeer:
      return "system peer";
    default:
      return never(standing);
  }
}
