/**
 * How often sources are polled: as the discipline advises, each within what it was told. Allocates nothing.
 */
import { clamp } from "../time/fixed.js";
import { type Association } from "./association.js";
import { type Discipline } from "./discipline.js";
import { AssociationKind } from "./settings.js";

/** The advice is to be within what `peer`, the system peer, may be polled; broadcasts come when they come. */
export function setPollRange(discipline: Discipline, { pollLog2, settings }: Association): void {
  const { kind, minPollLog2, maxPollLog2 } = settings!;
  if (kind === AssociationKind.BroadcastClient) discipline.setPollRange(pollLog2, pollLog2);
  else discipline.setPollRange(minPollLog2, maxPollLog2);
}

/**
 * All that answer are polled every 2^`pollLog2` s, as far as they may be. Beside a receiver at hand, which
 * wants no advice, they only have their vote, and need not be troubled for it.
 */
export function advisePolls(associations: readonly Association[], peer: Association, pollLog2: number): void {
  const isBeside = peer.settings!.kind === AssociationKind.ReferenceClock;
  for (let i = 0; i < associations.length; i++) {
    const association = associations[i];
    const { settings } = association;
    if (settings === undefined || association.reach === 0) continue;
    if (settings.kind === AssociationKind.BroadcastClient) continue;
    const wanted = isBeside ? settings.maxPollLog2 : pollLog2;
    const advised = clamp(wanted, settings.minPollLog2, settings.maxPollLog2);
    association.pollLog2 = Math.max(advised, association.rateFloorLog2);
  }
}
