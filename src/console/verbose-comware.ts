/** `display ntp-service sessions verbose` as Comware prints it, and what a person debugs with after each. */
import { type Association } from "../core/association.js";
import { type NodeStatus } from "../runtime/node.js";
import { type Family } from "../wire/address.js";
import { decimal, MILLISECONDS, SECONDS, sixCharacters } from "./decimal.js";
import { comwareReference, comwareSource } from "./source-name.js";
import { clockStatusOf, debugLinesOf, sourcesOf, STAGES, stages, syncDistance } from "./sources.js";
import { comwareTime } from "./time-text.js";

const UNSPECIFIED = "Not specified";

/** Blocks are parted by an empty line; how many there are stands last. */
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
