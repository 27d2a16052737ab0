/** Quantities as tests write them, and how near one is to another. */
import assert from "node:assert/strict";
import { MILLISECOND, PPM, type Q32, type Rate } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";

/** Milliseconds. */
export const ms = (value: number): Q32 => Math.round(value * MILLISECOND);

/** Parts per million. */
export const ppm = (value: number): Rate => Math.round(value * PPM);

/** A counter's reading of so many seconds. */
export function instant(seconds: number): Instant {
  const at = new Instant();
  at.set(seconds, 0);
  return at;
}

/** Fails unless the two are at most `by` apart; `what` they are. */
export function near(actual: number, wanted: number, by: number, what = ""): void {
  assert.ok(Math.abs(actual - wanted) <= by, `${what} ${actual} ~ ${wanted}`);
}
