/** `display ntp-service sessions verbose` as Comware prints it, and what a person debugs with after each. */
import { type Association } from "../core/association.js";
import { AssociationKind } from "../core/settings.js";
import { type NodeStatus } from "../runtime/node.js";
import { half, type Q32 } from "../time/fixed.js";
import { type Family } from "../wire/address.js";
import { decimal, MILLISECONDS, SECONDS, sixCharacters } from "./decimal.js";
import { comwareReference, comwareSource } from "./source-name.js";
import { clockStatusOf, debugLinesOf, sourcesOf } from "./sources.js";
import { comwareTime } from "./time-text.js";

const STAGES = 8;
const UNSPECIFIED = "Not specified";

export function comwareVerbose(status: NodeStatus, family: Family): string[] {
  const sources = sourcesOf(status, family);
  return [
    ...sources.flatMap((source, i) => [...(i > 0 ? [""] : []), ...block(source)]),
    ` Total sessions: ${sources.length}`,
  ];
}

function block(source: Association): string[] {
  const { settings, filter } = source;
  return [
    ` Clock source: ${comwareSource(source)}`,
    ` Session ID: ${source.id}`,
    ` Clock stratum: ${source.stratum}`,
    ` Clock status: ${clockStatusOf(source)}`,
    ` Reference clock ID: ${comwareReference(source)}`,
    ` VPN instance: ${UNSPECIFIED}`,
    ` Local mode: client, local poll interval: ${source.pollLog2}`,
    ` Peer mode: server, peer poll interval: ${source.peerPollLog2}`,
    ` Offset: ${sixCharacters(filter.offset)}ms, roundtrip delay: ${sixCharacters(filter.delay)}ms, ` +
      `dispersion: ${sixCharacters(filter.dispersion)}ms`,
    ` Root roundtrip delay: ${sixCharacters(source.rootDelay)}ms, ` +
      `root dispersion: ${sixCharacters(source.rootDispersion)}ms`,
    ` Reachabilities:${source.reach}, sync distance: ${decimal(syncDistance(source), SECONDS, 4)}`,
    ` Precision: 2^${-source.precisionLog2}, version: ${settings!.version}, ` +
      `source interface: ${settings!.source === "" ? UNSPECIFIED : settings!.source}`,
    ` Reftime: ${comwareTime(source.reference)}`,
    ` Orgtime: ${comwareTime(source.origin)}`,
    ` Rcvtime: ${comwareTime(source.receive)}`,
    ` Xmttime: ${comwareTime(source.transmit)}`,
    ` Roundtrip delay samples: ${stages(i => decimal(filter.stageDelay(i), SECONDS, 3)).join(" ")}`,
    ` Offset samples: ${stages(i => decimal(filter.stageOffset(i), MILLISECONDS, 2)).join(" ")}`,
    ` Filter order: ${stages(i => String(filter.order(i)))
      .map((text, i) => (i < STAGES - 1 ? text.padEnd(6) : text))
      .join("")}`,
    ...debugLinesOf(source).map(line => ` ${line[0].toUpperCase()}${line.slice(1)}`),
  ];
}

/** How far from the primary this source is, at most (RFC 5905 section 11.2, the root distance). */
export function syncDistance({ filter, rootDelay, rootDispersion, settings }: Association): Q32 {
  const isOwn = settings?.kind === AssociationKind.ReferenceClock;
  return isOwn
    ? filter.dispersion
    : half(rootDelay + filter.delay) + rootDispersion + filter.dispersion + filter.jitter;
}

/** One text for each place in the filter's register, the newest sample first. */
export function stages(text: (i: number) => string): string[] {
  return Array.from({ length: STAGES }, (_, i) => text(i));
}
