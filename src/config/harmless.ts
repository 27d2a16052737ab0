/** Keeps out of texts what a terminal would obey instead of showing. */

/**
 * What no terminal shows: control characters (ECMA-48, sets C0 and C1), what breaks lines or turns their
 * direction (Unicode Technical Report 36 section 3.1), and halves of characters.
 */
const CONTROL = (): RegExp => /[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]/u;

/** Whether `text` can be shown as it is. */
export function isHarmless(text: string): boolean {
  return !CONTROL().test(text);
}

/** `text` with a question mark for each character that cannot be shown. */
export function harmless(text: string): string {
  return Array.from(text, character => (isHarmless(character) ? character : "?")).join("");
}
