/** Reads what is typed at a console, in the view where it is. */
import { type Context } from "../config/cursor.js";
import { Fault, Mistake } from "../config/mistake.js";
import { read, type Reading } from "../config/reading.js";
import { type Syntax } from "../config/syntax.js";
import { orUnsupported } from "../config/unsupported.js";
import { grammarIn } from "./grammars.js";
import { ConsoleView } from "./operator.js";
import { type Place } from "./place.js";

/** The command that `words` are. One of the system view ends any other, as in a configuration's text. */
export function readTyped(
  words: readonly string[],
  place: Place,
  context: Context,
): Reading<Syntax> | Mistake {
  const { heads, isForeign, isInner, isLost, view } = place;
  const inner = read(grammarIn(view), words, context);
  if (!(inner instanceof Mistake)) return inner;
  // Who may have meant a command of this view is asked which.
  if (!isInner || inner.fault === Fault.Ambiguous) return orUnsupported(inner, words, heads);
  const outer = read(grammarIn(ConsoleView.System), words, context);
  if (outer instanceof Mistake) {
    const mistake = orUnsupported(outer.at <= inner.at ? inner : outer, words, heads);
    if (!isForeign || mistake.fault !== Fault.Unrecognized) return mistake;
    return new Mistake(mistake.at, isLost ? Fault.Astray : Fault.NotHere, "");
  }
  place.enter("");
  return outer;
}
