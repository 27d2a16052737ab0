/**
 * What follows the data of a control message: nothing, zeros up to a multiple of four octets, or, after zeros
 * up to one of eight, a key id and a digest (RFC 9327 section 2). Allocates nothing.
 */
import { CONTROL_DATA_MOST, CONTROL_HEADER_LENGTH, countOf } from "./control.js";
import { type Datagram } from "./datagram.js";
import { KEY_ID_LENGTH, Layout, MAC_MOST, type Trailer } from "./trailer.js";

/** Digests have 16 octets or more, in fours. */
const MAC_LEAST = KEY_ID_LENGTH + 16;

/** The longest message: with its data filled up, and a MAC. */
const LONGEST = pad(CONTROL_HEADER_LENGTH + CONTROL_DATA_MOST, 8) + MAC_MOST;

/**
 * Reads how a datagram of mode 6 is laid out into `trailer`; what is none, for its length or the count that
 * it tells, is malformed.
 */
export function readControlTrailer(datagram: Datagram, trailer: Trailer): Layout {
  trailer.macAt = datagram.length;
  trailer.macLength = 0;
  trailer.keyId = 0;
  trailer.fieldCount = 0;
  trailer.layout = Layout.Malformed;
  const { length } = datagram;
  if (length < CONTROL_HEADER_LENGTH || length > LONGEST) return trailer.layout;
  const end = CONTROL_HEADER_LENGTH + countOf(datagram);
  if (end > length) return trailer.layout;
  const wide = length - pad(end, 8);
  const narrow = length - pad(end, 4);
  if (isMac(wide)) takeMac(datagram, trailer, wide);
  else if (isMac(narrow)) takeMac(datagram, trailer, narrow);
  else if (length <= pad(end, 8)) trailer.layout = Layout.Plain;
  return trailer.layout;
}

/** `length` up to the next multiple of `unit`, a power of 2. */
export function pad(length: number, unit: number): number {
  return (length + unit - 1) & -unit;
}

function isMac(length: number): boolean {
  return length >= MAC_LEAST && length <= MAC_MOST && length % 4 === 0;
}

function takeMac(datagram: Datagram, trailer: Trailer, length: number): void {
  trailer.layout = Layout.Authenticated;
  trailer.macLength = length;
  trailer.macAt = datagram.length - length;
  trailer.keyId = datagram.view.getUint32(trailer.macAt);
}
