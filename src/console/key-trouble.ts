/** Keys that are used and do not do what they are meant to. */
import { type NodeSettings } from "../core/settings.js";

/** Why packets are not authenticated by the key `id`; empty: nothing is in the way. */
export function keyTrouble({ authenticates, keys }: NodeSettings, id: number): string {
  const key = keys.find(each => each.id === id);
  if (!key) return "has no secret here";
  if (!key.isTrusted) return "is not trusted";
  return authenticates ? "" : "has no effect until ntp-service authentication enable";
}

/** A warning for each key that `after` uses in vain, unless `before` already did. */
export function keyWarnings(before: NodeSettings, after: NodeSettings): string[] {
  const known = troubles(before);
  return troubles(after).filter(trouble => !known.includes(trouble));
}

function troubles(settings: NodeSettings): string[] {
  const { associations, senders, searches } = settings;
  const used = [...associations, ...senders, ...searches].map(({ keyId }) => keyId).filter(id => id !== 0);
  return [...new Set(used)]
    .sort((a, b) => a - b)
    .map(id => ({ id, why: keyTrouble(settings, id) }))
    .filter(({ why }) => why !== "")
    .map(({ id, why }) => `Warning: Key ${id} is used and ${why}.`);
}
