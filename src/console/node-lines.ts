/** What a person debugs with and belongs to no session: after the sessions of one family. */
import { AssociationKind } from "../core/settings.js";
import { Verdict } from "../core/verdict.js";
import { verdictName } from "../report/verdict-name.js";
import { type NodeStatus } from "../runtime/node.js";
import { Family } from "../wire/address.js";
import { groupLines } from "./group-lines.js";
import { DEBUG_COLUMNS } from "./sources.js";
import { wrapped } from "./text-width.js";

/** Sources left out, what interfaces send and hear, what is not heard, and packets of no source. */
export function nodeLines(status: NodeStatus, family: Family): string[] {
  if (!status.settings.enabled) return [];
  return [
    ...leftOut(status, family),
    ...groupLines(status, family),
    ...status.obstacles.ofService().map(why => `requests are not heard: ${why}`),
    ...serviceLines(status),
  ].flatMap(line => wrapped(line, DEBUG_COLUMNS));
}

/** Configured sources that are in no place of the pool. */
function leftOut({ associations, settings }: NodeStatus, family: Family): string[] {
  const hasPlace = associations.some(one => one.settings === undefined);
  const lines = settings.associations
    .filter(one => (one.family ?? Family.IPv4) === family)
    .filter(one => !associations.some(other => other.settings === one))
    .map(({ host, preempt }) => `left out: ${host}, ${hasPlace && preempt ? SPARE : NO_ROOM}`);
  const { localClock } = settings;
  const isClock = associations.some(one => one.settings?.kind === AssociationKind.LocalClock);
  if (localClock !== undefined && !isClock && family === Family.IPv4)
    lines.push(`left out: 127.127.1.${localClock.unit}, ${NO_ROOM}`);
  return lines;
}

const NO_ROOM = "there is no room for more sessions";
const SPARE = "others are enough at present";

/** Of both families; and how many dynamic sessions there are, if one was refused. */
function serviceLines({ associations, settings, verdicts }: NodeStatus): string[] {
  const counts: string[] = [];
  for (let verdict: Verdict = 0; verdict < Verdict.Count; verdict++)
    if (verdicts[verdict] > 0) counts.push(`${verdictName(verdict)} ${verdicts[verdict]}`);
  if (counts.length === 0) return [];
  const lines = [`packets at service ports, IPv4 and IPv6: ${counts.join(", ")}`];
  const dynamic = associations.filter(one => one.settings?.isDynamic).length;
  if (verdicts[Verdict.NoRoom] > 0)
    lines.push(`dynamic sessions: ${dynamic}, at most ${settings.maxDynamicSessions}`);
  return lines;
}
