import assert from "node:assert/strict";
import { Chance } from "./chance.js";

const SEEDS = [1, 2, 3];
const DRAWS = 40_000;

describe("chance", () => {
  // Within five deviations of a mean of so many draws.
  const distributions = [
    { name: "uniform", draw: (chance: Chance) => chance.uniform(), mean: 1 / 2, variance: 1 / 12 },
    { name: "exponential", draw: (chance: Chance) => chance.exponential(), mean: 1, variance: 1 },
    { name: "normal", draw: (chance: Chance) => chance.normal(), mean: 0, variance: 1 },
    { name: "its square", draw: (chance: Chance) => chance.normal() ** 2, mean: 1, variance: 2 },
    { name: "its fourth power", draw: (chance: Chance) => chance.normal() ** 4, mean: 3, variance: 96 },
    { name: "gamma 1/2", draw: (chance: Chance) => chance.gamma(0.5), mean: 0.5, variance: 0.5 },
    { name: "gamma 3", draw: (chance: Chance) => chance.gamma(3), mean: 3, variance: 3 },
    { name: "gamma 1 below 0.1", draw: (chance: Chance) => (chance.gamma(1) < 0.1 ? 1 : 0), mean: 0.09516, variance: 0.0861 }, // prettier-ignore
    { name: "Pareto 5", draw: (chance: Chance) => chance.pareto(5), mean: 5 / 4, variance: 5 / 48 },
    { name: "below 10", draw: (chance: Chance) => chance.below(10), mean: 4.5, variance: 8.25 },
  ];
  for (const { name, draw, mean, variance } of distributions)
    it(`${name}: mean and variance (seeds ${SEEDS.join(", ")})`, () => {
      for (const seed of SEEDS) {
        const chance = new Chance(seed, name);
        let sum = 0;
        let squares = 0;
        for (let i = 0; i < DRAWS; i++) {
          const value = draw(chance);
          sum += value;
          squares += (value - mean) ** 2;
        }
        const tolerance = 5 * Math.sqrt(variance / DRAWS);
        assert.ok(Math.abs(sum / DRAWS - mean) < tolerance, `seed ${seed}: mean ${sum / DRAWS}`);
        const ratio = squares / DRAWS / variance;
        assert.ok(Math.abs(ratio - 1) < 0.25, `seed ${seed}: variance ${ratio} of what it should be`);
      }
    });

  it("uniform values lie in each tenth alike, and pairs of them in each hundredth (seed 4)", () => {
    const chance = new Chance(4, "");
    const counts = new Array<number>(100).fill(0);
    for (let i = 0; i < DRAWS; i++) counts[10 * chance.below(10) + chance.below(10)]++;
    for (const count of counts) assert.ok(Math.abs(count - 400) < 100, `${count}`);
  });

  it("the same seed and name give the same stream, another of either another one", () => {
    const draws = (seed: number, name: string): number[] => {
      const chance = new Chance(seed, name);
      return Array.from({ length: 8 }, () => chance.word());
    };
    assert.deepEqual(draws(1, "a"), draws(1, "a"));
    assert.notDeepEqual(draws(1, "a"), draws(1, "b"));
    assert.notDeepEqual(draws(1, "a"), draws(2, "a"));
    assert.notDeepEqual(draws(1, "ab"), draws(1, "ba"));
  });
});
