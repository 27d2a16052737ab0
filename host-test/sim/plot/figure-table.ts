/** The figures of all cases as a Markdown table, and where it stands in a text. */
import { type Case } from "./cases.js";

const BEGIN = "<!-- figures: npm run plots -->";
const END = "<!-- end of figures -->";

const HEAD = [
  "| | RMS µs | of chrony's | oracle | p95 µs | maximum µs | frequency ppb | s to 1 ms | s to 100 µs | requests |",
  "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
];

/**
 * A row for each case: ours, and in brackets chrony's and ntpd's where those are known, of RMS also the Kalman
 * filter's. What is more than chrony's is in bold.
 */
export function figureTable(cases: readonly Case[]): string {
  return [...HEAD, ...cases.map(row)].join("\n");
}

/** `text` with `table` in its place. */
export function filledIn(text: string, table: string): string {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`there is no "${BEGIN}" … "${END}"`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${text.slice(end)}`;
}

function row({ chrony, kalman, ntpd, polls, scenario, ...ours }: Case): string {
  const rms = ours.rms * 1e6;
  const beside = (figure: number, key: keyof typeof chrony): string =>
    `${besideChrony(figure, chrony[key])} [${figureText(chrony[key])} / ${figureText(ntpd[key])}]`;
  const cells = [
    `${scenario.name}, ${polls.min}–${polls.max}`,
    `${besideChrony(rms, chrony.rms)} [${[chrony.rms, ntpd.rms, kalman].map(figureText).join(" / ")}]`,
    (rms / chrony.rms).toFixed(2),
    figureText(ours.oracle * 1e6),
    figureText(ours.p95 * 1e6),
    beside(ours.max * 1e6, "max"),
    beside(ours.rmsFrequency * 1e9, "rmsFrequency"),
    beside(ours.toMillisecond, "toMillisecond"),
    beside(ours.toTenth, "toTenth"),
    `${besideChrony(ours.requests, chrony.requests)} [${figureText(chrony.requests)}]`,
  ];
  return `| ${cells.join(" | ")} |`;
}

function besideChrony(figure: number, chrony = Infinity): string {
  const text = figureText(figure);
  return figure > chrony ? `**${text}**` : text;
}

function figureText(figure: number | undefined): string {
  if (figure === undefined || figure === Infinity) return "–";
  return figure.toFixed(figure < 10 && !Number.isInteger(figure) ? 1 : 0);
}
