/** The keys of the nodes that attacks are tried on, of their servers, and of others. */
import { PlatformCodes } from "../../src/core/codes.js";
import { KeyMode } from "../../src/core/key-mode.js";
import { KeyRing } from "../../src/core/key-ring.js";
import { type KeySettings, type SharedKey } from "../../src/core/settings.js";
import { type Datagram } from "../../src/wire/datagram.js";
import { PurePrimitives } from "../support/pure-primitives.js";

/** Whose: the server's; another server's, which is trusted as well; one that is not trusted; one we have not. */
export const SERVERS = 1;
export const ANOTHERS = 2;
export const UNTRUSTED = 3;
export const UNKNOWN = 4;

/** What a node has. */
export const KEYS: readonly (KeySettings & SharedKey)[] = [
  key(SERVERS, true),
  key(ANOTHERS, true),
  key(UNTRUSTED, false),
];

const ring = new KeyRing(new PlatformCodes(new PurePrimitives()));
ring.configure([...KEYS, key(UNKNOWN, false)]);

/** Ends the datagram with the MAC that a key makes of it. */
export function sign(datagram: Datagram, keyId: number): void {
  ring.mac(datagram, ring.find(keyId)!);
}

function key(id: number, isTrusted: boolean): KeySettings & SharedKey {
  const secret = new Uint8Array(20).fill(id);
  return { id, mode: KeyMode.HmacSha256, secret, isTrusted, acl4: undefined, acl6: undefined };
}
