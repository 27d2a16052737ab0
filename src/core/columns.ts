/**
 * Columns: tables of numbers, every column an array of its own by name, all in one buffer. On XS an array of
 * Numbers takes a slot for each of them, and a buffer of its own three slots and a head.
 */

type Column =
  | Float64ArrayConstructor
  | Uint32ArrayConstructor
  | Int32ArrayConstructor
  | Uint16ArrayConstructor
  | Int16ArrayConstructor
  | Uint8ArrayConstructor;

/** Of each of `types`, the widest first, a column of `length` zeros. */
export function columns<Types extends readonly Column[]>(
  length: number,
  ...types: Types
): { [Each in keyof Types]: InstanceType<Types[Each]> } {
  const width = types.reduce((octets, { BYTES_PER_ELEMENT }) => octets + BYTES_PER_ELEMENT, 0);
  const buffer = new ArrayBuffer(width * length);
  let at = 0;
  const made = types.map(type => {
    const column = new type(buffer, at, length);
    at += column.byteLength;
    return column;
  });
  return made as { [Each in keyof Types]: InstanceType<Types[Each]> };
}
