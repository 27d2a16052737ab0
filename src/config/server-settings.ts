/** `ntp-service unicast-server`, for both families: the servers that a node polls. */
import { AssociationKind } from "../core/settings.js";
import { Family } from "../wire/address.js";
import { HOST4, HOST6, INTERFACE } from "./address-kinds.js";
import { type Context } from "./cursor.js";
import { both, each } from "./dialect.js";
import { FLAG, integer, integerPerDialect, PORT, range } from "./kinds.js";
import { type Circumstances, type Draft, Form, setting, type Setting } from "./setting.js";
import { need, type Objection, option, param, type Param, valueOf, type Values } from "./syntax.js";

const HOST_4 = param("host", HOST4, "Address or name of the server");
const HOST_6 = param("host", HOST6, "IPv6 address or name of the server");

export const VERSION = option("version", integer(1, 4), "NTP version to send", each(4, 3));
const SOURCE = option("source|source-interface", INTERFACE, "Interface whose address requests leave from");
const PREFERENCE = option("priority|preference|preferred", FLAG, "Prefer this server over the others");
const MAXPOLL = option(
  "maxpoll",
  integerPerDialect(each(range(4, 17), range(10, 17))),
  "Slowest poll, log2 of seconds",
  each(6, 10),
);
const MINPOLL = option(
  "minpoll",
  integerPerDialect(each(range(4, 17), range(3, 6))),
  "Fastest poll, log2 of seconds",
  both(6),
);
const BURST = option("burst", FLAG, "Several requests at each poll");
const IBURST = option("iburst", FLAG, "Several requests once the server answers, as without it");
const PREEMPT = option("preempt", FLAG, "Let this server go when selection does without it");
const SERVER_PORT = option("port", PORT, "UDP port of the server");

const OPTIONS = Object.freeze([SOURCE, PREFERENCE, MAXPOLL, MINPOLL, BURST, IBURST, PREEMPT, SERVER_PORT]);

/** Over IPv6 the vendors' grammar leaves no choice of version. */
const IPV6_VERSION = 4;

export const UNICAST_SERVER = setting({
  // The third marks a name as one; printed, it needs no mark.
  spellings: [
    "ntp-service unicast-server",
    "ntp-service unicast-server",
    "ntp-service unicast-server domain",
  ],
  help: "Poll a server for time",
  form: Form.Several,
  params: [HOST_4],
  options: [VERSION, ...OPTIONS],
  check: pollsInOrder,
  apply(values, circumstances, draft) {
    const version = need(values, VERSION, circumstances.dialect);
    addServer(draft, values, circumstances, HOST_4, Family.IPv4, version);
  },
});

export const UNICAST_SERVER6 = setting({
  spellings: ["ntp-service ipv6 unicast-server", "ntp-service unicast-server ipv6"],
  help: "Poll a server for time over IPv6",
  form: Form.Several,
  params: [HOST_6],
  options: OPTIONS,
  check: pollsInOrder,
  apply(values, circumstances, draft) {
    addServer(draft, values, circumstances, HOST_6, Family.IPv6, IPV6_VERSION);
  },
});

export const SERVER_SETTINGS: readonly Setting[] = Object.freeze([UNICAST_SERVER, UNICAST_SERVER6]);

/** Points at the bound that was given; where both were, at the lower one. */
function pollsInOrder(values: Values, { dialect }: Context): Objection | undefined {
  const least = need(values, MINPOLL, dialect);
  const most = need(values, MAXPOLL, dialect);
  if (least <= most) return undefined;
  return values[MINPOLL.name] === undefined
    ? { param: MAXPOLL, why: `maxpoll is below minpoll, which is ${least}` }
    : { param: MINPOLL, why: `minpoll is above maxpoll, which is ${most}` };
}

function addServer(
  draft: Draft,
  values: Values,
  { dialect, serverPort }: Circumstances,
  host: Param<string>,
  family: Family,
  version: number,
): void {
  draft.associations.push({
    kind: AssociationKind.Client,
    host: need(values, host, dialect),
    family,
    port: valueOf(values, SERVER_PORT, dialect) ?? serverPort,
    version,
    minPollLog2: need(values, MINPOLL, dialect),
    maxPollLog2: need(values, MAXPOLL, dialect),
    burst: valueOf(values, BURST, dialect) ?? false,
    iburst: valueOf(values, IBURST, dialect) ?? false,
    prefer: valueOf(values, PREFERENCE, dialect) ?? false,
    preempt: valueOf(values, PREEMPT, dialect) ?? false,
    source: valueOf(values, SOURCE, dialect) ?? "",
    instance: "",
    isDynamic: false,
  });
}
