/**
 * Which of two peers leads. A peer may follow us as well as we it, so it must be better than what we have
 * without it, or the two would teach each other their own errors: its stratum below what ours is by our
 * servers; or, while we hold the time without a source, its distance less than ours. With its claim grown by
 * the way to us on one side, both cannot hold at once for each other, nor around a ring of peers, at whatever
 * moment each of them looks.
 *
 * So of two synchronized peers the one of the higher stratum follows, and one that lost its servers goes over
 * to a peer of any stratum, but not before that knows better.
 *
 * Who does not lead has a vote all the same: two good peers refute a server that lies, and then it is the
 * servers that are left, if any, whose stratum counts.
 */
import { type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Association } from "./association.js";
import { WayTime } from "./listening.js";
import { AssociationKind } from "./settings.js";

/** The `serverStratum` of a node that has no server to follow. */
export const NO_SERVER_STRATUM = Infinity;

/** The clock as it would be without a source. */
export interface HeldClock {
  /** How far it may be off at `now`; Infinity: nobody would be told the time then. */
  distance(now: Instant): Q32;
}

/** Whose word counts: that of the first of these kinds of whom any source is fit. */
export const enum Voice {
  /** The operator chose it, it was searched for, or exchanges have measured what its broadcasts take. */
  Chosen,
  /**
   * Its broadcasts are heard, but it answers nobody. Anyone can send again what another broadcast, late and
   * from as many addresses as he likes, and no MAC says where a packet is from.
   */
  Unanswering,
  /** It came of its own accord, and nothing but its address says who it is: there may be any number. */
  Stranger,
  /** Nobody's. */
  None,
}

/** Allocates nothing. */
export function voiceOf({ listening, settings }: Association): Voice {
  switch (settings?.kind) {
    case AssociationKind.SymmetricPassive:
      return Voice.Stranger;
    case AssociationKind.BroadcastClient:
      return listening.wayTime === WayTime.Assumed ? Voice.Unanswering : Voice.Chosen;
    case AssociationKind.Client:
    case AssociationKind.LocalClock:
    case AssociationKind.ReferenceClock:
    case AssociationKind.SymmetricActive:
      return Voice.Chosen;
    case undefined:
      return Voice.None;
  }
}

/**
 * Whether a peer of `stratum` and root `distance` may lead. `serverStratum`: the lowest of the servers that
 * agree with the majority; `heldDistance`: as `HeldClock` tells it. Allocates nothing.
 */
export function mayLead(stratum: number, distance: Q32, serverStratum: number, heldDistance: Q32): boolean {
  if (serverStratum !== NO_SERVER_STRATUM) return stratum < serverStratum + 1;
  return distance < heldDistance;
}
