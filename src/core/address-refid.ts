/** The reference id that a server's address makes for those who follow it (RFC 5905 section 7.3). */
import { addressLength, Family, writeAddress, type Endpoint } from "../wire/address.js";

/** What the platform digests with. */
export interface Digest {
  /** MD5 of `bytes`, 16 octets that hold until it is asked again; no secret hangs on it. */
  md5(bytes: Uint8Array): Uint8Array;
}

/** An IPv4 address itself; of an IPv6 address the first four octets of its MD5. */
export function addressRefid(address: Endpoint, digest: Digest): number {
  if (address.family === Family.IPv4) return address.word3;
  const bytes = new Uint8Array(addressLength(address));
  writeAddress(address, bytes, 0);
  const hash = digest.md5(bytes);
  return ((hash[0] << 24) | (hash[1] << 16) | (hash[2] << 8) | hash[3]) >>> 0;
}
