/**
 * Regular expressions as routers have them behind `| include`: characters, `.`, `[…]`, `*`, `+`, `?`, `^`,
 * `$`, and `|` between alternatives. All ways through an expression are followed at once, so that none takes
 * longer than its length for each character. A bracket inside a bracket, and `\` there, mean themselves.
 */

const enum Times {
  Once,
  /** `?` */
  AtMostOnce,
  /** `*` */
  Any,
  /** `+` */
  AtLeastOnce,
}

interface Item {
  /** Whether it means `character`. */
  readonly means: (character: string) => boolean;
  times: Times;
}

interface Alternative {
  readonly items: readonly Item[];
  readonly isFromStart: boolean;
  readonly isToEnd: boolean;
}

const TIMES: Readonly<Record<string, Times>> = Object.freeze({
  "?": Times.AtMostOnce,
  "*": Times.Any,
  "+": Times.AtLeastOnce,
});

/** What is wrong with an expression, and with which of its characters. */
export interface PatternFault {
  readonly at: number;
  readonly why: string;
}

/** Why `text` is no expression; undefined: it is one. */
export function patternFault(text: string): PatternFault | undefined {
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\") {
      if (++at === text.length) return { at: at - 1, why: "A character has to follow the backslash." };
      continue;
    }
    if (text[at] !== "[") continue;
    const end = text.indexOf("]", at + 2);
    if (end < 0) return { at, why: "The bracket is not closed: ] has to follow, or \\ to stand before it." };
    at = end;
  }
  return undefined;
}

export class Pattern {
  readonly #alternatives: readonly Alternative[];

  /** `text`: without a fault. */
  constructor(text: string) {
    this.#alternatives = alternativesOf(text);
  }

  /** Whether some part of `line` is what the expression says; capitals count. */
  isIn(line: string): boolean {
    return this.#alternatives.some(alternative => isFound(alternative, line));
  }
}

function isFound({ items, isFromStart, isToEnd }: Alternative, line: string): boolean {
  const characters = Array.from(line);
  /** Before which items the ways through the expression stand; the last place is its end. */
  let places = new Array<boolean>(items.length + 1).fill(false);
  for (let at = 0; at <= characters.length; at++) {
    if (at === 0 || !isFromStart) places[0] = true;
    passOver(items, places);
    if (places[items.length] && (!isToEnd || at === characters.length)) return true;
    if (at < characters.length) places = advanced(items, places, characters[at]);
  }
  return false;
}

/** Items that need not be there may be left out. */
function passOver(items: readonly Item[], places: boolean[]): void {
  for (let i = 0; i < items.length; i++)
    if (places[i] && (items[i].times === Times.Any || items[i].times === Times.AtMostOnce))
      places[i + 1] = true;
}

function advanced(items: readonly Item[], places: readonly boolean[], character: string): boolean[] {
  const next = new Array<boolean>(places.length).fill(false);
  for (let i = 0; i < items.length; i++) {
    const { means, times } = items[i];
    if (!places[i] || !means(character)) continue;
    next[i + 1] = true;
    if (times === Times.Any || times === Times.AtLeastOnce) next[i] = true;
  }
  return next;
}

function alternativesOf(text: string): Alternative[] {
  const characters = Array.from(text);
  const found: Alternative[] = [];
  for (let at = 0; at <= characters.length; at++) {
    const items: Item[] = [];
    const isFromStart = characters[at] === "^";
    let isToEnd = false;
    if (isFromStart) at++;
    for (; at < characters.length && characters[at] !== "|"; at++) {
      const times = TIMES[characters[at]];
      const next = characters[at + 1];
      if (times !== undefined && items.length > 0) items[items.length - 1].times = times;
      else if (characters[at] === "$" && (next === undefined || next === "|")) isToEnd = true;
      else at = addItem(characters, at, items);
    }
    found.push({ items, isFromStart, isToEnd });
  }
  return found;
}

/** Answers where the item ends. */
function addItem(characters: readonly string[], at: number, items: Item[]): number {
  const character = characters[at];
  if (character === "[") {
    const end = characters.indexOf("]", at + 2);
    items.push({ means: setOf(characters.slice(at + 1, end)), times: Times.Once });
    return end;
  }
  const isEscaped = character === "\\";
  const meant = isEscaped ? characters[at + 1] : character;
  const isAny = character === ".";
  items.push({ means: each => isAny || each === meant, times: Times.Once });
  return isEscaped ? at + 1 : at;
}

/** What stands between brackets: characters, ranges of them, all others behind "^". */
function setOf(characters: readonly string[]): (character: string) => boolean {
  const isNegated = characters[0] === "^" && characters.length > 1;
  const listed = isNegated ? characters.slice(1) : characters;
  return character => {
    for (let i = 0; i < listed.length; i++) {
      const isRange = listed[i + 1] === "-" && i + 2 < listed.length;
      const last = isRange ? listed[i + 2] : listed[i];
      if (character >= listed[i] && character <= last) return !isNegated;
      if (isRange) i += 2;
    }
    return isNegated;
  };
}
