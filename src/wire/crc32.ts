/** CRC-32 as of gzip (RFC 1952 section 8): it tells that a stored text is not as it was written. */

/** Reflected, as RFC 1952 has it. */
const POLYNOMIAL = 0xedb88320;

/** Of the UTF-8 octets of `text`: 0 to 2^32 - 1. Half a character counts as U+FFFD, as stores keep it. */
export function crc32(text: string): number {
  let crc = -1;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const point = code >= 0xd800 && code < 0xe000 ? 0xfffd : code;
    if (point < 0x80) crc = next(crc, point);
    else {
      const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
      crc = next(crc, ((0xff << (7 - more)) & 0xff) | (point >> (6 * more)));
      for (let i = more - 1; i >= 0; i--) crc = next(crc, 0x80 | ((point >> (6 * i)) & 0x3f));
    }
  }
  return ~crc >>> 0;
}

function next(crc: number, octet: number): number {
  let rest = crc ^ octet;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest;
}
