/** `display ntp-service sessions verbose` as Comware prints it, and what a person debugs with after each. */
import { type Association } from "../core/association.js";
import { type NodeStatus } from "../runtime/node.js";
import { type Q32 } from "../time/fixed.js";
import { type Family } from "../wire/address.js";
import { decimal, fitted, MILLISECONDS, SECONDS, sixCharacters } from "../report/decimal.js";
import { comwareLocalMode, comwarePeerMode } from "./mode-names.js";
import { nodeLines } from "./node-lines.js";
import { comwareReference, comwareSource, sourceNote } from "../report/source-name.js";
import {
  clockStatusOf,
  debugLinesOf,
  delayOf,
  dispersionOf,
  offsetOf,
  peerPollLog2Of,
  precisionLog2Of,
  sourcesOf,
  stages,
  syncDistance,
} from "./sources.js";
import { comwareTime } from "../report/time-text.js";

const UNSPECIFIED = "Not specified";

/** Blocks parted by empty lines, the last one what belongs to no session; then how many there are. */
export function comwareVerbose(status: NodeStatus, family: Family): string[] {
  const sources = sourcesOf(status, family);
  const blocks = sources.map(source => block(status, source));
  const others = nodeLines(status, family).map(capitalized);
  if (others.length > 0) blocks.push(others);
  return [
    ...blocks.flatMap((lines, i) => (i > 0 ? ["", ...lines] : lines)),
    ` Total sessions: ${sources.length}`,
  ];
}

function block(status: NodeStatus, source: Association): string[] {
  const { settings, filter } = source;
  return [
    ` Clock source: ${comwareSource(source)} ${sourceNote(source)}`.trimEnd(),
    ` Session ID: ${source.id}`,
    ` Clock stratum: ${source.stratum}`,
    ` Clock status: ${clockStatusOf(status, source)}`,
    ` Reference clock ID: ${comwareReference(source)}`,
    ` VPN instance: ${settings!.instance || UNSPECIFIED}`,
    ` Local mode: ${comwareLocalMode(source)}, local poll interval: ${source.pollLog2}`,
    ` Peer mode: ${comwarePeerMode(source)}, peer poll interval: ${peerPollLog2Of(source)}`,
    ` Offset: ${sixCharacters(offsetOf(source))}ms, roundtrip delay: ${sixCharacters(delayOf(source))}ms, ` +
      `dispersion: ${sixCharacters(dispersionOf(source))}ms`,
    ` Root roundtrip delay: ${sixCharacters(source.rootDelay)}ms, ` +
      `root dispersion: ${sixCharacters(source.rootDispersion)}ms`,
    ` Reachabilities:${source.reach}, sync distance: ${decimal(syncDistance(source), SECONDS, 4)}`,
    ` Precision: 2^${-precisionLog2Of(status, source)}, version: ${settings!.version}, ` +
      `source interface: ${settings!.source || UNSPECIFIED}`,
    ` Reftime: ${comwareTime(source.reference)}`,
    ` Orgtime: ${comwareTime(source.origin)}`,
    ` Rcvtime: ${comwareTime(source.receive)}`,
    ` Xmttime: ${comwareTime(source.transmit)}`,
    ` Roundtrip delay samples: ${stages(source, i => filter.stageDelay(i), 0)
      .map(delayText)
      .join(" ")}`,
    ` Offset samples: ${stages(source, i => filter.stageOffset(i), 0)
      .map(offsetText)
      .join(" ")}`,
    ` Filter order: ${filter.order().join("     ")}`,
    ...debugLinesOf(status, source).map(capitalized),
    ` Delay samples in ms: ${stages(source, i => filter.stageDelay(i), 0)
      .map(finer)
      .join(" ")}`,
  ];
}

/** A line of ours, as Comware begins its own. */
function capitalized(line: string): string {
  return ` ${line[0].toUpperCase()}${line.slice(1)}`;
}

// Eight of each, with what stands before them, fill a row of 80 columns at most.

function delayText(value: Q32): string {
  return fitted(value, SECONDS, 3, 5);
}

/** H3C's own delay samples are in seconds: on a LAN, all of them 0. */
function finer(value: Q32): string {
  return fitted(value, MILLISECONDS, 3, 6);
}

function offsetText(value: Q32): string {
  return fitted(value, MILLISECONDS, 2, 7);
}
