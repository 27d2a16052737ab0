/** What a console says of a line that it cannot take. */
import { faultName } from "../config/explain.js";
import { Fault, type Mistake } from "../config/reading.js";
import { columnOf, type Line } from "../config/words.js";
import { textWidth, wrapped } from "./text-width.js";

/**
 * The caret stands under the wrong word of `text`, the line as the user sees it behind `prompt`; that is
 * empty where none is seen. Nothing of the line is repeated.
 */
export function complaint(
  line: Line,
  text: string,
  { at, fault, advice }: Mistake,
  prompt: string,
  columns: number,
): string[] {
  const caret = `${" ".repeat(textWidth(prompt + text.slice(0, columnOf(line, at))))}^`;
  if (fault === Fault.Unsupported) return [caret, `% ${faultName(fault)}.`];
  return [caret, `% ${faultName(fault)} found at '^' position.`, ...wrapped(advice, columns)];
}
