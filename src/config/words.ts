/** A command line as words that know where they stand, so that a mistake can point at its word. */

export interface Word {
  readonly text: string;
  /** Of its first character, from 0. */
  readonly column: number;
}

export interface Line {
  readonly words: readonly Word[];
  /** One past the last character that is not a blank: where a missing word would go. */
  readonly end: number;
}

/** Splits at blanks. A word that begins with `#` or `!` begins a comment. */
export function splitLine(text: string): Line {
  const words: Word[] = [];
  let end = 0;
  let at = 0;
  for (;;) {
    while (at < text.length && isBlank(text[at])) at++;
    if (at === text.length || text[at] === "#" || text[at] === "!") return { words, end };
    const column = at;
    while (at < text.length && !isBlank(text[at])) at++;
    words.push({ text: text.slice(column, at), column });
    end = at;
  }
}

/** The words without their places. */
export function textsOf(line: Line): string[] {
  return line.words.map(({ text }) => text);
}

/** Where word `index` of the line stands, or would stand if there were one more. */
export function columnOf(line: Line, index: number): number {
  return index < line.words.length ? line.words[index].column : line.end;
}

/** Editors of some systems begin a text with it (Unicode's byte order mark). */
const BYTE_ORDER_MARK = "\ufeff";

function isBlank(character: string): boolean {
  return character <= " " || character === BYTE_ORDER_MARK;
}
