/**
 * A vendor's worked example, read from the page itself: what is typed on which device, and what the
 * device is shown to print. The page is text for people: lines are wrapped, and some signs escaped.
 */
import { readFileSync } from "node:fs";

/** What is measured, in a line escaped for a pattern, and what may stand there. */
const MEASURED: readonly (readonly [RegExp, string])[] = [
  [
    /^(Reference time: ).*/,
    "$1[0-9a-f]{8}\\.[0-9a-f]{8} \\w{3}, \\w{3} \\d{1,2} \\d{4} \\d\\d?:\\d\\d:\\d\\d\\.\\d{3}",
  ],
  [/^(Clock precision: 2\\\^-)\d+$/, "$1\\d+"],
  [/^(Reachabilities: )\d+/, "$1\\d+"],
  [/^(Last receive time: )\d+/, "$1\\d+"],
  // flags and source, reference, stratum; then reach, poll, now
  [/^(\\\[\d+\S+ \S+ \d+) \d+ (\d+) \d+ /, "$1 \\d+ $2 \\d+ "],
  // a number with decimals, of which an address has too many
  [/(?<= )-?\d+\\\.\d+(?= |$)/g, "-?\\d+\\.\\d+"],
];

export interface Step {
  /** "DeviceB" */
  readonly device: string;
  readonly typed: string;
  /** Lines as the page prints them, runs of spaces as one. */
  readonly printed: readonly string[];
}

/** The steps of the example under the heading that ends in `title`. */
export function readExample(path: string, title: string): Step[] {
  const examples = readFileSync(path, "utf8").split(/^### Example: /m);
  const example = examples.find(text => text.startsWith(`${title}\n`));
  if (example === undefined) throw new Error(`${path} has no example "${title}"`);
  const steps: Step[] = [];
  let printed: string[] | undefined;
  for (const paragraph of example.slice(example.indexOf("#### Procedure")).split(/\n\s*\n/)) {
    const text = paragraph.replace(/\\(.)/g, "$1").replace(/\s+/g, " ").trim();
    const command = /^[<[](Device\w)[>\]] (.+)$/.exec(text);
    if (command) {
      printed = [];
      steps.push({ device: command[1], typed: command[2], printed });
    } else if (/^#|^\*\*\d/.test(text)) printed = undefined;
    else if (text !== "") printed?.push(text);
  }
  return steps;
}

/**
 * What a line that reads as the page's may differ in: times and what is measured. Words, addresses,
 * strata, flags and poll intervals are to be the page's own.
 */
export function patternOf(line: string): RegExp {
  let pattern = line.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  for (const [measured, anything] of MEASURED) pattern = pattern.replace(measured, anything);
  return new RegExp(`^${pattern}$`);
}
