/** Which lines of a display are wanted: what stands behind the bar in `display … | include EXPRESSION`. */
import { type Offer } from "../config/offers.js";
import { matching } from "../config/kinds.js";
import { Fault, Mistake } from "../config/mistake.js";
import { splitLine, textsOf } from "../config/words.js";
import { Pattern, patternFault } from "./pattern.js";

const BEGIN = "begin";
const EXCLUDE = "exclude";
const INCLUDE = "include";
const WORDS: readonly string[] = Object.freeze([BEGIN, EXCLUDE, INCLUDE]);

const HELPS: readonly string[] = Object.freeze([
  "From the first line that matches on",
  "Lines that do not match",
  "Lines that match",
]);

/** Longer expressions are refused. */
const MOST_EXPRESSION = 255;

const WORDS_WANTED = `Expected: ${WORDS.join(", ")}.`;
const EXPRESSION_WANTED = `Expected: a regular expression of ${MOST_EXPRESSION} characters at most.`;

/** Displays alone have lines to choose from. */
const DISPLAY: readonly string[] = Object.freeze(["display"]);

/** Where in `text` the bar stands between a display and the filter of its lines; -1: nowhere. */
export function barIn(text: string): number {
  const found = /^(\s*(\S+)\s(?:.*?\s)?)\|(?=\s|$)/.exec(text);
  return found && matching(DISPLAY, found[2]).length > 0 ? found[1].length : -1;
}

export class LineFilter {
  #hasBegun = false;

  private constructor(
    readonly word: string,
    readonly pattern: Pattern,
  ) {}

  /**
   * The filter in `line`, whose bar is at `bar`. What follows the first word, blanks among it, is the
   * expression.
   */
  static read(line: string, bar: number): LineFilter | Mistake {
    const at = textsOf(splitLine(line.slice(0, bar))).length + 1;
    const [, word, rest] = /^\s*(\S*)\s*(.*?)\s*$/.exec(line.slice(bar + 1))!;
    const words = matching(WORDS, word);
    if (words.length !== 1)
      return new Mistake(at, word === "" ? Fault.Incomplete : Fault.Unrecognized, WORDS_WANTED);
    if (rest === "") return new Mistake(at + 1, Fault.Incomplete, EXPRESSION_WANTED);
    if (rest.length > MOST_EXPRESSION) return new Mistake(at + 1, Fault.WrongParameter, EXPRESSION_WANTED);
    const fault = patternFault(rest);
    if (fault) {
      const before = textsOf(splitLine(rest.slice(0, fault.at + 1))).length - 1;
      return new Mistake(at + 1 + before, Fault.WrongParameter, fault.why);
    }
    return new LineFilter(words[0], new Pattern(rest));
  }

  /** Whether the next line is to be shown. */
  takes(line: string): boolean {
    const isIn = this.pattern.isIn(line);
    this.#hasBegun ||= isIn;
    if (this.word === BEGIN) return this.#hasBegun;
    return isIn === (this.word === INCLUDE);
  }
}

/** What may stand at the end of `text`, which begins behind the bar. */
export function filterOffers(text: string): Offer[] {
  if (/^\s*\S+\s/.test(text)) return [{ word: "TEXT", help: "Regular expression", isLiteral: false }];
  const typed = text.trimStart().toLowerCase();
  return WORDS.flatMap((word, i) =>
    word.startsWith(typed) ? [{ word, help: HELPS[i], isLiteral: true }] : [],
  );
}
