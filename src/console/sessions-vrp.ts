/** `display ntp-service sessions` as VRP prints it: a block of lines for each. */
import { type Association } from "../core/association.js";
import { type NodeStatus } from "../runtime/node.js";
import { type Family } from "../wire/address.js";
import { decimal, MILLISECONDS } from "../report/decimal.js";
import { vrpReference, vrpSource } from "../report/source-name.js";
import { delayOf, dispersionOf, nowOf, offsetOf, pollSeconds, sourcesOf, vrpClockStatus } from "./sources.js";

/** Blocks are parted by an empty line. */
export function vrpSessions(status: NodeStatus, family: Family): string[] {
  return sourcesOf(status, family).flatMap((source, i) => [...(i > 0 ? [""] : []), ...block(status, source)]);
}

function block(status: NodeStatus, source: Association): string[] {
  const { stratum, reach, pollLog2 } = source;
  return [
    `clock source: ${vrpSource(source)}`,
    ` clock stratum: ${stratum}`,
    ` clock status: ${vrpClockStatus(status, source)}`,
    ` reference clock ID: ${vrpReference(source)}`,
    ` reach: ${reach}`,
    ` current poll: ${pollSeconds(pollLog2)}`,
    ` now: ${nowOf(status, source)}`,
    ` offset: ${decimal(offsetOf(source), MILLISECONDS, 4)} ms`,
    ` delay: ${decimal(delayOf(source), MILLISECONDS, 2)} ms`,
    ` disper: ${decimal(dispersionOf(source), MILLISECONDS, 2)} ms`,
  ];
}
