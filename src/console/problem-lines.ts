/** What is wrong with a line of a configuration: the line, and a caret below its word. */
import { type Problem } from "../config/configuration-text.js";
import { listed } from "../config/secret-words.js";
import { columnOf, splitLine } from "../config/words.js";
import { complaint } from "./complaint.js";

/** `lines`: of the configuration that `problem` is of; `whose`: "the candidate configuration". */
export function problemLines(
  { line, mistake }: Problem,
  lines: readonly string[],
  whose: string,
  columns: number,
): string[] {
  const shown = listed(lines[line - 1]);
  const before = shown.slice(0, columnOf(splitLine(shown), mistake.at));
  return [`Line ${line} of ${whose}:`, shown, ...complaint(before, mistake, columns)];
}
