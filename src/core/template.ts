/**
 * Templates: the settings of associations that packets make. They are made when the node is configured, for
 * no packet may allocate; all that is found alike shares one.
 */
import { MAX_VERSION } from "../wire/header.js";
import { AssociationKind, HearingKind, type AssociationSettings, type NodeSettings } from "./settings.js";

/** RFC 5905 PORT. */
const PORT = 123;

/** Until a broadcast server's own pace is known (RFC 5905 MINPOLL as deployed). */
const POLL_LOG2 = 6;

/** What differs between them, but for the version. */
type Own = Pick<
  AssociationSettings,
  "kind" | "family" | "port" | "minPollLog2" | "maxPollLog2" | "source" | "instance"
>;

/** For each interface and family on which broadcast servers are listened to: their settings, by version. */
export function hearingTemplates({
  bindings,
  hearings,
}: NodeSettings): readonly (readonly AssociationSettings[])[] {
  return hearings
    .filter(({ kind }) => kind !== HearingKind.Manycast)
    .map(({ interfaceName, family }) => {
      const instance = bindings.find(one => one.interfaceName === interfaceName)?.instance ?? "";
      return eachVersion({
        kind: AssociationKind.BroadcastClient,
        port: PORT,
        minPollLog2: POLL_LOG2,
        maxPollLog2: POLL_LOG2,
        source: interfaceName,
        family,
        instance,
      });
    });
}

/**
 * The settings of dynamic associations, the version (0 to 4) the index: the address comes with the packet,
 * and nobody has asked for more.
 */
function eachVersion(own: Own): readonly AssociationSettings[] {
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
