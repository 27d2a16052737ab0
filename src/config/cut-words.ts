/** Words of commands that this device does not have, cut short. */

/** Shorter words are taken for slips, unless whole. */
const LEAST_CUT = 3;

/** Whether `word` is `whole`, or a beginning of it that is long enough. */
export function isCut(word: string, whole: string): boolean {
  const typed = word.toLowerCase();
  return typed === whole || (typed.length >= LEAST_CUT && whole.startsWith(typed));
}
