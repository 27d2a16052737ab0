/** What a person would put where the pages' syntax has a name for a value. */
import { commandsOf } from "./template.js";

/** Of what stands before it hangs what is wanted. */
type Value = string | ((before: string) => string);

const ADDRESS4: Value = before => {
  if (/(?:multi|many)cast-/.test(before)) return "224.0.1.2";
  return before.includes("refclock-master") ? "127.127.1.1" : "192.0.2.1";
};
const ADDRESS6: Value = before => (/(?:multi|many)cast-/.test(before) ? "ff24::2" : "2001:db8::1");

/** AES's secrets are as long as its keys. */
const SECRET: Value = before => {
  const [, bits] = /aes-(\d+)/.exec(before) ?? [];
  return "Aa1+Bb2-Cc3=Dd4.".repeat(2).slice(0, bits === undefined ? 12 : Number(bits) / 8);
};

/** None is what would hold anyway: that would not be shown. */
const VALUES: Readonly<Record<string, Value>> = {
  "dscp-value": "46",
  "interface-name": "Vlan-interface2",
  "interface-number": "2",
  "interface-type": "vlan-interface",
  "ip-address": ADDRESS4,
  "ipv4-acl-number": "2000",
  "ipv4-address": "1.0.1.12",
  "ipv6-acl-number": "2001",
  "ipv6-address": ADDRESS6,
  "ipv6-multicast-address": "ff24::2",
  "key-Id": "1",
  "key-id": "1",
  "log-threshold": "200",
  "max-number": "11",
  "maxpoll-interval": "11",
  "min-number": "5",
  "minpoll-interval": "5",
  "peer-name": "peer.example",
  "port-number": "1234",
  "server-name": "time.example",
  "trap-threshold": "300",
  "ttl-number": "8",
  "vpn-instance-name": "vpn1",
  ipv6Addr: ADDRESS6,
  keyid: "1",
  number: before => (before.endsWith("version") ? "2" : "50"),
  password: SECRET,
  portNumber: "1234",
  string: SECRET,
  stratum: "3",
  vpnName: "vpn1",
};

/** The lines that `syntax` of a page stands for, with values. */
export function filledCommands(syntax: string): string[] {
  return commandsOf(syntax).map(filled);
}

function filled(command: string): string {
  const words: string[] = [];
  for (const word of command.split(" ")) {
    const value = VALUES[word] ?? word;
    words.push(typeof value === "string" ? value : value(words.join(" ")));
  }
  return words.join(" ");
}
