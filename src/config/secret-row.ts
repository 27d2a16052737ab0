/** Finds the secret in a line that reads as one of the commands that have one, its words cut short or not. */
import { SETTINGS_WITH_SECRETS } from "./all-settings.js";
import { type Context } from "./cursor.js";
import { Dialect } from "./dialect.js";
import { type Grammar, grammarOf, type Head } from "./grammar.js";
import { Tail } from "./tail.js";
import { type Setting } from "./setting.js";

const GRAMMAR: Grammar<Setting> = grammarOf(SETTINGS_WITH_SECRETS);

/** Where a line is read only for the places of its words. */
const NOWHERE: Omit<Context, "dialect"> = Object.freeze({
  interfaces: Object.freeze([]),
  takesAnyPort: true,
  instances: Object.freeze([]),
  keyIds: Object.freeze([]),
  trapHosts: Object.freeze([]),
  receivers: Object.freeze([]),
  checksSecrets: false,
  forbidsWeakKeys: false,
  logHosts: Object.freeze([]),
  password: "",
  keepsLocked: true,
});

/**
 * At which word the secret stands; of a line that goes wrong behind the first value, that word. Of several
 * ways to read it, in whichever view and dialect, the one that shows least; undefined: it is none of those
 * commands.
 */
export function secretPlace(words: readonly string[]): number | undefined {
  let place: number | undefined = undefined;
  for (const head of GRAMMAR) {
    if (!begins(head, words)) continue;
    for (const dialect of [Dialect.Comware, Dialect.Vrp]) {
      const found = placeIn(head, words, { ...NOWHERE, dialect });
      if (found !== undefined && (place === undefined || found < place)) place = found;
    }
  }
  return place;
}

/** Whether every word of `head` is there, or a beginning of it. */
function begins({ words: own }: Head<Setting>, words: readonly string[]): boolean {
  return own.length < words.length && own.every((word, at) => word.startsWith(words[at].toLowerCase()));
}

function placeIn(head: Head<Setting>, words: readonly string[], context: Context): number | undefined {
  const tail = new Tail(head, words, context);
  const mistake = tail.readParams();
  return (
    tail.placeOf(head.row.secret!) ?? (mistake && mistake.at > head.words.length ? mistake.at : undefined)
  );
}
