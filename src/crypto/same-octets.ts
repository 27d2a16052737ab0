/**
 * Whether the first `length` octets of `code` are those of `bytes` at `at`; both have that many there. It
 * takes as long whether they differ early, late or not at all, so that nobody finds a code by timing guesses
 * octet by octet. Allocates nothing.
 */
export function sameOctets(code: Uint8Array, bytes: Uint8Array, at: number, length: number): boolean {
  let difference = 0;
  for (let i = 0; i < length; i++) difference |= code[i] ^ bytes[at + i];
  return difference === 0;
}
