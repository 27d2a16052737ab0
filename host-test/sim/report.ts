/** What came of runs, as text: each figure's median over the seeds, beside what other programs reach. */
import { median } from "./figures.js";
import { type Factors } from "./moved.js";
import { oracleRms } from "./oracle.js";
import { type Peer, type PeerFigures, PEERS } from "./peers.js";
import { pollsText } from "./options.js";
import { type Outcome } from "./scenario.js";
import { POLLS } from "./scenarios.js";

/** What part of the rival's figure ours should be at most. */
const AIM = 1;
/** … and of its RMS. */
export const RMS_AIM = 0.8;

/** A figure that is reported, in the unit of the title. */
interface Column {
  readonly title: string;
  readonly ours: (outcome: Outcome) => number | undefined;
  /** The same of another program; left out where nobody else has it. */
  readonly theirs?: (peer: PeerFigures) => number | undefined;
  /** Default `AIM`. */
  readonly aim?: number;
}

const COLUMNS: readonly Column[] = [
  { title: "RMS µs", ours: ({ figures }) => figures.rms * 1e6, theirs: peer => peer.rms, aim: RMS_AIM },
  { title: "oracle µs", ours: outcome => inMicroseconds(oracleRms(outcome)) },
  { title: "p95 µs", ours: ({ figures }) => figures.p95 * 1e6 },
  { title: "max µs", ours: ({ figures }) => figures.max * 1e6, theirs: peer => peer.max },
  {
    title: "freq ppb",
    ours: ({ figures }) => figures.rmsFrequency * 1e9,
    theirs: peer => peer.rmsFrequency,
  },
  {
    title: "to 1 ms, s",
    ours: ({ figures }) => figures.toMillisecond,
    theirs: peer => peer.toMillisecond,
  },
  { title: "to 100 µs, s", ours: ({ figures }) => figures.toTenth, theirs: peer => peer.toTenth },
  { title: "requests", ours: ({ requests }) => requests, theirs: peer => peer.requests },
  { title: "claim / p99", ours: ({ figures }) => figures.claim / figures.p99 },
];

/** The program that ours is held against. */
const RIVAL: Peer = "chrony";

const NAME_WIDTH = 22;
const COLUMN_WIDTH = 14;

/** What stands above the cases, run with seeds 1 to `seeds`. */
export function headLines(seeds: number): string[] {
  return [
    `xs-ntp's figures are medians over seeds 1 to ${seeds}; chrony's and ntpd's are medians of runs that were made once`,
    "with the same models, and stand in a table here",
    "claim: root delay / 2 + root dispersion, which no error may exceed; claim / p99: its median, as a multiple of",
    "the 99th percentile of the errors",
    "",
  ];
}

/** What stands below them: where they fall short, as `shortfalls` found. */
export function shortfallLines(found: readonly string[]): string[] {
  if (found.length === 0) return ["short of the aims: none"];
  return ["short of the aims, as parts of chrony's figure:", ...found];
}

/** One case: the same scenario at the same polls with several seeds. A title, then a line for each program. */
export function caseLines(outcomes: readonly Outcome[]): string[] {
  const ours = COLUMNS.map(column => ourFigure(column, outcomes));
  const lines = [
    row(caseText(outcomes[0]), COLUMNS.map(({ title }) => title)), // prettier-ignore
    row("  xs-ntp", ours.map(figureText)),
  ];
  for (const peer of ["chrony", "ntpd"] as const) {
    const theirs = COLUMNS.map(column => figureOf(column, outcomes[0], peer));
    if (theirs.every(figure => figure === undefined)) continue;
    lines.push(row(`  ${peer}`, theirs.map(figureText)));
    if (peer === RIVAL) lines.push(row("  ratio", theirs.map((figure, i) => ratioText(ours[i], figure)))); // prettier-ignore
  }
  return [...lines, `  ${invariantText(outcomes)}`, ""];
}

/** Where a case falls short of its aims: which figure, and by what part of the rival's. */
export function shortfalls(outcomes: readonly Outcome[]): string[] {
  const found: string[] = [];
  for (const column of COLUMNS) {
    const theirs = figureOf(column, outcomes[0], RIVAL);
    if (theirs === undefined) continue;
    const ratio = ourFigure(column, outcomes)! / theirs;
    const { aim = AIM, title } = column;
    if (ratio > aim) found.push(`${caseText(outcomes[0])}: ${title} ${ratio.toFixed(2)}, not ${aim}`);
  }
  return found;
}

/** A run of a scenario that was moved: enough to see whether it stands out, and to run it again. */
export function movedLine(outcome: Outcome, factors: Factors): string {
  const { figures } = outcome;
  const by = Object.entries(factors).map(([name, factor]) => `${name} ${(factor as number).toFixed(2)}`);
  const found = `RMS ${figureText(figures.rms * 1e6)} µs, max ${figureText(figures.max * 1e6)} µs`;
  return `${caseText(outcome)}, ${by.join(", ")}: ${found}; ${invariantText([outcome])}`;
}

/** The worst of several runs by what part of its claim an error took. */
function invariantText(outcomes: readonly Outcome[]): string {
  let worst = outcomes[0];
  let wrong = 0;
  for (const outcome of outcomes) {
    if (outcome.probe.invariant.worstRatio > worst.probe.invariant.worstRatio) worst = outcome;
    if (outcome.probe.invariant.violations > 0) wrong++;
  }
  const { violatedAt, violations, worstAt, worstRatio } = worst.probe.invariant;
  const at = `error at most ${worstRatio.toFixed(3)} of the claim (seed ${worst.seed}, second ${worstAt})`;
  if (wrong === 0) return at;
  const seconds = `that one first in second ${violatedAt}, for ${violations} s`;
  return `${at}; CLAIM TOO SMALL in ${wrong} of ${outcomes.length}, ${seconds}`;
}

function caseText({ polls, scenario }: Outcome): string {
  return `${scenario.name}, polls ${pollsText(polls)}`;
}

/** The median of several runs; undefined where a run has no such figure. */
function ourFigure({ ours }: Column, outcomes: readonly Outcome[]): number | undefined {
  const figures = outcomes.map(ours);
  if (figures.includes(undefined)) return undefined;
  return median(figures as number[]);
}

function inMicroseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1e6;
}

/** What `peer` reaches in the same case; undefined: not known, or not defined there. */
function figureOf({ theirs }: Column, { polls, scenario }: Outcome, peer: Peer): number | undefined {
  const index = POLLS.findIndex(({ min, max }) => min === polls.min && max === polls.max);
  const figures = PEERS[scenario.name]?.[peer][index];
  return figures && theirs?.(figures);
}

function figureText(figure: number | undefined): string {
  if (figure === undefined) return "";
  if (figure === Infinity) return "never";
  return figure.toFixed(figure < 10 && !Number.isInteger(figure) ? 1 : 0);
}

function ratioText(ours: number | undefined, theirs: number | undefined): string {
  return ours === undefined || theirs === undefined || ours === Infinity ? "" : (ours / theirs).toFixed(2);
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(NAME_WIDTH) + cells.map(cell => cell.padStart(COLUMN_WIDTH)).join("");
}
