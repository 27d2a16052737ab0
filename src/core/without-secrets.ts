/** What of a node's settings anyone may see. */
import { type NodeSettings } from "./settings.js";

/** `settings`, of whose keys the secrets are left out. */
export function withoutSecrets(settings: NodeSettings): NodeSettings {
  if (settings.keys.length === 0) return settings;
  const keys = settings.keys.map(({ id, mode, isTrusted, acl4, acl6 }) => ({
    id,
    mode,
    isTrusted,
    acl4,
    acl6,
  }));
  return { ...settings, keys };
}
