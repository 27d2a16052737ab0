/** What is wrong with a line of a configuration: the line, and a caret below its word. */
import { type Problem } from "../config/configuration-text.js";
import { listed } from "../config/secret-words.js";
import { columnOf, splitLine } from "../config/words.js";
import { complaint } from "./complaint.js";

/** The `#` that a display of a configuration begins with. */
const HEAD_LINES = 1;

/**
 * `lines`: of the configuration that `problem` is of; `whose`: "the candidate configuration". Lines are
 * counted as displays print them.
 */
export function problemLines(
  { line, mistake }: Problem,
  lines: readonly string[],
  whose: string,
  columns: number,
): string[] {
  const shown = listed(lines[line - 1]);
  const before = shown.slice(0, columnOf(splitLine(shown), mistake.at));
  return [`Line ${HEAD_LINES + line} of ${whose}:`, shown, ...complaint(before, mistake, columns)];
}
