/** The variables of a reference clock, the local one, as control queries tell them (RFC 9327 section 4.3). */
import { type Association } from "./association.js";
import { writeRefid } from "./association-variables.js";
import { absent, usual, type Variable } from "./control-variables.js";
import { AssociationKind } from "./settings.js";

/** The type of the local clock in its address, 127.127.1.u. */
const LOCAL_TYPE = 1;

/** In the order in which they are told where none is asked for by name. */
export const CLOCK_VARIABLES: readonly Variable<Association>[] = Object.freeze([
  usual<Association>("type", out => out.unsigned(LOCAL_TYPE)),
  usual<Association>("device", out => out.quoted("local clock")),
  usual<Association>("poll", (out, { sent }) => out.unsigned(sent)),
  usual<Association>("stratum", (out, { stratum }) => out.unsigned(stratum)),
  usual<Association>("refid", (out, { refid }) => writeRefid(out, refid, 0)),
  absent<Association>("timecode"),
  absent<Association>("noreply"),
  absent<Association>("badformat"),
  absent<Association>("baddata"),
  absent<Association>("fudgetime1"),
  absent<Association>("fudgetime2"),
  absent<Association>("flags"),
]);

/** The one that there is, if there is one. Allocates nothing. */
export function findClock(associations: readonly Association[]): Association | undefined {
  for (let i = 0; i < associations.length; i++)
    if (associations[i].settings?.kind === AssociationKind.LocalClock) return associations[i];
  return undefined;
}
