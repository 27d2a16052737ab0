/** Surroundings in which the tests read commands. */
import { type Context, type InterfaceName } from "../../src/config/cursor.js";
import { Dialect } from "../../src/config/dialect.js";
import { SecretBox } from "../../src/runtime/secret-box.js";
import { Endpoint } from "../../src/wire/address.js";
import { PurePrimitives } from "../support/pure-primitives.js";

export const DIALECTS = [
  { dialect: Dialect.Comware, name: "comware" },
  { dialect: Dialect.Vrp, name: "vrp" },
];

export const INTERFACES: readonly InterfaceName[] = [
  { name: "Vlan-interface2", device: "eth0" },
  { name: "Vlan-interface3", device: "eth1", addresses: [linkLocal(7)] },
  { name: "GigabitEthernet1/0/1", device: "eth2" },
  { name: "lo", device: "lo" },
];

/** Declared before what is read: a text must declare its own. */
export const INSTANCES: readonly string[] = ["vpn1", "VPN-2"];

/** The device's, whose key is known to these tests alone. */
export const SECRETS = new SecretBox(() => new Uint8Array(32).fill(7), new PurePrimitives());

/** How many random lines each test tries: XS interprets, so fewer there. */
export const RANDOM_LINES = "process" in globalThis ? 10_000 : 500;

/** A board's: its servers' ports are those of the vendors. */
export function contextOf(dialect: Dialect): Context {
  return {
    dialect,
    interfaces: INTERFACES,
    takesAnyPort: false,
    instances: INSTANCES,
    secrets: SECRETS,
    keyIds: [],
    trapHosts: [],
    checksSecrets: false,
    forbidsWeakKeys: false,
    logHosts: [],
    keepsLocked: false,
  };
}

/** As a line would be split. */
export function wordsOf(line: string): string[] {
  return line.split(" ").filter(word => word !== "");
}

function linkLocal(zone: number): Endpoint {
  const endpoint = new Endpoint();
  endpoint.setIPv6(0xfe800000, 0, 0, 0x22, zone);
  return endpoint;
}
