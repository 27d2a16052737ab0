/** Keys on the bench of an engine: what others who know some of them send. */
import { PlatformCodes } from "../../src/core/codes.js";
import { KeyMode } from "../../src/core/key-mode.js";
import { KeyRing } from "../../src/core/key-ring.js";
import { type FullSettings, type KeySettings, type SharedKey } from "../../src/core/settings.js";
import { type Datagram } from "../../src/wire/datagram.js";
import { textOctets } from "./primitives-contract.js";
import { PurePrimitives } from "./pure-primitives.js";

/** An association's own key, another trusted one, one that is not trusted, and one that is not configured. */
export const OWN_KEY = 1;
export const OTHER_KEY = 2;
export const UNTRUSTED_KEY = 3;
export const UNKNOWN_KEY = 4;

/** What follows a packet's header. */
export const MACS = [
  "no MAC",
  "its MAC",
  "a wrong MAC",
  "an unknown key's",
  "an untrusted key's",
  "another trusted key's",
  "a crypto-NAK",
] as const;
export type MacKind = (typeof MACS)[number];

export function key(id: number, more: Partial<KeySettings & SharedKey> = {}): KeySettings & SharedKey {
  const secret = textOctets(`the secret of ${id}`);
  return { id, mode: KeyMode.HmacSha1, secret, isTrusted: true, acl4: undefined, acl6: undefined, ...more };
}

/** A node that authenticates, and knows the first three keys. */
export const KEYED: Partial<FullSettings> = {
  authenticates: true,
  keys: [key(OWN_KEY), key(OTHER_KEY), key(UNTRUSTED_KEY, { isTrusted: false })],
};

const ring = new KeyRing(new PlatformCodes(new PurePrimitives()));
ring.configure([OWN_KEY, OTHER_KEY, UNTRUSTED_KEY, UNKNOWN_KEY].map(id => key(id)));

/** Ends a packet with the MAC of a key. */
export function sealWith(datagram: Datagram, keyId: number): void {
  ring.mac(datagram, ring.find(keyId)!);
}

/** Ends a packet. */
export function endWith(datagram: Datagram, mac: MacKind): void {
  switch (mac) {
    case "no MAC":
      return;
    case "its MAC":
      return sealWith(datagram, OWN_KEY);
    case "a wrong MAC":
      sealWith(datagram, OWN_KEY);
      datagram.bytes[datagram.length - 1] ^= 1;
      return;
    case "an unknown key's":
      return sealWith(datagram, UNKNOWN_KEY);
    case "an untrusted key's":
      return sealWith(datagram, UNTRUSTED_KEY);
    case "another trusted key's":
      return sealWith(datagram, OTHER_KEY);
    case "a crypto-NAK":
      datagram.view.setUint32(datagram.length, 0);
      datagram.length += 4;
  }
}
