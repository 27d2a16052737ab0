/** Keys whose secrets a device cannot open: they stay in its configuration, and it does without them. */
import { type Configuration } from "./configuration.js";
import { KEY, typedKey } from "./key-settings.js";
import { lockedText, openedSecret } from "./key-secret.js";
import { type Secrets } from "./secrets.js";

/** A key, and why its secret is not to be had. */
export interface LockedKey {
  readonly id: number;
  /** "made by another device", and so on, of its cipher text. */
  readonly why: string;
}

/** The keys of `configuration` that `secrets` do not open. */
export function lockedKeys(configuration: Configuration, secrets: Secrets | undefined): LockedKey[] {
  const locked: LockedKey[] = [];
  for (const { values } of configuration.entriesOf(KEY)) {
    const key = typedKey(values);
    const secret = openedSecret(key, secrets);
    if (!(secret instanceof Uint8Array)) locked.push({ id: key.id, why: lockedText(secret) });
  }
  return locked;
}
