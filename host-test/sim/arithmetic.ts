/**
 * Logarithm, exponential and sine by + - * / alone: those of `Math` differ in their last bits from engine to
 * engine, and a simulation is to be the same on all of them. Right to some 1e-15.
 */

const LN_2 = 0.6931471805599453;
const SQRT_HALF = 0.7071067811865476;
const TURN = 6.283185307179586;

/** Terms after which the series of each no longer change a double. */
const LN_TERMS = 11;
const EXP_TERMS = 14;
const SINE_TERMS = 11;

/** The natural logarithm of `x`, which is above 0. */
export function ln(x: number): number {
  let mantissa = x;
  let exponent = 0;
  for (; mantissa < SQRT_HALF; exponent--) mantissa *= 2;
  for (; mantissa > 2 * SQRT_HALF; exponent++) mantissa /= 2;
  // 2 artanh((m - 1) / (m + 1))
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let i = LN_TERMS - 1; i >= 0; i--) sum = sum * square + 1 / (2 * i + 1);
  return exponent * LN_2 + 2 * s * sum;
}

/** e to the power of `x`. */
export function exp(x: number): number {
  const exponent = Math.round(x / LN_2);
  const rest = x - exponent * LN_2;
  let sum = 1;
  for (let i = EXP_TERMS; i > 0; i--) sum = 1 + (sum * rest) / i;
  for (let i = exponent; i > 0; i--) sum *= 2;
  for (let i = exponent; i < 0; i++) sum /= 2;
  return sum;
}

/** The sine of `turns` full turns. */
export function sineOfTurns(turns: number): number {
  let part = turns - Math.round(turns);
  if (part > 0.25) part = 0.5 - part;
  if (part < -0.25) part = -0.5 - part;
  const x = part * TURN;
  const square = x * x;
  let sum = 1;
  for (let i = SINE_TERMS; i > 0; i--) sum = 1 - (sum * square) / (2 * i * (2 * i + 1));
  return x * sum;
}
