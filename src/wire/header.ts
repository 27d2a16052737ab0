/**
 * The NTP header of versions 1 to 4, read and written where it lies (RFC 5905 section 7.3 and figure 8;
 * RFC 1059, RFC 1119 and RFC 1305 have the same fields at the same places).
 *
 * Whoever calls has made sure of one thing: the datagram holds at least `HEADER_LENGTH` octets. Allocates
 * nothing.
 */
import { clamp, SECOND, type Q32 } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";
import { type Datagram } from "./datagram.js";

export const HEADER_LENGTH = 48;

/** Versions 1 to 4 share one header; 0 was before it. */
export const MAX_VERSION = 4;

/** The UDP port that everyone knows. */
export const NTP_PORT = 123;

const LEAP_VERSION_MODE = 0;
const STRATUM = 1;
const POLL = 2;
const PRECISION = 3;
const ROOT_DELAY = 4;
const ROOT_DISPERSION = 8;
const REFERENCE_ID = 12;
export const REFERENCE_TIMESTAMP = 16;
export const ORIGIN_TIMESTAMP = 24;
export const RECEIVE_TIMESTAMP = 32;
export const TRANSMIT_TIMESTAMP = 40;

/** The offset of one of the header's four timestamps. */
export type TimestampField =
  typeof REFERENCE_TIMESTAMP | typeof ORIGIN_TIMESTAMP | typeof RECEIVE_TIMESTAMP | typeof TRANSMIT_TIMESTAMP;

/** RFC 5905 figure 10. */
export const enum Mode {
  /** Version 1 has no mode field: RFC 1059 leaves its bits zero. */
  Unspecified = 0,
  SymmetricActive = 1,
  SymmetricPassive = 2,
  Client = 3,
  Server = 4,
  Broadcast = 5,
  Control = 6,
  Private = 7,
}

/** RFC 5905 MAXSTRAT: not synchronized (figure 11). */
const MAXSTRAT = 16;

/** One unit of the NTP short format, 2^-16 s, as a duration. */
const SHORT_UNIT: Q32 = 0x1_0000;
const SHORT_MOST = 0xffff_ffff;

/** Makes the datagram a header alone, of zeros. */
export function clearHeader(datagram: Datagram): void {
  datagram.bytes.fill(0, 0, HEADER_LENGTH);
  datagram.length = HEADER_LENGTH;
}

/** The leap indicator, 0 to 3. */
export function leapOf(datagram: Datagram): number {
  return datagram.bytes[LEAP_VERSION_MODE] >>> 6;
}

/** The version number, 0 to 7, whether or not there is such a version. */
export function versionOf(datagram: Datagram): number {
  return (datagram.bytes[LEAP_VERSION_MODE] >>> 3) & 7;
}

/** The mode; every value of the three bits has its name. */
export function modeOf(datagram: Datagram): Mode {
  return datagram.bytes[LEAP_VERSION_MODE] & 7;
}

/** Writes the first octet: leap indicator 0 to 3, version 0 to 7, mode. */
export function setFirst(datagram: Datagram, leap: number, version: number, mode: Mode): void {
  datagram.bytes[LEAP_VERSION_MODE] = (leap << 6) | (version << 3) | mode;
}

/** The stratum as it travels: 0 is a kiss-o'-death, or a source that is not synchronized. */
export function stratumOf(datagram: Datagram): number {
  return datagram.bytes[STRATUM];
}

/** Writes a stratum, 0 to 255; 16 and beyond, not synchronized, travel as 0 (RFC 5905 section 7.3). */
export function setStratum(datagram: Datagram, stratum: number): void {
  datagram.bytes[STRATUM] = stratum >= MAXSTRAT ? 0 : stratum;
}

/** What a stratum on the wire means: 0 stands for 16 (RFC 5905 section 7.3). */
export function stratumFromWire(stratum: number): number {
  return stratum === 0 ? MAXSTRAT : stratum;
}

/** The poll exponent, log2 of seconds, -128 to 127. */
export function pollOf(datagram: Datagram): number {
  return datagram.view.getInt8(POLL);
}

