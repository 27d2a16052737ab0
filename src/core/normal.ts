/**
 * The normal distribution, for estimators: what is needed of it, by + - * / alone, for `Math.exp` and its
 * like differ between engines.
 */

/** √(2π). */
export const ROOT_TWO_PI = 2.5066282746310002;

/** e^y is taken as (e^(y/256))^256. */
const PARTS = 256;

/** Beyond this e^y is nothing beside 1. */
const NOTHING = -80;

/** Where the polynomial of `millsRatio` is centred. */
const CENTRE = 2;

/** e^`y` for `y` of 0 or less: to a part in 10^7 down to -38, to two in 10^5 down to -80, then 0. */
export function decay(y: number): number {
  if (y < NOTHING) return 0;
  const x = y / PARTS;
  let power = 1 + x * (1 + (x / 2) * (1 + (x / 3) * (1 + (x / 4) * (1 + (x / 5) * (1 + x / 6)))));
  for (let i = 1; i < PARTS; i *= 2) power *= power;
  return power;
}

/**
 * Φ(-`z`) / φ(`z`), the tail of the normal distribution beyond `z` of 0 or more by its density there, to two
 * parts in 10^5: (1 + z) times it is smooth in (z - 2) / (z + 2), which a Chebyshev series follows.
 */
export function millsRatio(z: number): number {
  const t = (z - CENTRE) / (z + CENTRE);
  const upper = 0.0200841 + t * (-0.0134321 + t * (-0.0043905 + t * 0.0012746));
  return (1.2640954 + t * (-0.2016643 + t * (-0.1531419 + t * (0.0871636 + t * upper)))) / (1 + z);
}
