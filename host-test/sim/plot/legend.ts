/** A legend: what each kind of line is, beside a piece of it. */
import { label, line } from "./svg.js";

export interface Entry {
  /** "none": the text says it all. */
  readonly className: string;
  readonly text: string;
}

const PIECE = 26;
const GAP = 6;

/** About how wide a letter is: who draws the plot may have another font. */
const LETTER = 6;

/** In one row, from `x` on, at the height `y`. */
export function legend(x: number, y: number, entries: readonly Entry[]): string {
  const parts: string[] = [];
  let from = x;
  for (const { className, text } of entries) {
    if (className !== "none") {
      parts.push(line([from, y - 4], [from + PIECE, y - 4], className));
      from += PIECE + GAP;
    }
    parts.push(label(from, y, text));
    from += 3 * GAP + text.length * LETTER;
  }
  return parts.join("\n");
}
