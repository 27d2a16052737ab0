/** `display ntp-service sessions` as Comware prints it: a table for IPv4, blocks for IPv6. */
import { type Association } from "../core/association.js";
import { type NodeStatus } from "../runtime/node.js";
import { Family } from "../wire/address.js";

import { sixCharacters } from "../report/decimal.js";
import { comwareReference, comwareSource } from "../report/source-name.js";
import { delayOf, dispersionOf, flagsOf, nowOf, offsetOf, pollSeconds, sourcesOf } from "./sources.js";

const HEADER = "       source          reference       stra reach poll  now offset  delay disper";
const NOTES = "Notes: 1 source(master), 2 source(peer), 3 selected, 4 candidate, 5 configured.";

/** As wide as "[12345]". */
const FLAGS_WIDTH = 7;
/** How much of a name without an address fits where one stands: in a row, and in a line of 80 columns. */
const NAME_WIDTH = 15;
const NAME_WIDTH_6 = 64;
/** Where the second fact of a line in an IPv6 block begins. */
const SECOND_COLUMN = 34;

/** A row for each source over IPv4. */
export function comwareSessions(status: NodeStatus): string[] {
  const sources = sourcesOf(status, Family.IPv4);
  return [
    HEADER,
    "*".repeat(HEADER.length),
    ...sources.map(source => row(status, source)),
    NOTES,
    ` Total sessions: ${sources.length}`,
  ];
}

/** A block for each source over IPv6. */
export function comwareSessions6(status: NodeStatus): string[] {
  const sources = sourcesOf(status, Family.IPv6);
  return [
    NOTES,
    "",
    ...sources.flatMap(source => [...block(status, source), ""]),
    ` Total sessions: ${sources.length}`,
  ];
}

function row(status: NodeStatus, source: Association): string {
  const { stratum, reach, pollLog2 } = source;
  return [
    flagsOf(status, source).padStart(FLAGS_WIDTH),
    comwareSource(source)
      .slice(0, NAME_WIDTH)
      .padEnd(NAME_WIDTH + 1),
    comwareReference(source).padEnd(16),
    String(stratum).padStart(4),
    String(reach).padStart(6),
    String(pollSeconds(pollLog2)).padStart(5),
    nowOf(status, source).padStart(5),
    ` ${sixCharacters(offsetOf(source)).padStart(6)}`,
    ` ${sixCharacters(delayOf(source)).padStart(6)}`,
    ` ${dispersionText(source).padStart(6)}`,
  ].join("");
}

function block(status: NodeStatus, source: Association): string[] {
  const { stratum, reach, pollLog2 } = source;
  return [
    ` Source: ${flagsOf(status, source).padStart(FLAGS_WIDTH)}${comwareSource(source).slice(0, NAME_WIDTH_6)}`,
    columns(`Reference: ${comwareReference(source)}`, `Clock stratum: ${stratum}`),
    columns(`Reachabilities: ${reach}`, `Poll interval: ${pollSeconds(pollLog2)}`),
    columns(`Last receive time: ${nowOf(status, source)}`, `Offset: ${sixCharacters(offsetOf(source))}`),
    columns(`Roundtrip delay: ${sixCharacters(delayOf(source))}`, `Dispersion: ${dispersionText(source)}`),
  ];
}

function columns(first: string, second: string): string {
  return ` ${first}`.padEnd(SECOND_COLUMN) + second;
}

/** Where there is no sample there is nothing to show, and the vendor shows it so. */
function dispersionText(source: Association): string {
  return sixCharacters(source.filter.sampleCount === 0 ? 0 : dispersionOf(source));
}
