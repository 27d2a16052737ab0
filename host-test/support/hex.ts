/** Octets as hexadecimal text, so that tests show packets as a dissector does; independent of what they test. */

/** Writes the octets of `hex` (blanks between them are skipped) into `bytes`; answers how many. */
export function fromHex(hex: string, bytes: Uint8Array): number {
  const digits = hex.replace(/\s/g, "");
  if (!/^([0-9a-f]{2})*$/i.test(digits)) throw new RangeError(`not octets: ${hex}`);
  for (let i = 0; i < digits.length; i += 2) bytes[i / 2] = parseInt(digits.slice(i, i + 2), 16);
  return digits.length / 2;
}

/** The octets of `hex`, of digits alone. */
export function octets(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  fromHex(hex, bytes);
  return bytes;
}

/** The octets from `from` up to `to`, without blanks. */
export function toHex(bytes: Uint8Array, from = 0, to: number = bytes.length): string {
  let hex = "";
  for (let i = from; i < to; i++) hex += bytes[i].toString(16).padStart(2, "0");
  return hex;
}
