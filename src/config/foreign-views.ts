/**
 * Views of routers that this device does not have: which refused lines lead into one, and what its prompt
 * says. Whoever pastes a router's configuration has each line in there refused, and leaves it by its `quit`.
 */
import { isCut } from "./cut-words.js";
import { viewOf } from "./sections.js";
import { View } from "./setting.js";

export interface ForeignView {
  /** The head of the view that it stands inside; empty: the system view. */
  readonly inside: string;
  /** The words that lead to it, less what it is called. */
  readonly head: string;
  /** What the prompt says of it. */
  readonly prompt: string;
}

interface Row extends ForeignView {
  readonly rest: () => RegExp;
  /** "$1" is what `rest` finds first, or "1" where that is empty; empty: it leads nowhere. */
  readonly prompt: string;
}

/** The heads of views that this device has, as far as they matter. */
const INSTANCE_HEAD = "ip vpn-instance";
const INTERFACE_HEAD = "interface";
const SYSTEM_HEAD = "";

const NOTHING = (): RegExp => /^$/;
const NAME = (): RegExp => /^(\S+)$/;
const ANYTHING = (): RegExp => /^(\S+)/;
const OF_INSTANCE = (): RegExp => /^(?:vpn-instance \S+)?$/;
/** An access list's name, before or behind its kind. */
const LIST_NAME = (): RegExp => /^(?:(?:basic|advanced?|mac|user-defined) )?name (\S+)/;
/** Lines of which this device has not all, or more. */
const VTY_RANGE = (): RegExp => /^vty (\d+(?: \d+)?)$/;
const PROCESS = (): RegExp => /^(\d*)(?: (?:router-id|vpn-instance) .*)?$/;

const ROWS: readonly Row[] = Object.freeze([
  row("", "aaa", NOTHING, "aaa"),
  row("", "acl", () => /^(?:number |advanced )?(3\d{3})(?: |$)/, "acl-adv-$1"),
  row("", "acl", () => /^(?:number |basic )?(2\d{3}) (?:name|match-order) /, "acl-basic-$1"),
  row("", "acl", LIST_NAME, "acl-$1"),
  row("", "acl", () => /^(?:number |mac )?(4\d{3})(?: |$)/, "acl-mac-$1"),
  row("", "acl ipv6", () => /^(?:number |advanced )?(3\d{3})(?: |$)/, "acl6-adv-$1"),
  row("", "acl ipv6", () => /^(?:number |basic )?(2\d{3}) (?:name|match-order) /, "acl6-basic-$1"),
  row("", "acl ipv6", LIST_NAME, "acl6-$1"),
  row("", "bfd", NOTHING, "bfd"),
  row("", "bgp", () => /^\S+ instance (\S+)$/, "bgp-$1"),
  row("", "bgp", NAME, "bgp"),
  row("", "bridge-domain", NAME, "bd$1"),
  row("", "dhcp server ip-pool", ANYTHING, "dhcp-pool-$1"),
  row("", "domain", NAME, "isp-$1"),
  row("", "hwtacacs scheme", NAME, "hwtacacs-$1"),
  row("", "hwtacacs-server template", NAME, "hwtacacs-$1"),
  row("", "igmp", OF_INSTANCE, "igmp"),
  row("", "igmp-snooping", NOTHING, "igmp-snooping"),
  row("", "ip pool", ANYTHING, "ip-pool-$1"),
  row("", "ipv6 multicast routing", OF_INSTANCE, "mrib6"),
  row("", "ipv6 pim", OF_INSTANCE, "pim6"),
  row("", "isis", PROCESS, "isis-$1"),
  row("", "line", () => /^((?:aux|con|console|tty) ?\d+|class \S+)/, "line-$1"),
  row("", "line", VTY_RANGE, "line-vty$1"),
  row("", "local-user", ANYTHING, "luser-$1"),
  row("", "mld", OF_INSTANCE, "mld"),
  row("", "mld-snooping", NOTHING, "mld-snooping"),
  row("", "mpls", NOTHING, "mpls"),
  row("", "mpls ldp", OF_INSTANCE, "mpls-ldp"),
  row("", "multicast routing", OF_INSTANCE, "mrib"),
  row("", "nqa entry", () => /^(\S+ \S+)$/, "nqa-$1"),
  row("", "nqa test-instance", () => /^(\S+ \S+)$/, "nqa-$1"),
  row("", "ospf", PROCESS, "ospf-$1"),
  row("", "ospfv3", PROCESS, "ospfv3-$1"),
  row("", "pim", OF_INSTANCE, "pim"),
  row("", "policy-based-route", () => /^(\S+)(?: permit| deny)? node \d+$/, "pbr-$1"),
  row("", "qos policy", ANYTHING, "qospolicy-$1"),
  row("", "radius scheme", NAME, "radius-$1"),
  row("", "radius-server group", NAME, "radius-$1"),
  row("", "radius-server template", NAME, "radius-$1"),
  row("", "rip", PROCESS, "rip-$1"),
  row("", "ripng", PROCESS, "ripng-$1"),
  row("", "role name", NAME, "role-$1"),
  row("", "route-policy", ANYTHING, "route-policy"),
  row("", "stp region-configuration", NOTHING, "mst-region"),
  row("", "traffic behavior", ANYTHING, "behavior-$1"),
  row("", "traffic classifier", ANYTHING, "classifier-$1"),
  row("", "traffic policy", ANYTHING, "trafficpolicy-$1"),
  row("", "user-group", NAME, "ugroup-$1"),
  row("", "user-interface", VTY_RANGE, "ui-vty$1"),
  row("", "user-interface", () => /^((?:aux|con|console|tty) ?\d+)/, "ui-$1"),
  row("", "vlan", () => /^(\d+)$/, "vlan$1"),
  row("aaa", "accounting-scheme", NAME, "accounting-$1"),
  row("aaa", "authentication-scheme", NAME, "authen-$1"),
  row("aaa", "authorization-scheme", NAME, "author-$1"),
  row("aaa", "domain", NAME, "domain-$1"),
  row("aaa", "local-user", ANYTHING, ""),
  row("bgp", "address-family", ANYTHING, "$1"),
  row("bgp", "ip vpn-instance", NAME, "$1"),
  row("bgp", "ipv4-family", () => /^(?:unicast|vpn-instance )?(\S*)/, "af-ipv4"),
  row("bgp", "ipv6-family", () => /^(?:unicast|vpn-instance )?(\S*)/, "af-ipv6"),
  row(INSTANCE_HEAD, "address-family", ANYTHING, "$1"),
  row(INSTANCE_HEAD, "ipv4-family", () => /^(?:unicast)?$/, "af-ipv4"),
  row(INSTANCE_HEAD, "ipv6-family", () => /^(?:unicast)?$/, "af-ipv6"),
  row("ospf", "area", () => /^(\d{1,2})$/, "area-0.0.0.$1"),
  row("ospf", "area", NAME, "area-$1"),
  row("ospfv3", "area", () => /^(\d{1,2})$/, "area-0.0.0.$1"),
  row("ospfv3", "area", NAME, "area-$1"),
]);

