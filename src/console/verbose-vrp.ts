/** `display ntp-service sessions verbose` as VRP prints it, and what a person debugs with after each. */
import { type Association } from "../core/association.js";
import { AssociationKind } from "../core/settings.js";
import { type NodeStatus } from "../runtime/node.js";
import { type Q32 } from "../time/fixed.js";
import { type Family } from "../wire/address.js";
import { decimal, MILLISECONDS, SECONDS } from "./decimal.js";
import { clockStateNumber } from "./names.js";
import { sourceAddress, vrpReference } from "./source-name.js";
import {
  clockStatusOf,
  debugLinesOf,
  nowOf,
  pollSeconds,
  sourcesOf,
  stages,
  syncDistance,
} from "./sources.js";
import { vrpTime } from "./time-text.js";

/** Blocks are parted by an empty line. */
export function vrpVerbose(status: NodeStatus, family: Family): string[] {
  return sourcesOf(status, family).flatMap((source, i) => [...(i > 0 ? [""] : []), ...block(status, source)]);
}

function block(status: NodeStatus, source: Association): string[] {
  const { filter, settings } = source;
  const isClock = settings!.kind === AssociationKind.ReferenceClock;
  return [
    // The blank at the end is VRP's own.
    ` clock source: ${sourceAddress(source)} `,
    ` clock stratum: ${source.stratum}`,
    ` clock status: ${clockStatusOf(source)}`,
    ` reference clock ID: ${vrpReference(source)}`,
    ` local mode: client, local poll: ${pollSeconds(settings!.minPollLog2)}, current poll: ${pollSeconds(source.pollLog2)}`,
    ` peer mode: server, peer poll: ${pollSeconds(source.peerPollLog2)}, now: ${nowOf(status, source)}`,
    ` offset: ${decimal(filter.offset, MILLISECONDS, 4)} ms, delay: ${twoDigits(filter.delay)} ms, ` +
      `disper: ${twoDigits(filter.dispersion)} ms`,
    ` root delay: ${twoDigits(source.rootDelay)} ms, root disper: ${twoDigits(source.rootDispersion)} ms`,
    ` reach: ${source.reach}, sync dist: ${decimal(syncDistance(source), SECONDS, 3)}, ` +
      `sync state: ${clockStateNumber(status.system.clockState)}`,
    ` precision: 2^${-source.precisionLog2}, version: ${settings!.version}, peer interface: ${interfaceOf(source)}`,
    ` reftime: ${vrpTime(source.reference)}`,
    ` orgtime: ${vrpTime(source.origin)}`,
    ` rcvtime: ${vrpTime(source.receive)}`,
    ` xmttime: ${vrpTime(source.transmit)}`,
    ` filter delay :${register(i => filter.stageDelay(i))}`,
    ` filter offset:${register(i => filter.stageOffset(i))}`,
    ` filter disper:${register(i => filter.stageDispersion(i))}`,
    ...(isClock ? [" reference clock status: normal"] : []),
    ...debugLinesOf(source).map(line => ` ${line}`),
  ];
}

/** A reference clock is within. */
function interfaceOf({ settings }: Association): string {
  if (settings!.kind === AssociationKind.ReferenceClock) return "InLoopBack0";
  return settings!.source === "" ? "-" : settings!.source;
}

function register(value: (i: number) => Q32): string {
  return stages(i => ` ${twoDigits(value(i)).padStart(5)} `).join("");
}

function twoDigits(value: Q32): string {
  return decimal(value, MILLISECONDS, 2);
}
