import assert from "node:assert/strict";
import {
  clamp,
  FOREVER,
  half,
  log2Seconds,
  MAXDISP,
  MILLISECOND,
  MINDISP,
  PHI,
  portion,
  PPM,
  rateOf,
  rootMean,
  scale,
  SECOND,
  square,
  toSeconds,
  wander,
} from "../../src/time/fixed.js";
import { seeded } from "../support/random.js";

/** What must come out, to the bit: -0 is not 0. */
const ROWS: { name: string; actual: number; wanted: number }[] = [
  { name: "a second is 2^32 units", actual: SECOND, wanted: 4_294_967_296 },
  { name: "a millisecond is rounded", actual: MILLISECOND, wanted: 4_294_967 },
  { name: "MAXDISP is 16 s", actual: MAXDISP, wanted: 68_719_476_736 },
  { name: "MINDISP is 5 ms", actual: MINDISP, wanted: 21_474_835 },
  { name: "PHI is 15 ppm", actual: PHI, wanted: 64_425 },
  { name: "FOREVER is where single units end", actual: FOREVER, wanted: 2 ** 53 },

  { name: "scale: a second at a rate is the rate", actual: scale(SECOND, 12_345), wanted: 12_345 },
  { name: "scale: backwards", actual: scale(-SECOND, 12_345), wanted: -12_345 },
  { name: "scale: half a unit goes up", actual: scale(SECOND / 2, 3), wanted: 2 },
  { name: "scale: minus half a unit goes up too", actual: scale(-SECOND / 2, 3), wanted: -1 },
  { name: "scale: less than half a unit is none", actual: scale(1, 1), wanted: 0 },
  { name: "scale: minus less than half a unit is no -0", actual: scale(-1, 1), wanted: 0 },
  { name: "scale: minus half a unit is no -0", actual: scale(-SECOND / 2, 1), wanted: 0 },
  { name: "scale: nothing at a negative rate is no -0", actual: scale(0, -5), wanted: 0 },
  { name: "scale: any time at no rate", actual: scale(-SECOND, 0), wanted: 0 },
  {
    name: "scale: 24 days at 500 ppm",
    actual: scale(FOREVER, Math.round(500 * PPM)),
    wanted: 2_147_484 * 2 ** 21,
  },

  { name: "rateOf: a millisecond a second", actual: rateOf(MILLISECOND, SECOND), wanted: MILLISECOND },
  { name: "rateOf: half a unit goes up", actual: rateOf(3, 2 * SECOND), wanted: 2 },
  { name: "rateOf: a loss", actual: rateOf(-10, SECOND), wanted: -10 },
  { name: "rateOf: backwards", actual: rateOf(10, -SECOND), wanted: -10 },
  { name: "rateOf: too little is no -0", actual: rateOf(-1, 4 * SECOND), wanted: 0 },
  { name: "rateOf: nothing, backwards, is no -0", actual: rateOf(0, -SECOND), wanted: 0 },

  { name: "portion: two thirds", actual: portion(9, 2, 3), wanted: 6 },
  { name: "portion: half a unit goes up", actual: portion(5, 1, 2), wanted: 3 },
  { name: "portion: minus half a unit goes up too", actual: portion(-5, 1, 2), wanted: -2 },
  { name: "portion: too little is no -0", actual: portion(-1, 1, 3), wanted: 0 },
  { name: "portion: none of a loss is no -0", actual: portion(-7, 0, 3), wanted: 0 },

  { name: "wander: a second", actual: wander(SECOND), wanted: PHI },
  { name: "wander: a day", actual: wander(86_400 * SECOND), wanted: 86_400 * PHI },
  { name: "wander: two weeks know nothing", actual: wander(14 * 86_400 * SECOND), wanted: MAXDISP },
  { name: "wander: not at all", actual: wander(0), wanted: 0 },
  { name: "wander: never narrows", actual: wander(-SECOND), wanted: 0 },

  { name: "half: even", actual: half(8), wanted: 4 },
  { name: "half: odd goes down", actual: half(7), wanted: 3 },
  { name: "half: negative goes down too", actual: half(-7), wanted: -4 },
  { name: "half: minus one", actual: half(-1), wanted: -1 },
  { name: "half: nothing", actual: half(0), wanted: 0 },

  { name: "clamp: within", actual: clamp(5, -1, 9), wanted: 5 },
  { name: "clamp: below", actual: clamp(-5, -1, 9), wanted: -1 },
  { name: "clamp: above", actual: clamp(10, -1, 9), wanted: 9 },

  { name: "square: of a deviation", actual: square(-300), wanted: 90_000 },
  { name: "square: to the nearest unit", actual: square(1.5), wanted: 2 },

  { name: "log2Seconds: one second", actual: log2Seconds(0), wanted: SECOND },
  { name: "log2Seconds: saturates below", actual: log2Seconds(-33), wanted: 1 },
  { name: "log2Seconds: of the least octet", actual: log2Seconds(-128), wanted: 1 },
  { name: "log2Seconds: saturates above", actual: log2Seconds(22), wanted: FOREVER },
  { name: "log2Seconds: of the greatest octet", actual: log2Seconds(127), wanted: FOREVER },

  { name: "rootMean: of none", actual: rootMean(0, 0), wanted: 0 },
  { name: "rootMean: of zeros", actual: rootMean(0, 7), wanted: 0 },
  { name: "rootMean: of one", actual: rootMean(49, 1), wanted: 7 },
  { name: "rootMean: of three and four and zero", actual: rootMean(9 + 16 + 0, 1), wanted: 5 },
  { name: "rootMean: is rounded", actual: rootMean(11, 4), wanted: 2 },
  { name: "rootMean: of whole seconds", actual: rootMean(2 * SECOND * SECOND, 2), wanted: SECOND },

  { name: "toSeconds", actual: toSeconds(-SECOND / 4), wanted: -0.25 },
];

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

