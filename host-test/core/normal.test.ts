import assert from "node:assert/strict";
import { decay, millsRatio, ROOT_TWO_PI } from "../../src/core/normal.js";

/** From `first` up to `last` in steps. */
const range = (first: number, last: number, step: number): number[] =>
  Array.from({ length: Math.round((last - first) / step) + 1 }, (_, i) => first + i * step);

/** How wrong `actual` is, in parts of what is right. */
const partOff = (actual: number, right: number): number => Math.abs(actual / right - 1);

/** The Mills ratio as ∫ e^(-zt - t²/2) dt from 0 on, by Simpson's rule. */
const integrated = (z: number): number => {
  const steps = 1000;
  const width = Math.min(9, 40 / z) / steps;
  const at = (i: number): number => Math.exp(-i * width * (z + (i * width) / 2));
  let sum = at(0) + at(steps);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 0 ? 2 : 4) * at(i);
  return (sum * width) / 3;
};

describe("normal distribution", () => {
  it("the root of 2π is that of the engine's π", () =>
    assert.ok(partOff(ROOT_TWO_PI, Math.sqrt(2 * Math.PI)) < 1e-15));

  describe("e^y", () => {
    // To ten digits, as tables print them.
    const rows = [
      { y: 0, wanted: 1 },
      { y: -0.1, wanted: 0.904837418 },
      { y: -0.5, wanted: 0.6065306597 },
      { y: -1, wanted: 0.3678794412 },
      { y: -10, wanted: 4.539992976e-5 },
      { y: -38, wanted: 3.139132792e-17 },
    ];
    for (const { y, wanted } of rows)
      it(`${y}: ${wanted}`, () => assert.ok(partOff(decay(y), wanted) < 1e-7, `${decay(y)}`));

    it("to a part in 10^7 down to -38, to two in 10^5 down to -80", () => {
      for (const y of range(-80, 0, 1 / 64)) {
        const off = partOff(decay(y), Math.exp(y));
        assert.ok(off < (y < -38 ? 2e-5 : 1e-7), `${off} at ${y}`);
      }
    });

    it("nothing, never less, beyond", () => {
      assert.ok(decay(-80) > 0);
      for (const y of [-80.001, -745, -1e300, -Infinity]) assert.equal(decay(y), 0);
    });
  });

  describe("the Mills ratio", () => {
    // Φ(-z) and φ(z), as tables print them.
    const rows = [
      { z: 0, tail: 0.5, density: 0.39894228 },
      { z: 0.5, tail: 0.308537539, density: 0.352065327 },
      { z: 1, tail: 0.158655254, density: 0.241970725 },
      { z: 1.96, tail: 0.024997895, density: 0.058440944 },
      { z: 3, tail: 0.00134989803, density: 0.00443184841 },
      { z: 5, tail: 2.86651572e-7, density: 1.48671951e-6 },
      { z: 10, tail: 7.61985302e-24, density: 7.69459863e-23 },
    ];
    for (const { z, tail, density } of rows)
      it(`of ${z} is ${tail} : ${density}`, () =>
        assert.ok(partOff(millsRatio(z), tail / density) < 2e-5, `${millsRatio(z)}`));

    it("to two parts in 10^5 wherever", () => {
      for (const z of [...range(0, 20, 1 / 16), 30, 100, 1000, 1e6]) {
        const off = partOff(millsRatio(z), integrated(z));
        assert.ok(off < 2e-5, `${off} at ${z}`);
      }
    });
  });
});
