/** The NTP configuration commands that concern the whole service, or one interface's part in it. */
import { Family } from "../wire/address.js";
import { INTERFACE, LOCAL_CLOCK_ADDRESS, SOURCE } from "./address-kinds.js";
import { both, Dialect, each } from "./dialect.js";
import { OF_INSTANCE } from "./instance-settings.js";
import { integer } from "./kinds.js";
import { Form, setting, type Setting, View } from "./setting.js";
import { need, optional, param, valueOf } from "./syntax.js";

const ENABLE = setting({
  spellings: ["ntp-service enable"],
  opposites: ["ntp-service disable"],
  help: "Run the NTP service",
  form: Form.Switch,
  isOnInitially: each(false, true),
  apply(_values, { isOn }, draft) {
    draft.enabled = isOn;
  },
});

const UNIT = optional("unit", LOCAL_CLOCK_ADDRESS, "Reference id of the local clock", both(0));
const STRATUM = optional("stratum", integer(1, 15), "Stratum to serve", both(8));

const REFCLOCK_MASTER = setting({
  spellings: ["ntp-service refclock-master"],
  help: "Serve time from the local clock",
  form: Form.Single,
  params: [UNIT, STRATUM],
  apply(values, { dialect }, draft) {
    draft.localClock = { unit: need(values, UNIT, dialect), stratum: need(values, STRATUM, dialect) };
  },
});

const SOURCE_4 = param("source", SOURCE, "Interface or address that packets leave from");
const SOURCE_6 = param("source", INTERFACE, "Interface that IPv6 packets leave from");

export const SOURCE4 = setting({
  spellings: ["ntp-service source", "ntp-service source-interface"],
  help: "Where packets of this node leave from",
  form: Form.Several,
  keys: [OF_INSTANCE],
  params: [SOURCE_4],
  options: [OF_INSTANCE],
  apply(values, { dialect }, draft) {
    const source = need(values, SOURCE_4, dialect);
    const instance = valueOf(values, OF_INSTANCE, dialect);
    if (instance === undefined) draft.source4 = source;
    else draft.instanceSources.push({ instance, family: Family.IPv4, source });
    draft.answersFromSource ||= dialect === Dialect.Vrp;
  },
});

export const SOURCE6 = setting({
  spellings: ["ntp-service ipv6 source", "ntp-service ipv6 source-interface"],
  help: "Where IPv6 packets of this node leave from",
  form: Form.Several,
  keys: [OF_INSTANCE],
  params: [SOURCE_6],
  options: [OF_INSTANCE],
  apply(values, { dialect }, draft) {
    const source = need(values, SOURCE_6, dialect);
    const instance = valueOf(values, OF_INSTANCE, dialect);
    if (instance === undefined) draft.source6 = source;
    else draft.instanceSources.push({ instance, family: Family.IPv6, source });
    draft.answersFromSource ||= dialect === Dialect.Vrp;
  },
});

const DSCP_4 = param("dscp", integer(0, 63), "Differentiated services code point", both(48));
const DSCP_6 = param("dscp", integer(0, 63), "Differentiated services code point", both(56));

const DSCP4 = setting({
  spellings: ["ntp-service dscp"],
  help: "Precedence of packets sent",
  form: Form.Scalar,
  params: [DSCP_4],
  apply(values, { dialect }, draft) {
    draft.dscp4 = need(values, DSCP_4, dialect);
  },
});

const DSCP6 = setting({
  spellings: ["ntp-service ipv6 dscp"],
  help: "Precedence of IPv6 packets sent",
  form: Form.Scalar,
  params: [DSCP_6],
  apply(values, { dialect }, draft) {
    draft.dscp6 = need(values, DSCP_6, dialect);
  },
});

const DISTANCE = param("seconds", integer(1, 16), "s: farthest root distance that is followed", both(1));

const MAX_DISTANCE = setting({
  spellings: ["ntp-service max-distance"],
  help: "How far from a primary a source may be",
  form: Form.Scalar,
  params: [DISTANCE],
  apply(values, { dialect }, draft) {
    draft.maxDistanceSec = need(values, DISTANCE, dialect);
  },
});

const SERVER_OFF4 = setting({
  spellings: ["ntp-service server disable"],
  opposites: ["ntp-service server enable"],
  help: "Answer nobody who asks for the time",
  form: Form.Switch,
  apply(_values, { isOn }, draft) {
    draft.isServerOff4 = isOn;
  },
});

const SERVER_OFF6 = setting({
  spellings: ["ntp-service ipv6 server disable"],
  opposites: ["ntp-service ipv6 server enable"],
  help: "Answer nobody who asks for the time over IPv6",
  form: Form.Switch,
  apply(_values, { isOn }, draft) {
    draft.isServerOff6 = isOn;
  },
});

export const INBOUND4 = setting({
  spellings: ["ntp-service inbound enable"],
  // Comware 7; Comware 5 and VRP.
  opposites: ["ntp-service inbound disable", "ntp-service in-interface disable"],
  help: "Take NTP packets in on this interface",
  view: View.Interface,
  form: Form.Switch,
  isOnInitially: both(true),
  apply(_values, { isOn, section }, draft) {
    if (!isOn) draft.deaf4.push(section);
  },
});

const INBOUND6 = setting({
  spellings: ["ntp-service ipv6 inbound enable"],
  opposites: ["ntp-service ipv6 inbound disable", "ntp-service ipv6 in-interface disable"],
  help: "Take NTP packets over IPv6 in on this interface",
  view: View.Interface,
  form: Form.Switch,
  isOnInitially: both(true),
  apply(_values, { isOn, section }, draft) {
    if (!isOn) draft.deaf6.push(section);
  },
});

export const NTP_SETTINGS: readonly Setting[] = Object.freeze([
  ENABLE,
  SERVER_OFF4,
  SERVER_OFF6,
  DSCP4,
  DSCP6,
  SOURCE4,
  SOURCE6,
  MAX_DISTANCE,
  REFCLOCK_MASTER,
  INBOUND4,
  INBOUND6,
]);
