/** What routers take behind commands that this device has, too, and it does not. */
import { begins, isCut, startOf } from "./cut-words.js";

interface Options {
  readonly head: string;
  /** None: whatever may follow. */
  readonly words: readonly string[];
}

/** What may follow, on routers, commands that are ours. */
const OPTIONS: readonly Options[] = Object.freeze([
  options("info-center loghost", "channel", "level", "local-time", "source-ip", "transport", "vpn-instance"),
  options("rule", "comment", "counting", "description", "fragment", "logging", "time-range", "vpn-instance"),
  options("snmp-agent target-host trap", "ext-vb", "private-netmanager", "v1", "v3", "vpn-instance"),
  options(
    "snmp-agent trap enable",
    "arp",
    "bfd",
    "bgp",
    "configuration",
    "isis",
    "ospf",
    "standard",
    "system",
  ),
  options("snmp-agent trap enable feature-name"),
]);

/** Whether the wrong word `at` is what a router takes behind a head. */
export function isForeignOption(words: readonly string[], at: number): boolean {
  const start = startOf(words);
  return OPTIONS.some(({ head, words: known }) => {
    const isBehind = at >= start + head.split(" ").length && begins(words, start, head);
    return isBehind && (known.length === 0 || known.some(each => isCut(words[at], each)));
  });
}

function options(head: string, ...words: string[]): Options {
  return Object.freeze({ head, words: Object.freeze(words) });
}