describe("fixed point", () => {
  for (const { name, actual, wanted } of ROWS)
    it(name, () => assert.ok(Object.is(actual, wanted), `${actual}`));

  it("log2Seconds is a power of two, for every exponent that fits", () => {
    for (let exponent = -32; exponent <= 21; exponent++)
      assert.ok(Object.is(log2Seconds(exponent), 2 ** (exponent + 32)), `${exponent}`);
  });

  // Below 2^53 the product is exact, so there is one rounding, and it is known to the unit.
  it("scale rounds once, halves up (seed 1)", () => {
    const random = seeded(1);
    for (let i = 0; i < 20_000; i++) {
      const elapsed = (random(2) ? 1 : -1) * (random(2 ** 16) * 2 ** 16 + random(2 ** 16));
      const rate = (random(2) ? 1 : -1) * random(2 ** 21);
      const wanted = Number(floorDivide(BigInt(elapsed) * BigInt(rate) + 2n ** 31n, 2n ** 32n));
      assert.ok(Object.is(scale(elapsed, rate), wanted), `scale(${elapsed}, ${rate})`);
    }
  });

  it("scale is the nearest unit, or as near as a double is to the tie, over days (seed 2)", () => {
    const random = seeded(2);
    for (let i = 0; i < 20_000; i++) {
      const elapsed = (random(2) ? 1 : -1) * (random(2 ** 21) * SECOND + random(2 ** 32));
      const rate = (random(2) ? 1 : -1) * random(2 ** 21);
      const product = BigInt(elapsed) * BigInt(rate);
      const error = abs((BigInt(scale(elapsed, rate)) << 32n) - product);
      assert.ok(error <= (1n << 31n) + (abs(product) >> 53n), `scale(${elapsed}, ${rate})`);
    }
  });

  it("rateOf is the nearest unit (seed 3)", () => {
    const random = seeded(3);
    for (let i = 0; i < 20_000; i++) {
      const elapsed = (random(2) ? 1 : -1) * (1 + random(2 ** 20) * SECOND + random(2 ** 32));
      const change = Math.round(elapsed * (random(2 ** 32) / 2 ** 32) * 1e-3) - random(2 ** 16);
      const error = abs(BigInt(rateOf(change, elapsed)) * BigInt(elapsed) - (BigInt(change) << 32n));
      assert.ok(
        error * 2n <= abs(BigInt(elapsed)) + (abs(BigInt(change)) >> 20n),
        `rateOf(${change}, ${elapsed})`,
      );
    }
  });

  it("portion rounds once, halves up (seed 4)", () => {
    const random = seeded(4);
    for (let i = 0; i < 20_000; i++) {
      const value = (random(2) ? 1 : -1) * random(2 ** 32);
      const numerator = random(2 ** 20);
      const denominator = 1 + random(2 ** 16);
      // floor((2vn + d) / 2d), with a floor that goes down below zero too.
      const doubled = 2n * BigInt(value) * BigInt(numerator) + BigInt(denominator);
      const wanted = floorDivide(doubled, 2n * BigInt(denominator));
      assert.ok(
        Object.is(portion(value, numerator, denominator), Number(wanted)),
        `${value} ${numerator} ${denominator}`,
      );
    }
  });

  it("half loses at most half a unit, downwards (seed 5)", () => {
    const random = seeded(5);
    for (let i = 0; i < 10_000; i++) {
      const duration = (random(2) ? 1 : -1) * (random(2 ** 20) * SECOND + random(2 ** 32));
      assert.ok(Object.is(half(duration), Number(floorDivide(BigInt(duration), 2n))));
    }
  });
});

// Not by >>: XS shifts a negative multiple of the divisor one too low (-2n >> 1n is -2n there).
function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}
