/**
 * Columns: tables of numbers, every column an array of its own by name, all in one buffer. On XS an array of
 * Numbers takes a slot for each of them, and a buffer of its own three slots and a head.
 */

/** `count` columns of `length` zeros. */
export function columns(count: number, length: number): Float64Array[] {
  const { buffer } = new Float64Array(count * length);
  const octets = length * Float64Array.BYTES_PER_ELEMENT;
  return Array.from({ length: count }, (_, i) => new Float64Array(buffer, i * octets, length));
}
