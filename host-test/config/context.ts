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

/** The lock of a device whose key is `octet` throughout, or with what `fetchKey` answers. */
export function secretBox(
  octet: number,
  fetchKey = (): Uint8Array | string => new Uint8Array(32).fill(octet),
): SecretBox {
  let last = octet;
  return new SecretBox(fetchKey, new PurePrimitives(), { next: () => ++last });
}

/** The device's, whose key is known to these tests alone. */
export const SECRETS = secretBox(7);

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
    receivers: [],
    checksSecrets: false,
    forbidsWeakKeys: false,
    logHosts: [],
    password: "",
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
