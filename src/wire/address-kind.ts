/** What kind of address an endpoint has: on it hangs who is asked, answered, believed. Allocates nothing. */
import { Family, type Endpoint } from "./address.js";

/** 0.0.0.0 or ::, "no address" (RFC 4291 section 2.5.2). */
export function isUnspecified(endpoint: Endpoint): boolean {
  return endpoint.word0 === 0 && endpoint.word1 === 0 && endpoint.word2 === 0 && endpoint.word3 === 0;
}

/** 127.0.0.0/8 or ::1 (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3). */
export function isLoopback(endpoint: Endpoint): boolean {
  if (endpoint.family === Family.IPv4) return endpoint.word3 >>> 24 === 127;
  return endpoint.word0 === 0 && endpoint.word1 === 0 && endpoint.word2 === 0 && endpoint.word3 === 1;
}

/** 224.0.0.0/4 or ff00::/8 (RFC 1112 section 4, RFC 4291 section 2.7). */
export function isMulticast(endpoint: Endpoint): boolean {
  return endpoint.family === Family.IPv4 ? endpoint.word3 >>> 28 === 0xe : endpoint.word0 >>> 24 === 0xff;
}

/** 255.255.255.255; a network's own broadcast address is known to its interface alone. */
export function isBroadcast(endpoint: Endpoint): boolean {
  return endpoint.family === Family.IPv4 && endpoint.word3 === 0xffff_ffff;
}

/**
 * Means one host or group on one link alone, so that IPv6 needs a zone with it: 169.254.0.0/16,
 * fe80::/10, and groups of scope 1 and 2 (RFC 3927 section 2.1, RFC 4291 sections 2.5.6 and 2.7).
 */
export function isLinkLocal(endpoint: Endpoint): boolean {
  if (endpoint.family === Family.IPv4) return endpoint.word3 >>> 16 === 0xa9fe;
  const scope = (endpoint.word0 >>> 16) & 0xf;
  return isMulticast(endpoint) ? scope === 1 || scope === 2 : endpoint.word0 >>> 22 === 0x3fa;
}

/** May be one host's: no group, no reference clock, and not nobody's. */
export function isHost(endpoint: Endpoint): boolean {
  return !(
    isUnspecified(endpoint) ||
    isMulticast(endpoint) ||
    isBroadcast(endpoint) ||
    isReferenceClock(endpoint)
  );
}

/** 127.127.t.u: not a host but the reference clock of type t and unit u. */
export function isReferenceClock(endpoint: Endpoint): boolean {
  return endpoint.family === Family.IPv4 && endpoint.word3 >>> 16 === 0x7f7f;
}
