/**
 * How long a dynamic association lasts: until nothing has been accepted from it for about twelve minutes, as
 * on routers. One that a single packet made, which anyone can send in another's name, has only three polls to
 * prove itself, and its place is others' to take as soon as a quick peer would have: packets of a thousand
 * invented peers hold no pool. Allocates nothing.
 */
import { log2Seconds, SECOND, type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Association } from "./association.js";
import { AssociationKind } from "./settings.js";

const SILENCE: Q32 = 720 * SECOND;

/** One that is asked rarely has so many polls at least to show itself. */
const POLLS_SILENT = 3;

/**
 * A peer that speaks only when it polls itself does so every 64 s at first (RFC 5905 MINPOLL as deployed).
 */
const PEERS_POLL_LOG2 = 6;
const POLLS_UNPROVEN = 3;

/** One that answers at once has been asked and has answered by then, over any path. */
const QUICK: Q32 = 8 * SECOND;

/** Sets `into` to when this association, which is dynamic, ends unless a packet of it is accepted before. */
export function endOf(association: Association, into: Instant): void {
  const polls = POLLS_SILENT * log2Seconds(association.pollLog2);
  into.copy(association.acceptedAt);
  into.add(
    isUnproven(association) ? POLLS_UNPROVEN * log2Seconds(PEERS_POLL_LOG2) : Math.max(SILENCE, polls),
  );
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
