/** Finds the secret in a line, well typed or not, so that no history, message or listing repeats it. */
import { isModeName, isModeStart } from "./key-kinds.js";
import { PASSWORD_TEXT } from "./passwords.js";
import { secretPlace } from "./secret-row.js";
import { CIPHER_TEXT } from "./secrets.js";
import { splitLine, textsOf } from "./words.js";

/** Stands for what is not shown. */
export const HIDDEN = "******";

/** Words that a secret follows; so many letters are taken for one of them. */
const FORMS: readonly string[] = Object.freeze(["cipher", "hash", "simple"]);
const LEAST_FORM = 3;

/** The command that has one, by its words; so many letters of the second tell it from others. */
const SERVICE = "ntp-service";
const KEY = "authentication-keyid";
const LEAST_KEY = "authentication-k".length;
const MODE = "authentication-mode";

/** What a community name follows; so many letters are taken for it. */
const PARAMS = "params";
const LEAST_PARAMS = 4;
const SECURITY_NAME = "securityname";
const LEAST_SECURITY_NAME = 3;

/** What uses a key that is made elsewhere: no secret follows its number there. */
const USERS: readonly string[] = Object.freeze([
  "unicast-server",
  "unicast-peer",
  "broadcast-server",
  "multicast-server",
  "manycast-client",
  "reliable",
  "trusted",
]);
const LEAST_USER = 3;

/** What a password follows, with one of those words between or, mistyped, without; and what stands before. */
const AUTHENTICATION = "authentication";
const PASSWORD = "password";
const LEAST_PASSWORD = 4;

/** Modes that are no key's, and have no secret. */
const LOGIN_MODES: readonly string[] = Object.freeze(["none", "password"]);

/** How many words of a line may be shown: from there on there may be a secret. */
export function openWords(words: readonly string[]): number {
  const place = secretPlace(words);
  if (place !== undefined) return isForm(words[place]) && place + 1 < words.length ? place + 1 : place;
  const open = openOfKey(words) ?? Math.min(openOfPassword(words), openOfCommunity(words), openOfSlip(words));
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

function openOfPassword(words: readonly string[]): number {
  const at = words.findIndex((word, i) => i > 0 && isCut(word, PASSWORD, leastPassword(words, i)));
  return at < 0 || isModeLike(words[at - 1]) ? words.length : at + 1;
}

/** Beside one of its neighbours a letter is enough. */
function leastPassword(words: readonly string[], at: number): number {
  const isBeside =
    isCut(words[at - 1], AUTHENTICATION, 1) || FORMS.some(form => isCut(words[at + 1], form, 1));
  return isBeside ? 1 : LEAST_PASSWORD;
}

/** The same of a line that has a community name. */
function openOfCommunity(words: readonly string[]): number {
  const ends = words.flatMap((word, at) => {
    const isNamed = isCut(words[at + 1], SECURITY_NAME, 1);
    if (isCut(word, PARAMS, isNamed ? 1 : LEAST_PARAMS)) return [isNamed ? at + 2 : at + 1];
    return at > 0 && isCut(word, SECURITY_NAME, LEAST_SECURITY_NAME) ? [at + 1] : [];
  });
  return Math.min(...ends, words.length);
}

/** The same of any other line, which may be the command mistyped: rather too few words than too many. */
function openOfSlip(words: readonly string[]): number {
  const ends = words.flatMap((word, at) => {
    if (isModeName(word) || isForm(word)) return [at + 1];
    if (!isModeLike(word)) return [];
    const mode = words[at + 1] ?? "";
    return [isModeName(mode) || LOGIN_MODES.includes(mode) ? at + 2 : at + 1];
  });
  return Math.min(openOfNumber(words), ...ends, words.length);
}

/** As far as what may be meant for a key's number, and for the word between it and the mode. */
function openOfNumber(words: readonly string[]): number {
  const isUsed = words.slice(1).some(word => USERS.some(user => isCut(word, user, LEAST_USER)));
  const key = words.findIndex(word => /auth|keyid/i.test(word));
  if (isUsed || key < 0) return words.length;
  const number = words.findIndex((word, at) => at > key && /^\d+$/.test(word));
  const named = words.findIndex(word => /keyid/i.test(word));
  if (number < 0) return named < 0 ? words.length : named + 1;
  if (!isModeLike(words[number + 1] ?? "")) return number + 1;
  return isModeName(words[number + 2] ?? "") ? number + 3 : number + 2;
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
  if (open >= words.length || isKept(words[open])) return text;
  return `${text.slice(0, text.search(/\S|$/))}${words.slice(0, open).join(" ")} ${HIDDEN}`;
}

function isKept(word: string): boolean {
  return word.startsWith(CIPHER_TEXT) || word.startsWith(PASSWORD_TEXT);
}

/** Whether it is near "authentication-mode". */
function isModeLike(word: string): boolean {
  return /^[a-z]+-mode?$/i.test(word);
}

function isForm(word: string | undefined): boolean {
  return FORMS.some(form => isCut(word, form, LEAST_FORM));
}

/** Whether `word` is a beginning of `whole`, of `least` letters at least. */
function isCut(word: string | undefined, whole: string, least: number): boolean {
  return word !== undefined && word.length >= least && whole.startsWith(word.toLowerCase());
}
