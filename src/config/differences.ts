/** What tells one configuration from another, line by line, in the order in which the later one prints. */
import { isBlockEnd } from "./configuration-text.js";

export const enum Fate {
  Kept,
  Removed,
  Added,
}

/** A line of the earlier configuration, of the later one, or of both. */
export interface Difference {
  readonly fate: Fate;
  /** As configurations print it: set in by a blank where it stands in another view than the system's. */
  readonly line: string;
}

/** How a `Fate` is written before a line. */
const SIGNS = Object.freeze([" ", "-", "+"]);

/** `before` and `after`: the lines of configurations, as `Configuration.lines` has them. */
export function differences(before: readonly string[], after: readonly string[]): Difference[] {
  const [earlier, later] = [placed(before), placed(after)];
  const left = new Set(earlier.map(({ place }) => place));
  const coming = new Set(later.map(({ place }) => place));
  const found: Difference[] = [];
  let at = 0;
  for (const { line, place } of later) {
    while (at < earlier.length && !coming.has(earlier[at].place) && isInView(earlier[at].line, line))
      removed(earlier[at++]);
    // What changed places goes where it was, and comes where it is.
    while (left.has(place) && earlier[at].place !== place) removed(earlier[at++]);
    found.push({ fate: left.has(place) ? Fate.Kept : Fate.Added, line });
    if (left.has(place)) at++;
  }
  while (at < earlier.length) removed(earlier[at++]);
  return found;

  function removed({ line, place }: Placed): void {
    left.delete(place);
    found.push({ fate: Fate.Removed, line });
  }
}

/** The lines of the earlier configuration; what ends a block stands before every line of the system view. */
export function linesBefore(found: readonly Difference[]): string[] {
  return linesWithout(found, Fate.Added);
}

/** The same of the later one. */
export function linesAfter(found: readonly Difference[]): string[] {
  return linesWithout(found, Fate.Removed);
}

/** What was removed and added, a sign before each line, behind the lines that lead to its view. */
export function differenceLines(found: readonly Difference[]): string[] {
  const lines: string[] = [];
  let opener: Difference | undefined;
  for (const each of found) {
    if (!isInner(each.line)) opener = each;
    if (each.fate === Fate.Kept) continue;
    if (opener?.fate === Fate.Kept) lines.push(differenceLine(opener));
    opener = undefined;
    lines.push(differenceLine(each));
  }
  return lines;
}

/** "+ntp-service dscp 3"; `differenceOf` reads it. */
export function differenceLine({ fate, line }: Difference): string {
  return `${SIGNS[fate]}${line}`;
}

/** Undefined where `text` begins with no sign. */
export function differenceOf(text: string): Difference | undefined {
  const fate = SIGNS.indexOf(text.slice(0, 1));
  return fate < 0 ? undefined : { fate, line: text.slice(1) };
}

interface Placed {
  readonly line: string;
  /** The line behind the one that leads to its view: no configuration has it twice. */
  readonly place: string;
}

function placed(lines: readonly string[]): Placed[] {
  let opener = "";
  return lines
    .filter(line => !isBlockEnd(line))
    .map(line => {
      if (!isInner(line)) opener = line;
      return { line, place: isInner(line) ? `${opener}\n${line}` : line };
    });
}

/** Not so of the next block's beginning where `later` belongs to the block before. */
function isInView(line: string, later: string): boolean {
  return isInner(line) || !isInner(later);
}

function isInner(line: string): boolean {
  return line.startsWith(" ");
}

function linesWithout(found: readonly Difference[], fate: Fate): string[] {
  return found
    .filter(each => each.fate !== fate)
    .flatMap(({ line }) => (isInner(line) ? [line] : ["#", line]));
}
