/**
 * Templates: the settings of associations that packets make. They are made when the node is configured, for
 * no packet may allocate; all that is found alike shares one.
 */
import { MAX_VERSION } from "../wire/header.js";
import { type AssociationSettings } from "./settings.js";

/** What differs between them, but for the version. */
type Own = Pick<
  AssociationSettings,
  "kind" | "family" | "port" | "minPollLog2" | "maxPollLog2" | "source" | "instance"
>;

/**
 * The settings of dynamic associations, the version (0 to 4) the index: the address comes with the packet,
 * and nobody has asked for more.
 */
export function eachVersion(own: Own): readonly AssociationSettings[] {
  const rest = {
    host: "",
    burst: false,
    iburst: false,
    prefer: false,
    preempt: false,
    keyId: 0,
    isDynamic: true,
  };
  return Array.from({ length: MAX_VERSION + 1 }, (_, version) => ({ ...rest, ...own, version }));
}
