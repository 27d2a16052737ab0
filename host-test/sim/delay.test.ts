import assert from "node:assert/strict";
import { Chance } from "./chance.js";
import * as delay from "./delay.js";

const SEED = 2;
const DRAWS = 50_000;

describe("delay", () => {
  const lan = delay.exponential(2, 1);
  const cases: { name: string; of: delay.Delay; least: number; mean: number; deviation: number }[] = [
    { name: "always", of: delay.always(3), least: 3, mean: 3, deviation: 0 },
    { name: "exponential", of: lan, least: 2, mean: 3, deviation: 1 },
    { name: "uniform", of: delay.uniform(1, 4), least: 1, mean: 2.5, deviation: Math.sqrt(0.75) },
    { name: "normal", of: delay.normal(10, 2), least: 0, mean: 10, deviation: 2 },
    { name: "gamma", of: delay.gamma(1, 4, 0.5), least: 1, mean: 3, deviation: 1 },
    { name: "Pareto", of: delay.pareto(1, 3, 5), least: 4, mean: 4.75, deviation: Math.sqrt(15 / 16) },
    { name: "sum", of: delay.sum(lan, delay.always(1)), least: 3, mean: 4, deviation: 1 },
    { name: "scaled", of: delay.scaled(lan, 3), least: 6, mean: 9, deviation: 3 },
    { name: "sometimes", of: delay.sometimes(0.25, delay.always(4)), least: 0, mean: 1, deviation: Math.sqrt(3) }, // prettier-ignore
  ];
  for (const { name, of, least, mean, deviation } of cases)
    it(`${name}: least, mean and deviation (seed ${SEED})`, () => {
      const chance = new Chance(SEED, name);
      const values = Array.from({ length: DRAWS }, () => of(chance, 0));
      assert.ok(
        values.every(value => value >= least),
        "least",
      );
      const average = values.reduce((sum, value) => sum + value, 0) / DRAWS;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / DRAWS);
      assert.ok(Math.abs(average - mean) <= 0.02 * mean, `mean ${average}`);
      assert.ok(Math.abs(spread - deviation) <= 0.04 * deviation, `deviation ${spread}`);
    });

  it("normal is never less than none", () => {
    const chance = new Chance(SEED, "");
    for (let i = 0; i < 1000; i++) assert.ok(delay.normal(0, 1)(chance, 0) >= 0);
  });

  it("during holds while it is said to", () => {
    const burst = delay.during(second => second >= 10 && second < 20, delay.always(5));
    const chance = new Chance(SEED, "");
    assert.deepEqual([9.9, 10, 19.9, 20].map(second => burst(chance, second)), [0, 5, 5, 0]); // prettier-ignore
  });

  it("a path changes when it is said to", () => {
    const path = delay.changed(10, delay.always(1), delay.always(2));
    const chance = new Chance(SEED, "");
    assert.deepEqual([9.9, 10].map(second => path(chance, second)), [1, 2]); // prettier-ignore
  });
});
