/**
 * How long a dynamic association lasts: until nothing has been accepted from it for about twelve minutes, as
 * on routers. One that a single packet made, which anyone can send in another's name, has only three of its
 * polls to prove itself, and its place is others' to take as soon as a quick peer would have: packets of a
 * thousand invented peers hold no pool. Allocates nothing.
 */
import { log2Seconds, SECOND, type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Association } from "./association.js";
import { AssociationKind } from "./settings.js";

const SILENCE: Q32 = 720 * SECOND;

/** One that is asked rarely has so many polls at least to show itself. */
const POLLS_SILENT = 3;

/** Some peers speak only when they poll themselves: as often as they say, but for this at least. */
const LEAST_POLL_LOG2 = 6;
const POLLS_UNPROVEN = 3;

/** One that answers at once has been asked and has answered by then, over any path. */
const QUICK: Q32 = 8 * SECOND;

/** Sets `into` to when this association, which is dynamic, ends unless a packet of it is accepted before. */
export function endOf(association: Association, into: Instant): void {
  const { acceptedAt, peerPollLog2, pollLog2 } = association;
  const itsPoll = log2Seconds(Math.max(peerPollLog2, LEAST_POLL_LOG2));
  into.copy(acceptedAt);
  if (isUnproven(association)) into.add(Math.min(POLLS_UNPROVEN * itsPoll, SILENCE));
  else into.add(Math.max(POLLS_SILENT * log2Seconds(pollLog2), SILENCE));
}

/** Whether another one may have the place of this association at `now`. */
export function isPassing(association: Association, now: Instant): boolean {
  return isUnproven(association) && now.since(association.acceptedAt) >= QUICK;
}

/** Whether one packet that anyone may have sent is all that has come. */
function isUnproven({ isProven, settings }: Association): boolean {
  if (settings === undefined || !settings.isDynamic || isProven) return false;
  return settings.kind !== AssociationKind.BroadcastClient; // it may never answer, and be heard for ever
}