/** What a wrong line would have led to: what belongs there is left out with it. */
export const LOST_VIEW: ForeignView = Object.freeze({ inside: "", head: "", prompt: "" });

/** `insides` of `foreignView` in `section`, as in `sections.ts`. */
export function headsOf(section: string): readonly string[] {
  switch (viewOf(section)) {
    case View.Instance:
      return [INSTANCE_HEAD, SYSTEM_HEAD];
    case View.Interface:
      return [INTERFACE_HEAD, SYSTEM_HEAD];
    default:
      return [SYSTEM_HEAD];
  }
}

/**
 * The view that `words` lead to on a router; undefined: to none. `insides`: the heads of the views where they
 * stand, each within the next; the last is the system view's.
 */
export function foreignView(words: readonly string[], insides: readonly string[]): ForeignView | undefined {
  for (const inside of insides) {
    const view = viewWithin(inside, words, insides[0]);
    if (view) return view.prompt === "" ? undefined : view;
  }
  return undefined;
}

function viewWithin(outer: string, words: readonly string[], innermost: string): ForeignView | undefined {
  for (const { inside, head, rest, prompt } of ROWS) {
    const heads = head.split(" ");
    if (inside !== outer || !heads.every((each, i) => i < words.length && isCut(words[i], each))) continue;
    const found = rest().exec(words.slice(heads.length).join(" "));
    // On an interface, these words alone switch something on.
    const isSwitch = innermost === INTERFACE_HEAD && words.length === heads.length;
    if (!found || isSwitch) continue;
    return { inside, head, prompt: prompt.replace("$1", (found[1] || "1").replace(" ", "-")) };
  }
  return undefined;
}

function row(inside: string, head: string, rest: () => RegExp, prompt: string): Row {
  return Object.freeze({ inside, head, rest, prompt });
}
