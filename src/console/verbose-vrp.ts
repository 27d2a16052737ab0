/** `display ntp-service sessions verbose` as VRP prints it, and what a person debugs with after each. */
import { Dialect } from "../config/dialect.js";
import { VERSION } from "../config/source-options.js";
import { need } from "../config/syntax.js";
import { type Association } from "../core/association.js";
import { type NodeStatus } from "../runtime/node.js";
import { MAXDISP, type Q32 } from "../time/fixed.js";
import { type Family } from "../wire/address.js";
import { decimal, fitted, MILLISECONDS, SECONDS } from "../report/decimal.js";
import { vrpLocalMode, vrpPeerMode } from "./mode-names.js";
import { clockStateNumber } from "./names.js";
import { nodeLines } from "./node-lines.js";
import { sourceNote, vrpReference, vrpSource } from "../report/source-name.js";
import {
  debugLinesOf,
  delayOf,
  dispersionOf,
  isOwn,
  nowOf,
  offsetOf,
  peerPollLog2Of,
  pollSeconds,
  precisionLog2Of,
  sourcesOf,
  stages,
  syncDistance,
  vrpClockStatus,
} from "./sources.js";
import { vrpTime } from "../report/time-text.js";

/** VRP calls its own clock's version that which it sends itself where nothing is configured. */
const OWN_VERSION = need({}, VERSION, Dialect.Vrp);

/** Blocks are parted by an empty line; the last is what belongs to no session. */
export function vrpVerbose(status: NodeStatus, family: Family): string[] {
  const sources = sourcesOf(status, family).map(source => block(status, source));
  const others = nodeLines(status, family).map(line => ` ${line}`);
  const blocks = others.length > 0 ? [...sources, others] : sources;
  return blocks.flatMap((lines, i) => (i > 0 ? ["", ...lines] : lines));
}

function block(status: NodeStatus, source: Association): string[] {
  const { filter, settings } = source;
  const version = isOwn(source) ? OWN_VERSION : settings!.version;
  return [
    // The blank behind the address is VRP's own.
    ` clock source: ${vrpSource(source)} ${sourceNote(source)}`,
    ` clock stratum: ${source.stratum}`,
    ` clock status: ${vrpClockStatus(status, source)}`,
    ` reference clock ID: ${vrpReference(source)}`,
    ` local mode: ${vrpLocalMode(source)}, local poll: ${pollSeconds(settings!.minPollLog2)}, ` +
      `current poll: ${pollSeconds(source.pollLog2)}`,
    ` peer mode: ${vrpPeerMode(source)}, peer poll: ${pollSeconds(peerPollLog2Of(source))}, ` +
      `now: ${nowOf(status, source)}`,
    ` offset: ${decimal(offsetOf(source), MILLISECONDS, 4)} ms, delay: ${twoDigits(delayOf(source))} ms, ` +
      `disper: ${twoDigits(dispersionOf(source))} ms`,
    ` root delay: ${twoDigits(source.rootDelay)} ms, root disper: ${twoDigits(source.rootDispersion)} ms`,
    ` reach: ${source.reach}, sync dist: ${decimal(syncDistance(source), SECONDS, 3)}, ` +
      `sync state: ${clockStateNumber(status.system.clockState)}`,
    ` precision: 2^${-precisionLog2Of(status, source)}, version: ${version}, ` +
      `peer interface: ${interfaceOf(source)}`,
    ` reftime: ${vrpTime(source.reference)}`,
    ` orgtime: ${vrpTime(source.origin)}`,
    ` rcvtime: ${vrpTime(source.receive)}`,
    ` xmttime: ${vrpTime(source.transmit)}`,
    ` filter delay :${register(stages(source, i => filter.stageDelay(i), 0))}`,
    ` filter offset:${register(stages(source, i => filter.stageOffset(i), 0))}`,
    ` filter disper:${register(stages(source, i => filter.stageDispersion(i), MAXDISP))}`,
    ...(isOwn(source) ? [" reference clock status: normal"] : []),
    ...debugLinesOf(status, source).map(line => ` ${line}`),
  ];
}

/** Our own clock is within. */
function interfaceOf(source: Association): string {
  if (isOwn(source)) return "InLoopBack0";
  return source.settings!.source === "" ? "-" : source.settings!.source;
}

/** Cells of seven columns. */
function register(values: readonly Q32[]): string {
  return values.map(value => ` ${fitted(value, MILLISECONDS, 2, 6).padStart(5)}`.padEnd(7)).join("");
}

function twoDigits(value: Q32): string {
  return decimal(value, MILLISECONDS, 2);
}
