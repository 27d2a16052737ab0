/**
 * `ntp-service unicast-server` and `unicast-peer`, for both families: the servers and peers that a node asks.
 */
import { AssociationKind } from "../core/settings.js";
import { Family } from "../wire/address.js";
import { OF_INSTANCE } from "./instance-settings.js";
import { KEY_USED } from "./key-settings.js";
import { Form, setting, type Setting } from "./setting.js";
import {
  addSource,
  BURST,
  IBURST,
  IPV6_VERSION,
  MAXPOLL,
  MINPOLL,
  PEER_4,
  PEER_6,
  pollsInOrder,
  PREEMPT,
  PREFERENCE,
  SERVER_4,
  SERVER_6,
  SOURCE,
  SOURCE_PORT,
  VERSION,
} from "./source-options.js";
import { need } from "./syntax.js";

const SERVER_OPTIONS = Object.freeze([
  KEY_USED,
  SOURCE,
  PREFERENCE,
  MAXPOLL,
  MINPOLL,
  BURST,
  IBURST,
  PREEMPT,
  SOURCE_PORT,
]);
const PEER_OPTIONS = Object.freeze([KEY_USED, SOURCE, PREFERENCE, MAXPOLL, MINPOLL, PREEMPT, SOURCE_PORT]);

const UNICAST_SERVER = setting({
  // The third marks a name as one; printed, it needs no mark.
  spellings: [
    "ntp-service unicast-server",
    "ntp-service unicast-server",
    "ntp-service unicast-server domain",
  ],
  help: "Poll a server for time",
  form: Form.Several,
  keys: [SERVER_4, OF_INSTANCE],
  params: [SERVER_4],
  options: [OF_INSTANCE, VERSION, ...SERVER_OPTIONS],
  check: pollsInOrder,
  apply(values, circumstances, draft) {
    const version = need(values, VERSION, circumstances.dialect);
    addSource(draft, AssociationKind.Client, values, circumstances, SERVER_4, Family.IPv4, version);
  },
});

const UNICAST_SERVER6 = setting({
  spellings: ["ntp-service ipv6 unicast-server", "ntp-service unicast-server ipv6"],
  help: "Poll a server for time over IPv6",
  form: Form.Several,
  keys: [SERVER_6, OF_INSTANCE],
  params: [SERVER_6],
  options: [OF_INSTANCE, ...SERVER_OPTIONS],
  check: pollsInOrder,
  apply(values, circumstances, draft) {
    addSource(draft, AssociationKind.Client, values, circumstances, SERVER_6, Family.IPv6, IPV6_VERSION);
  },
});

const UNICAST_PEER = setting({
  spellings: ["ntp-service unicast-peer", "ntp-service unicast-peer", "ntp-service unicast-peer domain"],
  help: "Exchange time with a peer, either following the other",
  form: Form.Several,
  keys: [PEER_4, OF_INSTANCE],
  params: [PEER_4],
  options: [OF_INSTANCE, VERSION, ...PEER_OPTIONS],
  check: pollsInOrder,
  apply(values, circumstances, draft) {
    const version = need(values, VERSION, circumstances.dialect);
    addSource(draft, AssociationKind.SymmetricActive, values, circumstances, PEER_4, Family.IPv4, version);
  },
});

const UNICAST_PEER6 = setting({
  spellings: ["ntp-service ipv6 unicast-peer", "ntp-service unicast-peer ipv6"],
  help: "Exchange time with a peer over IPv6",
  form: Form.Several,
  keys: [PEER_6, OF_INSTANCE],
  params: [PEER_6],
  options: [OF_INSTANCE, ...PEER_OPTIONS],
  check: pollsInOrder,
  apply(values, circumstances, draft) {
    const kind = AssociationKind.SymmetricActive;
    addSource(draft, kind, values, circumstances, PEER_6, Family.IPv6, IPV6_VERSION);
  },
});

export const SERVER_SETTINGS: readonly Setting[] = Object.freeze([
  UNICAST_SERVER,
  UNICAST_SERVER6,
  UNICAST_PEER,
  UNICAST_PEER6,
]);
