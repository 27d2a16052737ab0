import assert from "node:assert/strict";
import { LEAST_NOISE, leastNoise, learnedNoise } from "../../src/core/way-noise.js";
import { SECOND } from "../../src/time/fixed.js";
import { ms, near } from "../support/quantities.js";

/** As a deviation in ms. */
const deviation = (variance: number): number => Math.sqrt(variance) / ms(1);

describe("what of a way's error is normal", () => {
  it("is a 20th of the mean wait at least, and a microsecond", () => {
    near(deviation(leastNoise(ms(10))), 0.5, 1e-6);
    assert.equal(LEAST_NOISE, Math.round(SECOND / 1e6));
    for (const wait of [0, ms(0.001), ms(0.02)]) assert.equal(leastNoise(wait), LEAST_NOISE * LEAST_NOISE);
    assert.ok(leastNoise(ms(0.03)) > LEAST_NOISE * LEAST_NOISE);
  });

  const NOISE = ms(2) ** 2;
  const rows = [
    { name: "stays where nothing speaks for another", slope: 0, factor: 1 },
    { name: "grows with what more would explain", slope: 1 / NOISE, factor: 1.2 },
    { name: "… by three fifths at most", slope: 50 / NOISE, factor: 1.6 },
    { name: "shrinks with what less would explain", slope: -0.5 / NOISE, factor: 0.9 },
    { name: "… by a fifth at most", slope: -50 / NOISE, factor: 0.8 },
  ];
  for (const { name, slope, factor } of rows)
    it(name, () => near(learnedNoise(NOISE, slope, ms(5)) / NOISE, factor, 1e-9));

  it("keeps within what the waits allow, however often it is told otherwise", () => {
    let most = NOISE;
    let least = NOISE;
    for (let i = 0; i < 60; i++) {
      most = learnedNoise(most, 9 / NOISE, ms(5));
      least = learnedNoise(least, -9 / least, ms(5));
    }
    near(deviation(most), 10, 1e-6);
    assert.equal(least, leastNoise(ms(5)));
  });
});
