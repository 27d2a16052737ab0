import assert from "node:assert/strict";
import { ThermalFit } from "../../src/core/thermal-fit.js";
import { FINE, PPM } from "../../src/time/fixed.js";
import { Chance } from "../support/chance.js";

const fine = (ppm: number): number => Math.round(ppm * PPM * FINE);
const near = (actual: number, wanted: number, by: number): void =>
  assert.ok(Math.abs(actual - wanted) <= fine(by), `${actual / fine(1)} ppm ~ ${wanted / fine(1)}`);

interface Course {
  /** In 16 degrees from 25 °C. */
  readonly temperature: (window: number) => number;
  /** In ppm. */
  readonly frequency: (temperature: number, window: number) => number;
  /** Deviation of what is measured, in ppm. */
  readonly noise?: number;
  readonly windows?: number;
}

function fitted(
  { temperature, frequency, noise = 0.1, windows = 84 * 10 }: Course,
  fit = new ThermalFit(),
): ThermalFit {
  const chance = new Chance(5);
  for (let window = 0; window < windows; window++) {
    const t = temperature(window);
    fit.learn(fine(frequency(t, window) + noise * chance.normal()), t, t * t);
  }
  return fit;
}

/** Windows of a day. */
const DAY = 84;
const daily = (window: number): number => 0.3 * Math.sin((window / DAY) * 2 * Math.PI) - 0.1;

describe("thermal fit", () => {
  it("finds the parabola of a crystal", () => {
    const fit = fitted({ temperature: daily, frequency: t => 12 + 5 * t - 10 * t * t });
    near(fit.slope, fine(5), 0.3);
    near(fit.curve, fine(-10), 1);
    near(fit.at(0.2) - fit.at(-0.4), fine(5 * 0.6 - 10 * (0.04 - 0.16)), 0.1);
    assert.ok(fit.isTried && fit.left < 0.2, `${fit.left}`);
  });

  it("also of one that ages, and in a noisy network", () => {
    const fit = fitted({
      temperature: daily,
      frequency: (t, window) => 12 + window / DAY / 10 + 5 * t,
      noise: 0.5,
    });
    near(fit.at(0.2) - fit.at(-0.4), fine(3), 0.3);
    assert.ok(fit.left < 0.5, `${fit.left}`);
  });

  it("says that there is nothing in it, where there is not", () => {
    const chance = new Chance(1);
    let walk = 0;
    const wanders = (): number => (walk += chance.normal() / 30);
    for (const temperature of [daily, (): number => 0.1]) {
      const fit = fitted({ temperature, frequency: wanders });
      assert.ok(fit.isTried && fit.left > 0.8 && fit.left < 1.3, `${fit.left}`);
    }
  });

  it("is not tried before it has seen half a day", () => {
    const course = { temperature: daily, frequency: (t: number): number => 5 * t };
    assert.equal(fitted({ ...course, windows: 47 }).isTried, false);
    assert.equal(fitted({ ...course, windows: 48 }).isTried, true);
  });

  it("is not led astray by a window that went wrong", () => {
    const course = { temperature: daily, frequency: (t: number): number => 5 * t };
    const fit = fitted(course);
    const before = fit.at(0.2);
    fit.learn(fine(300), 0.2, 0.04);
    near(fit.at(0.2), before, 0.05);
  });

  it("begins with what was found before, and corrects it", () => {
    const fit = new ThermalFit();
    fit.restore(fine(5), fine(-10));
    near(fit.at(0.5), fine(0), 0.001);
    fitted({ temperature: daily, frequency: t => 12 + 6 * t - 10 * t * t }, fit);
    near(fit.at(0.2) - fit.at(-0.4), fine(6 * 0.6 - 10 * (0.04 - 0.16)), 0.1);
  });

  it("does not give that up for a few noisy windows", () => {
    const fit = new ThermalFit();
    fit.restore(fine(5), 0);
    const wavering = (window: number): number => 0.3 + (window % 2) * 0.05;
    fitted({ temperature: wavering, frequency: t => 12 + 5 * t, noise: 1, windows: 20 }, fit);
    near(fit.at(0.3) - fit.at(-0.3), fine(3), 0.3);
  });

  it("leaves everything, where there is nothing to explain", () => {
    assert.equal(new ThermalFit().left, 1);
  });
});
