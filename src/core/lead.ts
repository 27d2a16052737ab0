/**
 * Which of two peers leads. A peer may follow us as well as we it, so it must be better than what we have
 * without it, or the two would teach each other their own errors: its stratum below what ours is by our
 * servers; or, while we hold the time without a source, its distance less than ours. With its claim grown by
 * the way to us on one side, both cannot hold at once for each other, nor around a ring of peers, at whatever
 * moment each of them looks.
 *
 * So of two synchronized peers the one of the higher stratum follows, and one that lost its servers goes over
 * to a peer of any stratum, but not before that knows better.
 */
import { type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";

/** The `serverStratum` of a node that has no server to follow. */
export const NO_SERVER_STRATUM = Infinity;

/** The clock as it would be without a source. */
export interface HeldClock {
  /** How far it may be off at `now`; Infinity: nobody would be told the time then. */
  distance(now: Instant): Q32;
}

/**
 * Whether a peer of `stratum` and root `distance` may lead. `serverStratum`: the lowest of the servers that
 * could be followed; `heldDistance`: as `HeldClock` tells it. Allocates nothing.
 */
export function mayLead(stratum: number, distance: Q32, serverStratum: number, heldDistance: Q32): boolean {
  if (serverStratum !== NO_SERVER_STRATUM) return stratum < serverStratum + 1;
  return distance < heldDistance;
}
