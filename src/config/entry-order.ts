/** The one order in which the entries of a view print, and what of them prints as one block. */
import { ALL_SETTINGS } from "./all-settings.js";
import { type Entry } from "./setting.js";

/** Where `entry` stands among `entries`, which are in order. */
export function placeFor(entry: Entry, entries: readonly Entry[]): number {
  const at = entries.findIndex(other => isBefore(entry, other));
  return at < 0 ? entries.length : at;
}

function isBefore(a: Entry, b: Entry): boolean {
  if (a.setting === b.setting)
    return a.setting.rank !== undefined && a.setting.rank(a.values) < a.setting.rank(b.values);
  return ALL_SETTINGS.indexOf(a.setting) < ALL_SETTINGS.indexOf(b.setting);
}

/** Entries of one topic print as one block: the first word of their command. */
export function topicOf({ setting }: Entry): string {
  return setting.spellings[0].split(" ")[0];
}
