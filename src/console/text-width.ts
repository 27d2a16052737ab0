/** How many columns of a terminal a text takes (an ideograph two, a combining mark none); lists to fit. */

/** Of a terminal that does not tell it. */
export const USUAL_COLUMNS = 80;

/** First and last code points of what is two columns wide, as Unicode's East Asian Width has it. */
const WIDE: readonly number[] = Object.freeze([
  0x1100, 0x115f, 0x2e80, 0xa4cf, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe30, 0xfe6f, 0xff00, 0xff60, 0xffe0,
  0xffe6, 0x1f300, 0x1faff, 0x20000, 0x3fffd,
]);

/** Combining marks, joiners and variation selectors. */
const NARROW: readonly number[] = Object.freeze([
  0x0300, 0x036f, 0x200b, 0x200f, 0x20d0, 0x20ff, 0xfe00, 0xfe0f,
]);

/** In columns. */
export function textWidth(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i)!;
    if (code > 0xffff) i++;
    if (isIn(code, NARROW)) continue;
    width += isIn(code, WIDE) ? 2 : 1;
  }
  return width;
}

const ITEM_END = ", ";
const CONTINUED = "  ";

/** A sentence with a list, broken after commas into lines of `columns`; all but the first are set in. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const item of text.split(ITEM_END)) {
    const longer = line === "" ? item : line + ITEM_END + item;
    // The comma that ends a line needs its column too.
    if (line === "" || textWidth(longer) < columns) line = longer;
    else {
      lines.push(`${line},`);
      line = CONTINUED + item;
    }
  }
  return [...lines, line];
}

/** `ranges`: the first and the last of each. */
function isIn(code: number, ranges: readonly number[]): boolean {
  for (let i = 0; i < ranges.length; i += 2) if (code >= ranges[i] && code <= ranges[i + 1]) return true;
  return false;
}
