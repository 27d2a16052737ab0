/** Octets as hexadecimal text, for recordings and people. */

const DIGITS = "0123456789abcdef";

/** The first `length` octets (no more than there are), two digits each. */
export function toHex(bytes: Uint8Array, length: number): string {
  let text = "";
  const end = Math.min(length, bytes.length);
  for (let i = 0; i < end; i++) text += DIGITS[bytes[i] >>> 4] + DIGITS[bytes[i] & 15];
  return text;
}

/** Reads `text`, in small letters, into `bytes`; answers how many octets, or -1 where it is no such text. */
export function fromHex(text: string, bytes: Uint8Array): number {
  const length = text.length / 2;
  if (length > bytes.length || !Number.isInteger(length)) return -1;
  for (let i = 0; i < length; i++) {
    const high = DIGITS.indexOf(text[2 * i]);
    const low = DIGITS.indexOf(text[2 * i + 1]);
    if (high < 0 || low < 0) return -1;
    bytes[i] = (high << 4) | low;
  }
  return length;
}