/** Writes the poll exponent, log2 of seconds, -128 to 127. */
export function setPoll(datagram: Datagram, pollLog2: number): void {
  datagram.view.setInt8(POLL, pollLog2);
}

/** The precision, log2 of seconds, -128 to 127. */
export function precisionOf(datagram: Datagram): number {
  return datagram.view.getInt8(PRECISION);
}

/** Writes the precision, log2 of seconds, -128 to 127. */
export function setPrecision(datagram: Datagram, precisionLog2: number): void {
  datagram.view.setInt8(PRECISION, precisionLog2);
}

/** The root delay, exactly; below 2^16 s. */
export function rootDelayOf(datagram: Datagram): Q32 {
  return datagram.view.getUint32(ROOT_DELAY) * SHORT_UNIT;
}

/** Writes the root delay, rounded up; saturates at 0 and below 2^16 s. */
export function setRootDelay(datagram: Datagram, delay: Q32): void {
  datagram.view.setUint32(ROOT_DELAY, toShort(delay));
}

/** The root dispersion, exactly; below 2^16 s. */
export function rootDispersionOf(datagram: Datagram): Q32 {
  return datagram.view.getUint32(ROOT_DISPERSION) * SHORT_UNIT;
}

/** Writes the root dispersion, rounded up; saturates at 0 and below 2^16 s. */
export function setRootDispersion(datagram: Datagram, dispersion: Q32): void {
  datagram.view.setUint32(ROOT_DISPERSION, toShort(dispersion));
}

/** The reference id, its first octet the most significant; unsigned. */
export function refidOf(datagram: Datagram): number {
  return datagram.view.getUint32(REFERENCE_ID);
}

/** Writes the reference id, its first octet the most significant. */
export function setRefid(datagram: Datagram, refid: number): void {
  datagram.view.setUint32(REFERENCE_ID, refid);
}

/** Reads a timestamp of the header. */
export function readTimestamp(datagram: Datagram, field: TimestampField, into: Timestamp): void {
  into.set(datagram.view.getUint32(field), datagram.view.getUint32(field + 4));
}

/** Writes a timestamp of the header. */
export function writeTimestamp(datagram: Datagram, field: TimestampField, from: Timestamp): void {
  datagram.view.setUint32(field, from.seconds);
  datagram.view.setUint32(field + 4, from.fraction);
}

/** Whether a timestamp of the header is `timestamp`, bit for bit. */
export function timestampEquals(datagram: Datagram, field: TimestampField, timestamp: Timestamp): boolean {
  return (
    datagram.view.getUint32(field) === timestamp.seconds &&
    datagram.view.getUint32(field + 4) === timestamp.fraction
  );
}

/** From `timestamp` to one of the header, up to 68 years either way. */
export function timestampSince(datagram: Datagram, field: TimestampField, timestamp: Timestamp): Q32 {
  const seconds = (datagram.view.getUint32(field) - timestamp.seconds) | 0;
  return seconds * SECOND + (datagram.view.getUint32(field + 4) - timestamp.fraction);
}

/** Whether a timestamp of the header is all zero: "unknown" (RFC 5905 section 6). */
export function isTimestampZero(datagram: Datagram, field: TimestampField): boolean {
  return datagram.view.getUint32(field) === 0 && datagram.view.getUint32(field + 4) === 0;
}

/** From one timestamp of the header to another, up to 68 years either way. */
export function timestampDistance(datagram: Datagram, from: TimestampField, to: TimestampField): Q32 {
  const { view } = datagram;
  const seconds = (view.getUint32(to) - view.getUint32(from)) | 0;
  return seconds * SECOND + (view.getUint32(to + 4) - view.getUint32(from + 4));
}

/** Copies eight octets of a timestamp unread: what the other side sent is its own affair. */
export function copyTimestamp(datagram: Datagram, from: TimestampField, to: TimestampField): void {
  const { view } = datagram;
  view.setUint32(to, view.getUint32(from));
  view.setUint32(to + 4, view.getUint32(from + 4));
}

/** To the NTP short format; upwards, since a distance must never be understated. */
function toShort(duration: Q32): number {
  return clamp(Math.ceil(duration / SHORT_UNIT), 0, SHORT_MOST);
}
