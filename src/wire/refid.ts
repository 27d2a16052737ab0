/**
 * Reference ids: four octets that say what a server follows (RFC 5905 section 7.3), carried as one
 * unsigned number, the first octet the most significant. From stratum 2 on it is the source's IPv4
 * address or the first four octets of the MD5 of its IPv6 address; at stratum 1 it names a clock; at
 * stratum 0 it is a kiss code.
 */
import { SECOND, type Q32 } from "../time/fixed.js";
import { formatQuad } from "./address-text.js";

const OCTETS = 4;
const PRINTABLE_FIRST = 0x21;
const PRINTABLE_LAST = 0x7e;

/** Up to four ASCII characters, left-justified and filled up with zeros; what does not fit is left out. */
export function refidFromText(text: string): number {
  let refid = 0;
  for (let i = 0; i < OCTETS; i++) refid = refid * 256 + (i < text.length ? text.charCodeAt(i) & 0xff : 0);
  return refid;
}

/** The printable characters of a clock's name or kiss code up to the first zero, "." for any other. */
export function refidToText(refid: number): string {
  let text = "";
  for (let shift = 24; shift >= 0; shift -= 8) {
    const octet = (refid >>> shift) & 0xff;
    if (octet === 0) break;
    text += octet >= PRINTABLE_FIRST && octet <= PRINTABLE_LAST ? String.fromCharCode(octet) : ".";
  }
  return text;
}

/** The first octet of a smear's reference id, and what one unit of the other three is worth: 2^-22 s. */
const SMEAR = 0xfe00_0000;
const SMEAR_UNIT: Q32 = SECOND / 0x40_0000;

/**
 * The reference id of a server that smears a leap second, by as much as ntpd says it: 254, then `offset` as a
 * signed number of 24 bits. `offset`: how far the time served is ahead of UTC, less than 2 s.
 */
export function smearRefid(offset: Q32): number {
  return (SMEAR | (Math.round(offset / SMEAR_UNIT) & 0x00ff_ffff)) >>> 0;
}

/** As an operator reads it beside `stratum`: characters for 0 and 1, dotted octets from 2 on. */
export function formatRefid(refid: number, stratum: number): string {
  return stratum <= 1 ? refidToText(refid) : formatQuad(refid);
}
