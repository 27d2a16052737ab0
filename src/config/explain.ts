/** Mistakes in words: the vendors' names for them, and a line for those who see no caret. */
import { type Problem } from "./configuration-text.js";
import { harmless } from "./harmless.js";
import { Fault } from "./mistake.js";

/** "Wrong parameter", and so on. */
export function faultName(fault: Fault): string {
  switch (fault) {
    case Fault.Unrecognized:
      return "Unrecognized command";
    case Fault.Incomplete:
      return "Incomplete command";
    case Fault.WrongParameter:
      return "Wrong parameter";
    case Fault.Ambiguous:
      return "Ambiguous command";
    case Fault.NotYet:
      return "Not supported yet";
    case Fault.NotHere:
      return "Not supported by this device";
    case Fault.Astray:
      return "Left out with the line that leads to its view";
  }
}

/** "line 3, word 4 "99": Wrong parameter. Expected: maxpoll INTEGER<4-17>." */
export function explain(problem: Problem): string {
  return `line ${problem.line}, ${explainInLine(problem)}`;
}

/** The same without the line. */
export function explainInLine({ mistake, word }: Problem): string {
  const where = word === "" ? "at the end" : `word ${mistake.at + 1} "${harmless(word)}"`;
  const advice = mistake.advice === "" ? "" : ` ${mistake.advice}`;
  return `${where}: ${faultName(mistake.fault)}.${advice}`;
}
