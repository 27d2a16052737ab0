/**
 * Why a node has nobody to follow any more. Of its last source most reasons say nothing against what that
 * one taught the clock, which goes on for a while by what is known of its crystal: holdover.
 */
import { never } from "../time/never.js";
import { type Association } from "./association.js";
import { AssociationKind } from "./settings.js";
import { Standing } from "./verdict.js";

export const enum Loss {
  /** Polls go unanswered. */
  Unreachable,
  /** The source says that it has no time, or none that we could follow. */
  Unselectable,
  /** The source refused us by a kiss-o'-death. */
  Denied,
  /** There are sources, but none is near enough to a primary. */
  NoneSelectable,
  /** So many sources contradict each other that no majority is left. */
  Falsetickers,
  /** The line of the last source was taken out of the configuration. */
  SourceRemoved,
  /** The line of the local clock was. */
  ClockRemoved,
  /** The service was turned off. */
  ServiceOff,
  /** NTP may not set the clock any more. */
  NotWanted,
  /** The sources are farther off than the clock may ever be moved. */
  Panic,
  /** Without a source for so long that what the clock may have run off is beyond the limit of distance. */
  TooLong,
}

/** Why `peer`, the system peer so far, is not followed any more. */
export function lossOf({ settings, standing, reach }: Association): Loss {
  if (settings?.kind === AssociationKind.LocalClock) return Loss.ClockRemoved;
  switch (standing) {
    case Standing.Unheard:
    case Standing.Unreachable:
      return Loss.Unreachable;
    case Standing.Denied:
      return Loss.Denied;
    case Standing.Unsynchronized:
    case Standing.BadStratum:
    case Standing.Loop:
      return Loss.Unselectable;
    case Standing.Falseticker:
      return Loss.Falsetickers;
    case Standing.TooFar:
    case Standing.Unproven: // so counts one who falls silent, long before eight polls went unanswered
      return (reach & 1) === 0 ? Loss.Unreachable : Loss.NoneSelectable;
    case Standing.Follower:
    case Standing.LastResort:
    case Standing.Outlyer:
    case Standing.Candidate:
    case Standing.SystemPeer:
      return Loss.NoneSelectable;
    default:
      return never(standing);
  }
}

/**
 * Whether the clock is still good after a loss. Not so where its teacher may be the one that lies (RFC 5905
 * section 11.2.1: without a majority clique there is nothing to trust), nor where it was nobody's but ours.
 */
export function isBearable(loss: Loss): boolean {
  switch (loss) {
    case Loss.Unreachable:
    case Loss.Unselectable:
    case Loss.Denied:
    case Loss.NoneSelectable:
    case Loss.SourceRemoved:
    case Loss.Panic:
      return true;
    case Loss.Falsetickers:
    case Loss.ClockRemoved:
    case Loss.ServiceOff:
    case Loss.NotWanted:
    case Loss.TooLong:
      return false;
    default:
      return never(loss);
  }
}
