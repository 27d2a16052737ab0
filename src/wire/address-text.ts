/**
 * Addresses as text: read as RFC 4291 section 2.2 and RFC 4007 section 11 allow, written in the one
 * form of RFC 5952, so that the same address always prints alike.
 */
import { isLinkLocal } from "./address-kind.js";
import { Family, type Endpoint } from "./address.js";

const NOT_A_NUMBER = -1;
const GROUPS = 8;
const MOST_ZONE = 0xffff_ffff;

const DOT = 0x2e;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const LETTER_A = 0x61;
const LETTER_F = 0x66;
/** What tells a lower-case letter from its capital. */
const LOWER_CASE = 0x20;

/**
 * Reads an address without a port: `192.0.2.1`, `2001:db8::1`, `::ffff:192.0.2.1`, `fe80::1%2`. An
 * octet has no leading zero (some read it as octal); a zone is a number, and only on a link-local
 * address. Answers whether `text` is an address; if not, `into` is 0.0.0.0. The port stays.
 */
export function parseAddress(text: string, into: Endpoint): boolean {
  const isRead = text.indexOf(":") < 0 ? parseIPv4(text, into) : parseIPv6(text, into);
  if (!isRead) into.setIPv4(0);
  return isRead;
}

/** The address without its port, in the form of RFC 5952. */
export function formatAddress(endpoint: Endpoint): string {
  if (endpoint.family === Family.IPv4) return formatQuad(endpoint.word3);
  return endpoint.zone === 0 ? formatIPv6(endpoint) : `${formatIPv6(endpoint)}%${endpoint.zone}`;
}

/** A word as four octets in decimal: an IPv4 address, or a reference id that is not text. */
export function formatQuad(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 0xff}.${(word >>> 8) & 0xff}.${word & 0xff}`;
}

function parseIPv4(text: string, into: Endpoint): boolean {
  const word = readQuad(text, 0, text.length);
  if (word !== NOT_A_NUMBER) into.setIPv4(word);
  return word !== NOT_A_NUMBER;
}

function parseIPv6(text: string, into: Endpoint): boolean {
  into.setIPv6(0, 0, 0, 0, 0);
  const percent = text.indexOf("%");
  if (!readGroups(text, percent < 0 ? text.length : percent, into)) return false;
  if (percent < 0) return true;
  into.zone = readDecimal(text, percent + 1, text.length, MOST_ZONE);
  return into.zone !== NOT_A_NUMBER && isLinkLocal(into);
}

/** Fills the words from `text` up to `end`: groups in hexadecimal, at most one `::`, perhaps a quad last. */
function readGroups(text: string, end: number, into: Endpoint): boolean {
  let filled = 0;
  let gap = -1;
  let at = 0;
  while (at < end) {
    if (text.startsWith("::", at)) {
      if (gap >= 0) return false;
      gap = filled;
      at += 2;
      if (at === end) break;
    } else if (at > 0) at++; // the colon that ended the group before
    const colon = text.indexOf(":", at);
    const stop = colon < 0 || colon > end ? end : colon;
    const quad = stop === end ? readQuad(text, at, end) : NOT_A_NUMBER;
    const group = quad === NOT_A_NUMBER ? readGroup(text, at, stop) : quad >>> 16;
    const size = quad === NOT_A_NUMBER ? 1 : 2;
    if (group === NOT_A_NUMBER || filled + size > GROUPS) return false;
    setGroup(into, filled, group);
    if (size === 2) setGroup(into, filled + 1, quad & 0xffff);
    filled += size;
    at = stop;
  }
  if (gap >= 0 && filled < GROUPS) moveToEnd(into, gap, filled);
  return gap >= 0 ? filled < GROUPS : filled === GROUPS;
}

/** Opens the gap: groups from `gap` on belong to the end of the address. */
function moveToEnd(into: Endpoint, gap: number, filled: number): void {
  const shift = GROUPS - filled;
  for (let i = filled - 1; i >= gap; i--) {
    setGroup(into, i + shift, groupOf(into, i));
    setGroup(into, i, 0);
  }
}

function readGroup(text: string, from: number, to: number): number {
  if (from === to || to - from > 4) return NOT_A_NUMBER;
  let group = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    const letter = code | LOWER_CASE;
    if (code >= DIGIT_0 && code <= DIGIT_9) group = group * 16 + code - DIGIT_0;
    else if (letter >= LETTER_A && letter <= LETTER_F) group = group * 16 + letter - LETTER_A + 10;
    else return NOT_A_NUMBER;
  }
  return group;
}

function readQuad(text: string, from: number, to: number): number {
  let word = 0;
  let at = from;
  for (let i = 0; i < 4; i++) {
    let stop = at;
    while (stop < to && text.charCodeAt(stop) !== DOT) stop++;
    const octet = (stop === to) === (i === 3) ? readDecimal(text, at, stop, 255) : NOT_A_NUMBER;
    if (octet === NOT_A_NUMBER) return NOT_A_NUMBER;
    word = word * 256 + octet;
    at = stop + 1;
  }
  return word;
}

function readDecimal(text: string, from: number, to: number, most: number): number {
  if (from === to || (text.charCodeAt(from) === DIGIT_0 && to - from > 1)) return NOT_A_NUMBER;
  let value = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code < DIGIT_0 || code > DIGIT_9) return NOT_A_NUMBER;
    value = value * 10 + code - DIGIT_0;
    if (value > most) return NOT_A_NUMBER;
  }
  return value;
}

function formatIPv6(endpoint: Endpoint): string {
  // RFC 5952 section 5: an address known to hold an IPv4 address shows it.
  if (endpoint.word0 === 0 && endpoint.word1 === 0 && endpoint.word2 === 0xffff)
    return `::ffff:${formatQuad(endpoint.word3)}`;
  // Section 4.2: the longest run of zeros, the first of equals, never a lone one.
  let gap = GROUPS;
  let gapLength = 1;
  for (let i = 0; i < GROUPS; i++) {
    let length = 0;
    while (i + length < GROUPS && groupOf(endpoint, i + length) === 0) length++;
    if (length <= gapLength) continue;
    gap = i;
    gapLength = length;
  }
  return gap === GROUPS
    ? formatGroups(endpoint, 0, GROUPS)
    : `${formatGroups(endpoint, 0, gap)}::${formatGroups(endpoint, gap + gapLength, GROUPS)}`;
}

function formatGroups(endpoint: Endpoint, from: number, to: number): string {
  let text = "";
  for (let i = from; i < to; i++) {
    if (i > from) text += ":";
    text += groupOf(endpoint, i).toString(16);
  }
  return text;
}

function groupOf(endpoint: Endpoint, index: number): number {
  const word = wordOf(endpoint, index >> 1);
  return index % 2 === 0 ? word >>> 16 : word & 0xffff;
}

function setGroup(endpoint: Endpoint, index: number, group: number): void {
  const word = wordOf(endpoint, index >> 1);
  const changed = (index % 2 === 0 ? (group << 16) | (word & 0xffff) : (word & ~0xffff) | group) >>> 0;
  if (index < 2) endpoint.word0 = changed;
  else if (index < 4) endpoint.word1 = changed;
  else if (index < 6) endpoint.word2 = changed;
  else endpoint.word3 = changed;
}

function wordOf(endpoint: Endpoint, index: number): number {
  if (index === 0) return endpoint.word0;
  if (index === 1) return endpoint.word1;
  return index === 2 ? endpoint.word2 : endpoint.word3;
}
