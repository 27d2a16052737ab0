/** Keys that our node and the real programs share, and each one's way to write them down. */
import { type Host } from "./lab.js";

export interface SharedKey {
  readonly id: number;
  /** Our `authentication-mode`. */
  readonly mode: string;
  readonly chronyd: string;
  /** NTPsec's name, where it knows the kind. */
  readonly ntpsec?: string;
  /** In hexadecimal. */
  readonly secret: string;
  /** Octets of the digest that version 4 carries, and version 3. */
  readonly digest: Readonly<Record<3 | 4, number>>;
}

export const KEYS: readonly SharedKey[] = [
  { id: 1, mode: "md5", chronyd: "MD5", ntpsec: "MD5", secret: hex(16), digest: { 4: 16, 3: 16 } },
  { id: 2, mode: "sha1", chronyd: "SHA1", ntpsec: "SHA1", secret: hex(20), digest: { 4: 20, 3: 20 } },
  { id: 3, mode: "sha256", chronyd: "SHA256", secret: hex(32), digest: { 4: 20, 3: 32 } },
  { id: 4, mode: "sha384", chronyd: "SHA384", secret: hex(48), digest: { 4: 20, 3: 48 } },
  { id: 5, mode: "sha512", chronyd: "SHA512", secret: hex(64), digest: { 4: 20, 3: 64 } },
  {
    id: 6,
    mode: "aes-128-cmac",
    chronyd: "AES128",
    ntpsec: "AES-128",
    secret: hex(16),
    digest: { 4: 16, 3: 16 },
  },
  { id: 7, mode: "aes-256-cmac", chronyd: "AES256", secret: hex(32), digest: { 4: 16, 3: 16 } },
];

/** Octets that are no text, so that each side has to take them as they are written. */
function hex(octets: number, first = 0x91): string {
  return Array.from({ length: octets }, (_, i) =>
    ((first + 7 * i) & 0xff).toString(16).padStart(2, "0"),
  ).join("");
}

/** As long as that of `key`, and another. */
export function otherSecret({ secret }: SharedKey): string {
  return hex(secret.length / 2, 0x42);
}

export function configured({ id, mode, secret }: SharedKey, isTrusted = true): string[] {
  const lines = [`ntp-service authentication-keyid ${id} authentication-mode ${mode} simple hex:${secret}`];
  return isTrusted ? [...lines, `ntp-service reliable authentication-keyid ${id}`] : lines;
}

/** Chronyd's directive for a file of these. */
export function chronydKeys(host: Host, keys: readonly SharedKey[] = KEYS): string {
  const lines = keys.map(key => `${key.id} ${key.chronyd} HEX:${key.secret}\n`);
  return `keyfile ${host.file("chrony.keys", lines.join(""))}`;
}

/** A file of those of these that NTPsec knows. */
export function ntpsecKeys(host: Host, keys: readonly SharedKey[] = KEYS): string {
  const lines = keys.flatMap(key => (key.ntpsec ? [`${key.id} ${key.ntpsec} ${key.secret}\n`] : []));
  return host.file("ntp.keys", lines.join(""));
}
