/**
 * How long a dynamic association lasts: until nothing has been accepted from it for about twelve minutes, as
 * on routers. One that a single packet made, which anyone can send in another's name, has only three of its
 * polls to prove itself, and its place is others' to take as soon as a quick peer would have: packets of a
 * thousand invented peers hold no pool. The same goes for the place of one that was heard to broadcast a time
 * or two, but did not answer. Allocates nothing.
 */
import { clamp, log2Seconds, SECOND, type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Association } from "./association.js";
import { AssociationKind } from "./settings.js";

const SILENCE: Q32 = 720 * SECOND;

/** One that is asked rarely has so many polls at least to show itself. */
const POLLS_SILENT = 3;

/** Some peers speak only when they poll themselves: as often as they say, within this. */
const LEAST_POLL_LOG2 = 6;
const MOST_POLL_LOG2 = 10;
const POLLS_UNPROVEN = 3;

/** One that answers at once has been asked and has answered by then, over any path. */
const QUICK: Q32 = 8 * SECOND;

/** Sets `into` to when this association, which is dynamic, ends unless a packet of it is accepted before. */
export function endOf(association: Association, into: Instant): void {
  const { acceptedAt, peerPollLog2, pollLog2, settings } = association;
  into.copy(acceptedAt);
  // It came unasked, so what it says of its pace is no reason to wait for more of it.
  if (settings!.kind === AssociationKind.BroadcastClient) return into.add(SILENCE);
  const itsPoll = log2Seconds(clamp(peerPollLog2, LEAST_POLL_LOG2, MOST_POLL_LOG2));
  if (isUnproven(association)) into.add(POLLS_UNPROVEN * itsPoll);
  else into.add(Math.max(POLLS_SILENT * log2Seconds(pollLog2), SILENCE));
}

/** Whether another one may have the place of this association at `now`. */
export function isPassing(association: Association, now: Instant): boolean {
  return isUnproven(association) && now.since(association.acceptedAt) >= QUICK;
}

/** Whether this may be nobody's: a server that is heard or found at its address takes its place. */
export function givesWay(association: Association): boolean {
  return isUnproven(association) && association.settings!.kind === AssociationKind.SymmetricPassive;
}

/** Whether one packet that anyone may have sent is all that has come; of broadcasts, two. */
function isUnproven({ isProven, reach, settings }: Association): boolean {
  if (settings === undefined || !settings.isDynamic || isProven) return false;
  if (settings.kind !== AssociationKind.BroadcastClient) return true;
  // It may never answer, and be heard for ever.
  const afterOne = reach & (reach - 1);
  return (afterOne & (afterOne - 1)) === 0;
}
