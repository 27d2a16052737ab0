/**
 * Whether the first `length` octets of `code`, a multiple of 4, are those of `view` at `at`; both have that
 * many there. It takes as long whether they differ early, late or not at all, so that nobody finds a code by
 * timing guesses piece by piece. Allocates nothing.
 */
export function sameWords(code: DataView, view: DataView, at: number, length: number): boolean {
  let difference = 0;
  for (let i = 0; i < length; i += 4) difference |= code.getInt32(i) ^ view.getInt32(at + i);
  return difference === 0;
}
