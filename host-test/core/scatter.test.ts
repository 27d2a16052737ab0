import assert from "node:assert/strict";
import { Scatter } from "../../src/core/scatter.js";
import { PPM, SECOND } from "../../src/time/fixed.js";
import { seeded } from "../support/random.js";

describe("scatter", () => {
  it("is nothing before a sample, or of one alone", () => {
    const scatter = new Scatter();
    assert.equal(scatter.jitter(-1), 0);
    scatter.add(0, 0);
    assert.equal(scatter.jitter(0), 0);
  });

  it("is RMS of those beside the best", () => {
    const scatter = new Scatter();
    for (const apart of [0, 3000, -4000]) scatter.add(apart, SECOND);
    assert.equal(scatter.jitter(2), Math.round(Math.sqrt((3000 ** 2 + 4000 ** 2) / 2)));
    scatter.clear();
    assert.equal(scatter.jitter(2), 0);
  });

  it("vanishes where all of it was the clock's frequency, and is never less than nothing", () => {
    for (let ppm = 50; ppm < 150; ppm++) {
      const scatter = new Scatter();
      const frequency = Math.round(ppm * PPM);
      for (let i = 0; i < 8; i++) scatter.add(-64.1 * i * frequency, -64.1 * i * SECOND);
      assert.ok(scatter.jitter(7) > SECOND / 200);
      scatter.turn(frequency);
      assert.ok(scatter.jitter(7) < 100, `${scatter.jitter(7)} at ${ppm} ppm`);
    }
  });

  for (const seed of [1, 2, 3])
    it(`turned again and again it is what the samples turned come to (seed ${seed})`, () => {
      const random = seeded(seed);
      for (let round = 0; round < 200; round++) {
        const scatter = new Scatter();
        const samples = Array.from({ length: 8 }, (_, i) => ({
          apart: i === 0 ? 0 : random(SECOND / 50) - SECOND / 100,
          seconds: i === 0 ? 0 : random(2000) - 1000,
        }));
        for (const { apart, seconds } of samples) scatter.add(apart, seconds * SECOND);
        let turned = 0;
        for (let i = 0; i < 5; i++) {
          const frequency = random(40_000) - 20_000;
          turned += frequency;
          scatter.turn(frequency);
        }
        const squares = samples.reduce((sum, one) => sum + (one.apart - turned * one.seconds) ** 2, 0);
        assert.ok(Math.abs(scatter.jitter(7) - Math.sqrt(squares / 7)) < 2);
      }
    });
});
