/** What may follow a line as far as it is typed: told a line for each word, or as far as it is certain. */
import { type Offer } from "../config/offers.js";
import { textWidth } from "./text-width.js";

const COLUMN_GAP = 2;

/** The words in one column, what they mean in the next. */
export function offerLines(offers: readonly Offer[]): string[] {
  const width = offers.reduce((most, { word }) => Math.max(most, textWidth(word)), 0) + COLUMN_GAP;
  return offers.map(({ word, help }) =>
    help === "" ? `  ${word}` : `  ${word}${" ".repeat(width - textWidth(word))}${help}`,
  );
}

/** What all `words` begin with, capitals apart; `words` has one at least. */
export function commonStart(words: readonly string[]): string {
  let length = words[0].length;
  for (const word of words)
    while (!word.toLowerCase().startsWith(words[0].slice(0, length).toLowerCase())) length--;
  return words[0].slice(0, length);
}
