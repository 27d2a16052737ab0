/** What may be said of a server or a peer beside its address, and the association that comes of it. */
import { type AssociationKind } from "../core/settings.js";
import { type Family } from "../wire/address.js";
import { INTERFACE, PEER4, PEER6, SERVER4, SERVER6 } from "./address-kinds.js";
import { type Context } from "./cursor.js";
import { both, each } from "./dialect.js";
import { OF_INSTANCE } from "./instance-settings.js";
import { KEY_USED } from "./key-settings.js";
import { FLAG, integer, integerPerDialect, PORT, range } from "./kinds.js";
import { type Circumstances, type Draft } from "./setting.js";
import { need, type Objection, option, param, type Param, valueOf, type Values } from "./syntax.js";

export const SERVER_4 = param("host", SERVER4, "Address or name of the server");
export const SERVER_6 = param("host", SERVER6, "IPv6 address or name of the server");
export const PEER_4 = param("host", PEER4, "Address or name of the peer");
export const PEER_6 = param("host", PEER6, "IPv6 address or name of the peer");

export const VERSION = option("version", integer(1, 4), "NTP version to send", each(4, 3));
export const SOURCE = option(
  "source|source-interface",
  INTERFACE,
  "Interface whose address requests leave from",
);
export const PREFERENCE = option("priority|preference|preferred", FLAG, "Prefer this source over the others");
export const MAXPOLL = option(
  "maxpoll",
  integerPerDialect(each(range(4, 17), range(10, 17))),
  "Slowest poll, log2 of seconds",
  each(6, 10),
);
export const MINPOLL = option(
  "minpoll",
  integerPerDialect(each(range(4, 17), range(3, 6))),
  "Fastest poll, log2 of seconds",
  both(6),
);
export const BURST = option("burst", FLAG, "Several requests at each poll");
export const IBURST = option("iburst", FLAG, "Several requests once the server answers, as without it");
export const PREEMPT = option("preempt", FLAG, "Let this source go when selection does without it");
export const SOURCE_PORT = option("port", PORT, "UDP port of the source");

/** Over IPv6 the vendors' grammar leaves no choice of version. */
export const IPV6_VERSION = 4;

/** Objects to poll bounds in the wrong order: points at the one given; where both were, at the lower one. */
export function pollsInOrder(values: Values, { dialect }: Context): Objection | undefined {
  const least = need(values, MINPOLL, dialect);
  const most = need(values, MAXPOLL, dialect);
  if (least <= most) return undefined;
  return values[MINPOLL.name] === undefined
    ? { param: MAXPOLL, why: `maxpoll is below minpoll, which is ${least}` }
    : { param: MINPOLL, why: `minpoll is above maxpoll, which is ${most}` };
}

/** Adds the association of `kind` that `values` describe. */
export function addSource(
  draft: Draft,
  kind: AssociationKind,
  values: Values,
  { dialect, serverPort }: Circumstances,
  host: Param<string>,
  family: Family,
  version: number,
): void {
  draft.associations.push({
    kind,
    host: need(values, host, dialect),
    family,
    port: valueOf(values, SOURCE_PORT, dialect) ?? serverPort,
    version,
    minPollLog2: need(values, MINPOLL, dialect),
    maxPollLog2: need(values, MAXPOLL, dialect),
    burst: valueOf(values, BURST, dialect) ?? false,
    iburst: valueOf(values, IBURST, dialect) ?? false,
    prefer: valueOf(values, PREFERENCE, dialect) ?? false,
    preempt: valueOf(values, PREEMPT, dialect) ?? false,
    source: valueOf(values, SOURCE, dialect) ?? "",
    instance: valueOf(values, OF_INSTANCE, dialect) ?? "",
    keyId: valueOf(values, KEY_USED, dialect) ?? 0,
    isDynamic: false,
  });
}
