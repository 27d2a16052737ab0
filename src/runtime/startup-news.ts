/** What is told of a start: lines of the saved configuration that are left out, and keys that stay locked. */
import { type LockedKey } from "../config/locked-keys.js";
import { type Secrets } from "../config/secrets.js";
import { type Startup } from "../config/startup.js";
import { Happening } from "../core/happening.js";
import { type Loop } from "./loop.js";

/** How many lines are told one by one. */
const MOST_TOLD = 8;

/** Of many lines the first are told, and how many more there are. */
export function tellOfStartup({ dropped, troubles }: Startup, loop: Loop): void {
  for (const trouble of troubles) loop.report(Happening.SavedTrouble, undefined, 0, trouble);
  for (const { line, why } of dropped.slice(0, MOST_TOLD))
    loop.report(Happening.LineDropped, undefined, line, why);
  const more = dropped.length - MOST_TOLD;
  if (more > 0)
    loop.report(
      Happening.SavedTrouble,
      undefined,
      0,
      `${more} more lines are left out, which the console lists`,
    );
}

/** Tells why no key can be read, or of each one that cannot. */
export function tellOfLocked(keys: readonly LockedKey[], secrets: Secrets, loop: Loop): void {
  const trouble = keys.length > 0 ? secrets.trouble : "";
  if (trouble !== "") loop.report(Happening.SecretsClosed, undefined, keys.length, trouble);
  else for (const { id, why } of keys) loop.report(Happening.KeyLocked, undefined, id, why);
}
