/** What of a configuration is said for each VPN instance by itself. */
import { Family } from "../wire/address.js";
import { type NodeSettings } from "./settings.js";

/**
 * Where the node's own packets of `family` leave from in `instance`, as `source4` says; empty: as the routes
 * say.
 */
export function sourceIn(
  { source4, source6, instanceSources }: NodeSettings,
  instance: string,
  family: Family,
): string {
  if (instance === "") return family === Family.IPv4 ? source4 : source6;
  for (let i = 0; i < instanceSources.length; i++) {
    const own = instanceSources[i];
    if (own.instance === instance && own.family === family) return own.source;
  }
  return "";
}

/** The VPN instance that an interface is in; empty: the public one. Allocates nothing. */
export function instanceOf({ bindings }: NodeSettings, interfaceName: string): string {
  for (let i = 0; i < bindings.length; i++)
    if (bindings[i].interfaceName === interfaceName) return bindings[i].instance;
  return "";
}
