/** The reference id that a source makes for those who follow it (RFC 5905 section 7.3). */
import { addressLength, Family, writeAddress, type Endpoint } from "../wire/address.js";
import { type Association } from "./association.js";
import { AssociationKind } from "./settings.js";

/** What the platform digests with. */
export interface Digest {
  /** MD5 of `bytes`, 16 octets that hold until it is asked again; no secret hangs on it. */
  md5(bytes: Uint8Array): Uint8Array;
}

/** A receiver's own name; else that of a server's address. */
export function refidOf({ address, refid, settings }: Association, digest: Digest): number {
  return settings!.kind === AssociationKind.ReferenceClock ? refid : addressRefid(address, digest);
}

/** An IPv4 address itself; of an IPv6 address the first four octets of its MD5. */
export function addressRefid(address: Endpoint, digest: Digest): number {
  if (address.family === Family.IPv4) return address.word3;
  const bytes = new Uint8Array(addressLength(address));
  writeAddress(address, bytes, 0);
  const hash = digest.md5(bytes);
  return ((hash[0] << 24) | (hash[1] << 16) | (hash[2] << 8) | hash[3]) >>> 0;
}
