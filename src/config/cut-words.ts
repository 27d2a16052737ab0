/** Words of commands that this device does not have, cut short. */

/** Shorter words are taken for slips, unless whole. */
const LEAST_CUT = 3;

/** Whether `word` is `whole`, or a beginning of it that is long enough. */
export function isCut(word: string, whole: string): boolean {
  const typed = word.toLowerCase();
  return typed === whole || (typed.length >= LEAST_CUT && whole.startsWith(typed));
}

/** Index of the first word behind `undo`. */
export function startOf(words: readonly string[]): number {
  return words[0].toLowerCase() === "undo" ? 1 : 0;
}

/** Whether the words of `head` stand in `words`, from `start` on. */
export function begins(words: readonly string[], start: number, head: string): boolean {
  return head.split(" ").every((word, i) => start + i < words.length && isCut(words[start + i], word));
}
