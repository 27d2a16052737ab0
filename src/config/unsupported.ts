/**
 * Commands of routers that are known here and not supported: not yet, or not by a device that keeps time and
 * neither routes nor switches. They are not offered; whoever types one, or brings a router's configuration,
 * is told so instead of being taken for a mistyper.
 */
import { isCut } from "./cut-words.js";
import { foreignView } from "./foreign-views.js";
import { Fault, Mistake } from "./reading.js";

/** How commands begin that are to come. */
const LATER: readonly string[] = Object.freeze([
  "clock datetime",
  "clock daylight-saving-time",
  "clock summer-time",
  "display snmp-agent",
]);

/** How commands begin of what is left to the host, or is none of this device's business. */
const ELSEWHERE: readonly string[] = Object.freeze([
  "aaa",
  "arp",
  "bfd",
  "bgp",
  "description",
  "dhcp",
  "display arp",
  "display igmp",
  "display igmp-snooping",
  "display ip",
  "display ip routing-table",
  "display ip vpn-instance",
  "display ipv6",
  "display lldp",
  "display mac-address",
  "display mld",
  "display mld-snooping",
  "display multicast",
  "display ospf",
  "display pim",
  "display vlan",
  "dns",
  "igmp",
  "igmp-snooping",
  "ip address",
  "ip route-static",
  "ipv4-family",
  "ipv6 address",
  "ipv6 enable",
  "ipv6 multicast",
  "ipv6 pim",
  "ipv6 route-static",
  "isis",
  "lldp",
  "mld",
  "mld-snooping",
  "mpls",
  "multicast",
  "nat",
  "ospf",
  "ospfv3",
  "pim",
  "ping",
  "port",
  "ptp",
  "qos",
  "rip",
  "route-distinguisher",
  "shutdown",
  "sntp",
  "ssh",
  "stp",
  "tracert",
  "vlan",
  "vpn-target",
  "vrrp",
]);

/**
 * `mistake`, or that what `words` begin is not supported. `inside`: the head of the view where they stand, as
 * in `foreign-views.ts`.
 */
export function orUnsupported(mistake: Mistake, words: readonly string[], inside = ""): Mistake {
  if (mistake.fault === Fault.Ambiguous || mistake.at >= words.length) return mistake;
  if (foreignView(words, inside)) {
    const advice = mistake.fault === Fault.WrongParameter ? mistake.advice : "";
    return new Mistake(mistake.at, Fault.NotHere, advice);
  }
  if (beginsOneOf(LATER, words, mistake.at)) return new Mistake(mistake.at, Fault.NotYet, "");
  if (beginsOneOf(ELSEWHERE, words, mistake.at)) return new Mistake(mistake.at, Fault.NotHere, "");
  return mistake;
}

/** Whether the wrong word `at` is one of a head's own. */
function beginsOneOf(heads: readonly string[], words: readonly string[], at: number): boolean {
  const start = words[0].toLowerCase() === "undo" ? 1 : 0;
  return heads.some(head => begins(words, start, head) && at < start + head.split(" ").length);
}

function begins(words: readonly string[], start: number, head: string): boolean {
  return head.split(" ").every((word, i) => start + i < words.length && isCut(words[start + i], word));
}
