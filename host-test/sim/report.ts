/** What came of runs, as text: each figure's median over the seeds, beside what other programs reach. */
import { type Factors } from "./moved.js";
import { type Peer, type PeerFigures, PEERS } from "./peers.js";
import { type Outcome, type Polls } from "./scenario.js";
import { POLLS } from "./scenarios.js";

/** A figure that is reported; what `ours` gives is in the unit of the title. */
interface Column {
  readonly title: string;
  readonly ours: (outcome: Outcome) => number;
  /** The same of another program; left out where nobody else has it. */
  readonly theirs?: (peer: PeerFigures) => number | undefined;
}

const COLUMNS: readonly Column[] = [
  { title: "RMS µs", ours: ({ figures }) => figures.rms * 1e6, theirs: peer => peer.rms },
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

/** One case: the same scenario at the same polls with several seeds. A title, then a line for each program. */
export function caseLines(outcomes: readonly Outcome[]): string[] {
  const { scenario, polls } = outcomes[0];
  const ours = COLUMNS.map(column => median(outcomes.map(column.ours)));
  const lines = [
    row(`${scenario.name}, ${pollsText(polls)}`, COLUMNS.map(({ title }) => title)), // prettier-ignore
    row("  xs-ntp", ours.map(figureText)),
  ];
  for (const peer of ["chrony", "ntpd"] as const) {
    const theirs = COLUMNS.map(column => figureOf(column, outcomes[0], peer));
    lines.push(row(`  ${peer}`, theirs.map(figureText)));
    if (peer === RIVAL) lines.push(row("  ratio", theirs.map((figure, i) => ratioText(ours[i], figure)))); // prettier-ignore
  }
  return [...lines, `  ${invariantText(outcomes)}`, ""];
}

/** A run of a scenario that was moved: enough to see whether it stands out, and to run it again. */
export function movedLine(outcome: Outcome, factors: Factors): string {
  const { figures, polls, scenario, seed } = outcome;
  const by = Object.entries(factors).map(([name, factor]) => `${name} ${(factor as number).toFixed(2)}`);
  const shown = [`RMS ${figureText(figures.rms * 1e6)}`, `max ${figureText(figures.max * 1e6)} µs`];
  return `${scenario.name}, ${pollsText(polls)}, seed ${seed}, ${by.join(", ")}: ${shown.join(", ")}; ${invariantText([outcome])}`;
}

/** The worst of several runs by what part of its claim an error took. */
export function invariantText(outcomes: readonly Outcome[]): string {
  let worst = outcomes[0];
  let wrong = 0;
  for (const outcome of outcomes) {
    if (outcome.probe.invariant.worstRatio > worst.probe.invariant.worstRatio) worst = outcome;
    if (outcome.probe.invariant.violations > 0) wrong++;
  }
  const { violatedAt, violations, worstAt, worstRatio } = worst.probe.invariant;
  const at = `at most ${worstRatio.toFixed(3)} of the claim (seed ${worst.seed}, second ${worstAt})`;
  if (wrong === 0) return at;
  const seconds = `that one first in second ${violatedAt}, for ${violations} s`;
  return `${at}; CLAIM TOO SMALL in ${wrong} of ${outcomes.length}, ${seconds}`;
}

export function pollsText({ min, max }: Polls): string {
  return `polls ${min}-${max}`;
}

/** The upper one of two in the middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
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

function ratioText(ours: number, theirs: number | undefined): string {
  return theirs === undefined || ours === Infinity ? "" : (ours / theirs).toFixed(2);
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(NAME_WIDTH) + cells.map(cell => cell.padStart(COLUMN_WIDTH)).join("");
}
