/** What is wrong with a line: a caret below the word, the vendors' name of the fault, and what to do. */
import { faultName } from "../config/explain.js";
import { Fault, type Mistake } from "../config/mistake.js";
import { textWidth, wrapped } from "./text-width.js";

/** Whether nothing that may follow would put it right. */
export function isHopeless({ fault }: Mistake): boolean {
  return fault === Fault.Ambiguous || fault === Fault.Unrecognized;
}

/** `before`: what stands before the wrong word in the line as the user sees it. */
export function complaint(before: string, { fault, advice }: Mistake, columns: number): string[] {
  const caret = `${" ".repeat(textWidth(before))}^`;
  const isNone = fault === Fault.NotYet || fault === Fault.NotHere || fault === Fault.Astray;
  const found = isNone ? "" : " found at '^' position";
  const why = isNone && advice === "" ? [] : wrapped(advice, columns);
  return [caret, `% ${faultName(fault)}${found}.`, ...why];
}
