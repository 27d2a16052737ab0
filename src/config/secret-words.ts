/** Finds the secret in a line, well typed or not, so that no history, message or listing repeats it. */
import { isModeName, isModeStart } from "./key-kinds.js";
import { CIPHER_TEXT } from "./secrets.js";
import { splitLine, textsOf } from "./words.js";

/** Stands for what is not shown. */
export const HIDDEN = "******";

/** Words that a secret follows; so many letters are taken for one of them. */
const FORMS: readonly string[] = Object.freeze(["cipher", "simple"]);
const LEAST_FORM = 3;

/** The command that has one, by its words; so many letters of the second tell it from others. */
const SERVICE = "ntp-service";
const KEY = "authentication-keyid";
const LEAST_KEY = "authentication-k".length;
const MODE = "authentication-mode";

/** How many words of a line may be shown: from there on there may be a secret. */
export function openWords(words: readonly string[]): number {
  const open = openOfKey(words) ?? words.findIndex(word => isModeName(word) || isForm(word)) + 1;
  if (open === 0) return words.length;
  return isForm(words[open]) ? open + 1 : Math.min(open, words.length);
}

/** The same of the command itself, as far as its words are what they should be; undefined: it is another. */
function openOfKey(words: readonly string[]): number | undefined {
  let at = words.length > 0 && isCut(words[0], "undo", 1) ? 1 : 0;
  if (!isCut(words[at++], SERVICE, 1) || !isCut(words[at++], KEY, LEAST_KEY)) return undefined;
  if (!/^\d+$/.test(words[at] ?? "")) return at;
  if (!isCut(words[++at], MODE, 1)) return at;
  return isModeStart(words[++at] ?? "") ? at + 1 : at;
}

/** The line as far as it may be recalled: a secret, and what follows it, is left out. */
export function withoutSecret(text: string): string {
  const words = textsOf(splitLine(text));
  const open = openWords(words);
  return open < words.length ? `${words.slice(0, open).join(" ")} ` : text;
}

/** The line as it may be listed: for what is no cipher text of ours stands `HIDDEN`. */
export function listed(text: string): string {
  const words = textsOf(splitLine(text));
  const open = openWords(words);
  if (open >= words.length || words[open].startsWith(CIPHER_TEXT)) return text;
  return `${text.slice(0, text.search(/\S|$/))}${words.slice(0, open).join(" ")} ${HIDDEN}`;
}

function isForm(word: string | undefined): boolean {
  return FORMS.some(form => isCut(word, form, LEAST_FORM));
}

/** Whether `word` is a beginning of `whole`, of `least` letters at least. */
function isCut(word: string | undefined, whole: string, least: number): boolean {
  return word !== undefined && word.length >= least && whole.startsWith(word.toLowerCase());
}
