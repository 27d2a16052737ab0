/**
 * Whose word on leap seconds counts. As in selection, those whom nobody chose have none beside one who was:
 * anyone can be a hundred peers that agree about the time, and announce what he likes.
 */
import { type Association } from "./association.js";
import { Voice, voiceOf } from "./lead.js";
import { AssociationKind } from "./settings.js";
import { Standing } from "./verdict.js";

/**
 * Whether a source may vote at all: a server's that agrees about the time. Which of those are steady enough
 * to be combined changes with every sample, and would make a majority of a steady few.
 */
export function agrees({ settings, standing }: Association): boolean {
  const isClock = settings?.kind === AssociationKind.LocalClock;
  return settings !== undefined && !isClock && standing >= Standing.Outlyer;
}

/** The loudest voice of those that agree; `None` where nobody does. Allocates nothing. */
export function loudestOf(associations: readonly Association[]): Voice {
  let loudest = Voice.None;
  for (let i = 0; i < associations.length; i++)
    if (agrees(associations[i])) loudest = Math.min(loudest, voiceOf(associations[i]));
  return loudest;
}

/** Whether a source is one of the voters; `loudest`: of all. */
export function hasVote(association: Association, loudest: Voice): boolean {
  return agrees(association) && voiceOf(association) === loudest;
}
