import { SECRETS } from "./context.js";
/** Values worth trying for each kind: both ends of a range, each choice, every way to name a thing. */
import { SECURITY_NAME, TARGET_HOST } from "../../src/config/snmp-kinds.js";
import {
  INTERFACE,
  LOCAL_CLOCK_ADDRESS,
  PEER4,
  PEER6,
  SERVER4,
  SERVER6,
  SOURCE,
} from "../../src/config/address-kinds.js";
import { ANY, SOURCE4, SOURCE6 } from "../../src/config/acl-kinds.js";
import { type Context } from "../../src/config/cursor.js";
import { Dialect } from "../../src/config/dialect.js";
import { DATE_OF_YEAR, TIME_OF_DAY } from "../../src/config/clock-kinds.js";
import { LAST_DAY } from "../../src/config/leap-settings.js";
import { CLOCK, FLAG, type Kind, PORT, type Value } from "../../src/config/kinds.js";
import { GROUP4, GROUP6 } from "../../src/config/groups.js";
import { INSTANCE } from "../../src/config/instance-kinds.js";
import { KEY, typedKey } from "../../src/config/key-settings.js";
import { keptSecret, SecretForm } from "../../src/config/key-secret.js";
import { type Setting } from "../../src/config/setting.js";
import { HOST_ADDRESS4, HOST_ADDRESS6 } from "../../src/config/host-address.js";
import { PASSWORD } from "../../src/config/vty-settings.js";
import { type Values } from "../../src/config/syntax.js";
import { contextOf, INSTANCES, INTERFACES } from "./context.js";

const OF_KIND = new Map<Kind<Value>, readonly Value[]>([
  [FLAG, [true]],
  [PORT, [123, 1025, 65_535]],
  [CLOCK, [0, 60, 8 * 3600, 5 * 3600 + 30 * 60 + 59, 86_399]],
  [TIME_OF_DAY, [0, 10 * 3600 + 30 * 60 + 59, 86_399]],
  [DATE_OF_YEAR, [4_004_208_000, 4_007_750_400, 4_296_931_200]],
  [LAST_DAY, [3_692_217_600, 4_007_750_400, 4_296_931_200]],
  [SERVER4, ["192.0.2.1", "127.0.0.1", "a", "ntp-1.example.org", "x".repeat(253)]],
  [SERVER6, ["3000::34", "::1", "fe80::1%2", "ntp.example.org"]],
  [PEER4, ["192.0.2.1", "a"]],
  [PEER6, ["3000::34", "fe80::1%2", "ntp.example.org"]],
  [GROUP4, ["224.0.1.1", "239.255.255.255"]],
  [GROUP6, ["ff0e::101", "ff24::1", "ff02::101"]],
  [HOST_ADDRESS4, ["192.0.2.9", "127.0.0.1"]],
  [HOST_ADDRESS6, ["2001:db8::9", "fe80::1%2"]],
  [INSTANCE, INSTANCES],
  [INTERFACE, INTERFACES.map(({ name }) => name)],
  [SOURCE, [...INTERFACES.map(({ name }) => name), "192.0.2.7"]],
  [SOURCE4, ["192.0.2.0 0.0.0.255", "192.0.2.1 0", "0.0.0.1 255.255.255.254", ANY]],
  [SOURCE6, ["2001:db8::/32", "2001:db8::1/128", "::/0", ANY]],
  [LOCAL_CLOCK_ADDRESS, [0, 1, 2, 3]],
  [TARGET_HOST, ["192.0.2.9"]],
  [
    SECURITY_NAME,
    ["public", "other"].map(name => `cipher ${SECRETS.seal(octetsOf(name), "snmp 192.0.2.9")}`),
  ],
]);

function octetsOf(text: string): Uint8Array {
  return Uint8Array.from(text, character => character.charCodeAt(0));
}

/** A kind that is in no list, and whose hint does not tell, is an error: a new kind needs its samples. */
export function samplesOf(kind: Kind<Value>, context: Context): readonly Value[] {
  const listed = OF_KIND.get(kind);
  if (listed) return listed;
  if (kind.offers(context).length > 0) return kind.offers(context);
  const [, what, least, most] = /^(INTEGER|STRING|TEXT)<(\d+)-(\d+)>$/.exec(kind.hint(context)) ?? [];
  if (what === "INTEGER") return [Number(least), Number(most)];
  if (what === "STRING" || what === "TEXT") return ["a", "ü", "b".repeat(Number(most))];
  throw new Error(`no samples of ${kind.hint(context)}`);
}

/** `values`, with the secret of a key locked as its other values demand. */
export function fitting(row: Setting, values: Values): Values {
  if (row === PASSWORD && values.password !== undefined)
    return { form: "hash", password: `$xsp1$2000$${"0".repeat(32)}$${"0".repeat(64)}` };
  if (row !== KEY || values["authentication-mode"] === undefined) return values;
  const key = typedKey(values);
  const text = "x".repeat(key.modeName === "aes-256-cmac" ? 32 : 16);
  const kept = keptSecret({ ...key, form: SecretForm.Simple, text }, contextOf(Dialect.Comware));
  if ("why" in kept) throw new Error(kept.why);
  return { ...values, form: "cipher", secret: kept.cipherText };
}
