/**
 * How many sources are enough, and which of them is one too many (RFC 5905 section 3.1 and A.5.7.3: as long
 * as there are fewer than MINCLOCK survivors a manycast client searches). Allocates nothing.
 */
import { type Association } from "./association.js";
import { Pace } from "./schedule.js";
import { AssociationKind } from "./settings.js";
import { Standing } from "./verdict.js";

/** RFC 5905 MINCLOCK: two of three outvote the one that is wrong. */
const MINCLOCK = 3;

/** As often in a row selection has done without a source: all that its filter and its reach remember. */
const POLLS_UNUSED = 8;

/** Whether selection has a use for a source: it is a survivor. */
export function isSurvivor({ standing }: Association): boolean {
  return standing >= Standing.Candidate;
}

/** Whether there are enough sources among `associations`; who has just begun to be asked counts as good. */
export function isEnough(associations: readonly Association[]): boolean {
  let sources = 0;
  for (let i = 0; i < associations.length && sources < MINCLOCK; i++) {
    const association = associations[i];
    if (association.settings === undefined) continue;
    if (association.settings.kind === AssociationKind.LocalClock) continue;
    if (isSurvivor(association) || isPromising(association)) sources++;
  }
  return sources >= MINCLOCK;
}

/** Whether selection has done without a source for long. */
export function isUnused(association: Association): boolean {
  return association.pollsUnused >= POLLS_UNUSED && !isSurvivor(association);
}

/** Whether a source that may be preempted (`preempt`) is to go: it is unused, and there are enough others. */
export function isOneTooMany(association: Association, associations: readonly Association[]): boolean {
  if (!association.settings!.preempt || !isUnused(association)) return false;
  let survivors = 0;
  for (let i = 0; i < associations.length; i++)
    if (associations[i].settings !== undefined && isSurvivor(associations[i])) survivors++;
  return survivors >= MINCLOCK;
}

/** Whether a source is so new that nothing is known against it. */
function isPromising({ schedule, standing }: Association): boolean {
  const isUnknown = standing === Standing.Unheard || standing === Standing.Unproven;
  return isUnknown && schedule.pace === Pace.FastStart;
}
