/** The variables of a clock at hand, as control queries tell them (RFC 9327 section 4.3). */
import { type Association } from "./association.js";
import { writeRefid } from "./association-variables.js";
import { absent, usual, type Variable } from "./control-variables.js";
import { AssociationKind, isAtHand } from "./settings.js";

/** In the order in which they are told where none is asked for by name. */
export const CLOCK_VARIABLES: readonly Variable<Association>[] = Object.freeze([
  // As in its address, 127.127.t.u.
  usual<Association>("type", (out, { address }) => out.unsigned((address.word3 >>> 8) & 0xff)),
  usual<Association>("device", (out, { settings }) =>
    out.quoted(settings!.kind === AssociationKind.LocalClock ? "local clock" : "GPS receiver"),
  ),
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

/** The first that there is, if there is one. Allocates nothing. */
export function findClock(associations: readonly Association[]): Association | undefined {
  for (let i = 0; i < associations.length; i++)
    if (associations[i].isInUse && isAtHand(associations[i].settings!.kind)) return associations[i];
  return undefined;
}
