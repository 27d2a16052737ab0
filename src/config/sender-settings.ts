/**
 * What an interface sends of itself: `broadcast-server`, `multicast-server`, and `manycast-client`'s search.
 */
import { type SenderSettings } from "../core/settings.js";
import { Family } from "../wire/address.js";
import { both } from "./dialect.js";
import { GROUP_4, GROUP_6 } from "./groups.js";
import { KEY_USED } from "./key-settings.js";
import { integer, PORT } from "./kinds.js";
import { type Circumstances, Form, setting, type Setting, View } from "./setting.js";
import { IPV6_VERSION, VERSION } from "./source-options.js";
import { need, option, type Param, valueOf, type Values } from "./syntax.js";

const BROADCAST = "255.255.255.255";
/** No router passes a broadcast on. */
const BROADCAST_HOPS = 1;

const TTL = integer(1, 255);
const MULTICAST_TTL = option("ttl", TTL, "How many routers packets may pass", both(16));
const SEARCH_TTL = option("ttl", TTL, "How many routers the search may pass at its widest", both(255));
const TO_PORT = option("port", PORT, "UDP port to send to");

/** Manycast came with version 4. */
const SEARCH_VERSION = 4;

export const BROADCAST_SERVER = setting({
  spellings: ["ntp-service broadcast-server"],
  help: "Broadcast the time on this interface",
  view: View.Interface,
  form: Form.Single,
  options: [KEY_USED, VERSION, TO_PORT],
  apply(values, circumstances, draft) {
    draft.senders.push({
      ...placeOf(values, circumstances),
      group: BROADCAST,
      family: Family.IPv4,
      version: need(values, VERSION, circumstances.dialect),
      hops: BROADCAST_HOPS,
    });
  },
});

export const MULTICAST_SERVER = setting({
  spellings: ["ntp-service multicast-server"],
  help: "Send the time to a group on this interface",
  view: View.Interface,
  form: Form.Several,
  params: [GROUP_4],
  options: [KEY_USED, MULTICAST_TTL, VERSION, TO_PORT],
  apply(values, circumstances, draft) {
    const version = need(values, VERSION, circumstances.dialect);
    draft.senders.push(sender(values, circumstances, GROUP_4, Family.IPv4, version, MULTICAST_TTL));
  },
});

export const MULTICAST_SERVER6 = setting({
  spellings: ["ntp-service ipv6 multicast-server", "ntp-service multicast-server ipv6"],
  help: "Send the time to an IPv6 group on this interface",
  view: View.Interface,
  form: Form.Several,
  params: [GROUP_6],
  options: [KEY_USED, MULTICAST_TTL, TO_PORT],
  apply(values, circumstances, draft) {
    draft.senders.push(sender(values, circumstances, GROUP_6, Family.IPv6, IPV6_VERSION, MULTICAST_TTL));
  },
});

export const MANYCAST_CLIENT = setting({
  spellings: ["ntp-service manycast-client"],
  help: "Search for servers in a group on this interface",
  view: View.Interface,
  form: Form.Several,
  params: [GROUP_4],
  options: [KEY_USED, SEARCH_TTL, TO_PORT],
  apply(values, circumstances, draft) {
    draft.searches.push(sender(values, circumstances, GROUP_4, Family.IPv4, SEARCH_VERSION, SEARCH_TTL));
  },
});

export const MANYCAST_CLIENT6 = setting({
  spellings: ["ntp-service ipv6 manycast-client", "ntp-service manycast-client ipv6"],
  help: "Search for servers in an IPv6 group on this interface",
  view: View.Interface,
  form: Form.Several,
  params: [GROUP_6],
  options: [KEY_USED, SEARCH_TTL, TO_PORT],
  apply(values, circumstances, draft) {
    draft.searches.push(sender(values, circumstances, GROUP_6, Family.IPv6, SEARCH_VERSION, SEARCH_TTL));
  },
});

export const SENDER_SETTINGS: readonly Setting[] = Object.freeze([
  BROADCAST_SERVER,
  MULTICAST_SERVER,
  MULTICAST_SERVER6,
  MANYCAST_CLIENT,
  MANYCAST_CLIENT6,
]);

function sender(
  values: Values,
  circumstances: Circumstances,
  group: Param<string>,
  family: Family,
  version: number,
  hops: Param<number>,
): SenderSettings {
  const { dialect } = circumstances;
  return {
    ...placeOf(values, circumstances),
    group: need(values, group, dialect),
    family,
    version,
    hops: need(values, hops, dialect),
  };
}

/** Packets go to the port where this node itself serves, unless another is said. */
function placeOf(
  values: Values,
  { dialect, section, serverPort }: Circumstances,
): Pick<SenderSettings, "interfaceName" | "port" | "keyId"> {
  return {
    interfaceName: section,
    port: valueOf(values, TO_PORT, dialect) ?? serverPort,
    keyId: valueOf(values, KEY_USED, dialect) ?? 0,
  };
}
