/**
 * What of a way's error is normal: of clock readings, and of ways of many hops, where waits add up. The edge
 * that the estimator sees is made as soft as that demands. Allocates nothing.
 */
import { clamp, SECOND, square, type Q32, type Variance } from "../time/fixed.js";

/** No clock reading is better than this. */
export const LEAST_NOISE: Q32 = Math.round(SECOND / 1e6);

/** The normal part of the error is this part of the mean wait at least, and twice the mean at most. */
const NORMAL_LEAST = 1 / 20;
const NORMAL_MOST = 2;

/** How quickly it is learned, and by how much one sample changes it at most. */
const NORMAL_LEARNING = 1 / 5;
const NORMAL_CHANGE = 3;

/** The least there can be where packets wait for `wait` in the mean. */
export function leastNoise(wait: Q32): Variance {
  return square(Math.max(wait * NORMAL_LEAST, LEAST_NOISE));
}

/** What `noise` becomes by a sample that were `slope` likelier, had it a larger variance. */
export function learnedNoise(noise: Variance, slope: number, wait: Q32): Variance {
  const change = clamp(slope * noise, -1, NORMAL_CHANGE);
  return clamp(
    Math.round(noise * (1 + NORMAL_LEARNING * change)),
    leastNoise(wait),
    square(NORMAL_MOST * wait),
  );
}
