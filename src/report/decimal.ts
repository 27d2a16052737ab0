/** Fixed point as decimals: each value is scaled and rounded once, so that Node and XS print alike. */
import { SECOND, type Q32 } from "../time/fixed.js";

/** For `decimal`: how many of the unit make a second. */
export const SECONDS = 1;
export const MILLISECONDS = 1000;
/** Of a rate. */
export const PARTS_PER_MILLION = 1e6;

const MOST_DIGITS = 4;

/** `value` in `unitsPerSecond` with `digits` (0 to 6) decimals; a negative that rounds to zero is "-0.0". */
export function decimal(value: Q32, unitsPerSecond: number, digits: number): string {
  let scale = unitsPerSecond;
  for (let i = 0; i < digits; i++) scale *= 10;
  const rounded = Math.round((Math.abs(value) * scale) / SECOND);
  const sign = value < 0 ? "-" : "";
  const text = String(rounded).padStart(digits + 1, "0");
  if (digits === 0) return sign + text;
  const point = text.length - digits;
  return `${sign}${text.slice(0, point)}.${text.slice(point)}`;
}

/**
 * As `decimal`, with as many decimals as fit into `width` characters, `mostDigits` at most: columns hold
 * as long as the whole part fits.
 */
export function fitted(value: Q32, unitsPerSecond: number, mostDigits: number, width: number): string {
  for (let digits = mostDigits; digits > 0; digits--) {
    const text = decimal(value, unitsPerSecond, digits);
    if (text.length <= width) return text;
  }
  return decimal(value, unitsPerSecond, 0);
}

/** Milliseconds in the six characters of a table's column: "0.0038", "16.262", "1392.1". */
export function sixCharacters(value: Q32): string {
  return fitted(value, MILLISECONDS, MOST_DIGITS, 6);
}
