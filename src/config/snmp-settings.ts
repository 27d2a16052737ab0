/** Where SNMP notifications go. A community name is a secret: an entry holds its cipher text alone. */
import { SNMP_TRAP_PORT } from "../wire/snmp.js";
import { type Context } from "./cursor.js";
import { both } from "./dialect.js";
import { FLAG, integer } from "./kinds.js";
import { lockedText } from "./key-secret.js";
import { secretOctets } from "./secret-text.js";
import { Locked, type Secrets } from "./secrets.js";
import { Form, setting, type Setting } from "./setting.js";
import { MOST_COMMUNITY, SECURITY_NAME, TARGET_HOST } from "./snmp-kinds.js";
import { need, type Objection, option, param, required, type Values } from "./syntax.js";

/** As many hosts as there may be. */
const MOST_TRAP_HOSTS = 8;

const HOST = param("host", TARGET_HOST, "Address of a host that takes notifications");
const UDP_PORT = option("udp-port", integer(1, 65_535), "Its UDP port", both(SNMP_TRAP_PORT));
const COMMUNITY = required("params securityname", SECURITY_NAME, "Community name, a secret");
const V2C = option("v2c", FLAG, "By SNMPv2c, the only version there is");

export const TARGET = setting({
  spellings: [
    "snmp-agent target-host trap address udp-domain",
    "snmp-agent target-host trap address udp-domain",
    "snmp-agent target-host trap address udp-domain ipv6",
  ],
  help: "Send notifications to a host",
  form: Form.Several,
  keys: [HOST, UDP_PORT],
  params: [HOST, UDP_PORT, COMMUNITY],
  options: [V2C],
  secret: COMMUNITY,
  check: checkTarget,
  settle: sealCommunity,
  apply(values, { dialect, secrets }, draft) {
    const community = openedCommunity(values, secrets);
    if (!(community instanceof Uint8Array)) return;
    const host = need(values, HOST, dialect);
    draft.reports.trapHosts.push({ host, port: need(values, UDP_PORT, dialect), community });
  },
});

const TRAPS = setting({
  spellings: [
    "snmp-agent trap enable ntp",
    "snmp-agent trap enable ntp",
    "snmp-agent trap enable",
    "snmp-agent trap enable feature-name ntp",
  ],
  help: "Notify the hosts that are configured",
  form: Form.Switch,
  isOnInitially: both(true),
  apply(_values, { isOn }, draft) {
    draft.reports.traps = isOn;
  },
});

const INTERVAL = param("seconds", integer(0, 86_400), "s: how often; 0: never", both(0));

const HEARTBEAT = setting({
  spellings: ["ntp-service heartbeat-interval"],
  help: "Notify the hosts now and then that this node is alive",
  form: Form.Scalar,
  params: [INTERVAL],
  apply(values, { dialect }, draft) {
    draft.reports.heartbeatSec = need(values, INTERVAL, dialect);
  },
});

export const SNMP_SETTINGS: readonly Setting[] = Object.freeze([TRAPS, HEARTBEAT, TARGET]);

/** The host of an entry of `TARGET`: "192.0.2.9", or "192.0.2.9 udp-port 10162" at a port of its own. */
export function trapHostOf(values: Values): string {
  const port = values[UDP_PORT.name];
  return port === undefined ? addressOf(values) : `${addressOf(values)} ${UDP_PORT.name} ${String(port)}`;
}

/** The community name of an entry of `TARGET`, or why there is none. */
export function openedCommunity(values: Values, secrets: Secrets | undefined): Uint8Array | Locked {
  return secrets?.open(cipherText(values), useOf(values)) ?? Locked.Foreign;
}

/** What is kept of a community name, or why it cannot be; no reason repeats it. */
function kept(values: Values, { keepsLocked, secrets }: Context): { text: string } | { why: string } {
  if (!secrets) return { why: "this device cannot keep secrets" };
  const [form, ...rest] = (values[COMMUNITY.name] as string).split(" ");
  const name = rest[0] ?? form;
  const opened = form === "simple" ? Locked.NoCipherText : secrets.open(name, useOf(values));
  if (opened instanceof Uint8Array) return { text: name };
  if (opened !== Locked.NoCipherText)
    return keepsLocked ? { text: name } : { why: `this cipher text is ${lockedText(opened)}` };
  return sealed(name, values, secrets);
}

function sealed(name: string, values: Values, secrets: Secrets): { text: string } | { why: string } {
  const octets = secretOctets(name);
  if (typeof octets === "string") return { why: octets };
  if (octets.length > MOST_COMMUNITY)
    return { why: `a community name has ${MOST_COMMUNITY} characters at most` };
  if (secrets.trouble !== "") return { why: `this device cannot keep secrets: ${secrets.trouble}` };
  return { text: secrets.seal(octets, useOf(values)) };
}

function checkTarget(values: Values, context: Context): Objection | undefined {
  const { trapHosts } = context;
  if (trapHosts.length >= MOST_TRAP_HOSTS && !trapHosts.includes(trapHostOf(values)))
    return { param: HOST, why: `there are ${MOST_TRAP_HOSTS} hosts, which is all that there may be` };
  const result = kept(values, context);
  return "why" in result ? { param: COMMUNITY, why: result.why } : undefined;
}

/** What is undone may lack its community name. */
function sealCommunity(values: Values, context: Context): Values {
  if (values[COMMUNITY.name] === undefined) return values;
  const result = kept(values, context);
  return "why" in result ? values : { ...values, [COMMUNITY.name]: `cipher ${result.text}` };
}

function cipherText(values: Values): string {
  return (values[COMMUNITY.name] as string).slice("cipher ".length);
}

/** A cipher text is good for the host that it was made for, at whichever port. */
function useOf(values: Values): string {
  return `snmp ${addressOf(values)}`;
}

function addressOf(values: Values): string {
  return values[HOST.name] as string;
}
