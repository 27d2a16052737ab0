/**
 * Fixed point: durations and rates as integers in plain Numbers.
 *
 * Adding and subtracting are exact to 2^53 units (24 days), and what must be rounded is rounded
 * here, by operations that IEEE 754 defines to the last bit (+ - * / sqrt), so Node and XS agree.
 * XS runs a double add for little more than an int32 add; pairs of int32 would cost thirty times
 * as much. Allocates nothing.
 */

/** A duration: an integer number of 2^-32 s, the unit of an NTP timestamp's fraction (0.23 ns). */
export type Q32 = number;

/** A rate: an integer number of 2^-32 s per second (0.23 ppb). */
export type Rate = number;

/** A rate as estimators keep it: an integer number of 2^-48 s per second, for sums of many small changes. */
export type FineRate = number;

/** How many FineRates a Rate is. */
export const FINE = 0x1_0000;

/**
 * The square of a deviation, an integer in the square of the deviation's unit: 2^-64 s² for a Q32, 2^-96 for
 * a FineRate. Beyond 2^53 it is exact to 53 bits, which is more than an estimate is worth.
 */
export type Variance = number;

export const SECOND: Q32 = 0x1_0000_0000;
export const MILLISECOND: Q32 = Math.round(SECOND / 1000);

/** The exponents of one unit of a Q32, and of FOREVER. */
const LOG2_LEAST = -32;
const LOG2_MOST = 21;

/** Past this a Q32 no longer counts single units: 2^21 s, 24 days. */
export const FOREVER: Q32 = SECOND * (1 << LOG2_MOST);

/** RFC 5905 MAXDISP: a dispersion this large says "know nothing". */
export const MAXDISP: Q32 = 16 * SECOND;

/** RFC 5905 MINDISP: what is added to a distance that would be too good. */
export const MINDISP: Q32 = 5 * MILLISECOND;

/** One part in a million; no whole number, so what is made of it is rounded to be a Rate. */
export const PPM = SECOND / 1e6;

/** RFC 5905 PHI, 15 ppm: what a disciplined clock may wander. */
export const PHI: Rate = Math.round(15 * PPM);

/** What `rate` amounts to over `elapsed`, to the nearest unit while that is below 2^53. */
export function scale(elapsed: Q32, rate: Rate): Q32 {
  return plain(Math.round((elapsed / SECOND) * rate));
}

/** The rate, to the nearest unit, at which `change` accrues over `elapsed`, which is not zero. */
export function rateOf(change: Q32, elapsed: Q32): Rate {
  return plain(Math.round((change / elapsed) * SECOND));
}

/** `value` × `numerator` / `denominator`, to the nearest unit while the product is below 2^53. */
export function portion(value: Q32, numerator: number, denominator: number): Q32 {
  return plain(Math.round((value * numerator) / denominator));
}

/** The growth of dispersion over `elapsed`, RFC 5905 section 4: at PHI, from 0 to MAXDISP. */
export function wander(elapsed: Q32): Q32 {
  return elapsed <= 0 ? 0 : Math.min(Math.round((elapsed / SECOND) * PHI), MAXDISP);
}

/** The middle of two offsets, or half a round trip; halves go down, on every engine. */
export function half(duration: Q32): Q32 {
  return Math.floor(duration / 2);
}

/** `value`, or the bound that it is beyond. */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** 2^`exponent` s, for polls and precisions; saturates at 2^-32 and 2^21 s: packets say -128 to 127. */
export function log2Seconds(exponent: number): Q32 {
  const held = clamp(exponent, LOG2_LEAST, LOG2_MOST);
  return held < 0 ? (SECOND / 2) >>> (-1 - held) : SECOND * (1 << held);
}

/** The variance of what has this `deviation`, to the nearest unit while that is below 2^53. */
export function square(deviation: number): Variance {
  return Math.round(deviation * deviation);
}

/** The root of the mean of `count` squares, whose `sum` is in 2^-64 s²; 0 where there are none. */
export function rootMean(sum: number, count: number): Q32 {
  return count <= 0 ? 0 : Math.round(Math.sqrt(sum / count));
}

/** For reading only: seconds as a decimal fraction, never fed back into arithmetic. */
export function toSeconds(duration: Q32): number {
  return duration / SECOND;
}

/** Math.round keeps the sign of a value that rounds to zero; a -0 would print and compare apart. */
function plain(value: number): number {
  return value === 0 ? 0 : value;
}
