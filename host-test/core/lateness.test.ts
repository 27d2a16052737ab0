import assert from "node:assert/strict";
import { Lateness } from "../../src/core/lateness.js";
import { near } from "../support/quantities.js";

interface Case {
  readonly name: string;
  readonly late: number;
  /** Deviation of the normal part of the error; that of the expectation is 1. */
  readonly noise: number;
  readonly queue: number;
}

/** What is to be thought of the expectation after an arrival, and how likely that was, by Simpson's rule. */
const integrated = ({ late, noise, queue }: Case): { mean: number; variance: number; likelihood: number } => {
  const all = 1 + noise * noise;
  // If the wait were known, all would be normal: so what is integrated over is the wait, about its likeliest.
  const likeliest = Math.max(late - all / queue, 0);
  const slope = Math.abs(1 / queue - (late - likeliest) / all);
  const from = Math.max(likeliest - 9 * Math.sqrt(all), 0);
  const to = likeliest + Math.min(9 * Math.sqrt(all), 40 / slope);
  const steps = 2000;
  const height = -likeliest / queue - (late - likeliest) ** 2 / (2 * all);
  let weights = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i <= steps; i++) {
    const wait = from + ((to - from) * i) / steps;
    const simpson = i === 0 || i === steps ? 1 : i % 2 === 0 ? 2 : 4;
    const weight = simpson * Math.exp(-wait / queue - (late - wait) ** 2 / (2 * all) - height);
    weights += weight;
    sum += weight * wait;
    squares += weight * wait * wait;
  }
  const wait = sum / weights;
  return {
    mean: (late - wait) / all,
    variance: (noise * noise) / all + (squares / weights - wait * wait) / (all * all),
    likelihood: height + Math.log((weights * (to - from)) / (3 * steps) / Math.sqrt(2 * Math.PI * all)),
  };
};

const judged = (late: number, variance: number, queue: number): Lateness => {
  const lateness = new Lateness();
  lateness.judge(late, variance, queue);
  return lateness;
};

/** The logarithm of the likelihood. */
const logOf = ({ factor, exponent }: Lateness): number => Math.log(factor) + exponent;

describe("lateness", () => {
  const cases: Case[] = [
    { name: "as expected", late: 0, noise: 0.5, queue: 1 },
    { name: "late by the mean wait", late: 2, noise: 0.5, queue: 2 },
    { name: "a little early", late: -1, noise: 0.5, queue: 1 },
    { name: "early", late: -4, noise: 1, queue: 1 },
    { name: "far early", late: -15, noise: 1, queue: 1 },
    { name: "farther still", late: -600, noise: 1, queue: 3 },
    { name: "late", late: 6, noise: 0.5, queue: 2 },
    { name: "far late", late: 80, noise: 0.5, queue: 5 },
    { name: "farther still", late: 5000, noise: 0.5, queue: 5 },
    { name: "where waits are long", late: 10, noise: 0.1, queue: 100 },
    { name: "early where waits are long", late: -1, noise: 0.1, queue: 100 },
    { name: "where waits hardly matter", late: 1, noise: 0.5, queue: 0.05 },
    { name: "early where waits hardly matter", late: -3, noise: 0.5, queue: 0.05 },
    { name: "where waits are all", late: 0.5, noise: 0.05, queue: 1 },
    { name: "early where waits are all", late: -2, noise: 0.05, queue: 1 },
  ];
  for (const one of cases)
    it(`moves and narrows as it must: ${one.name} (${one.late} of ${one.queue})`, () => {
      const lateness = judged(one.late, 1 + one.noise * one.noise, one.queue);
      const { mean, variance, likelihood } = integrated(one);
      near(lateness.pull, mean, 1e-3, "mean");
      near(1 + lateness.bend, variance, 1e-3, "variance");
      near(logOf(lateness), likelihood, 1e-3, "likelihood");
    });

  it("an arrival however late moves by no more than its mean wait tells, and narrows nothing", () => {
    const { pull, bend } = judged(1e12, 400, 50);
    assert.equal(pull, 1 / 50);
    assert.ok(bend === 0);
  });

  it("one however early is taken for what it is: the expectation is there, and never surer than it can be", () => {
    for (const late of [-10, -100, -1e4, -1e8]) {
      const { pull, bend } = judged(late, 1, 1);
      near(pull / late, 1, 0.2, "all of the way");
      assert.ok(1 + bend > 0, `${late}: ${bend}`);
    }
  });

  it("in whatever unit", () => {
    const [small, large] = [judged(-2, 3, 4), judged(-2e6, 3e12, 4e6)];
    near(large.pull * 1e6, small.pull, 1e-12, "pull");
    near(large.bend * 1e12, small.bend, 1e-12, "bend");
    near(logOf(large), logOf(small), 1e-12, "likelihood");
  });

  // Its ways to reckon change where these deviations lie between the arrival and what would be just possible.
  for (const edge of [0, -8])
    it(`is of one piece at ${edge} deviations`, () => {
      const at = (by: number): Lateness => judged(0.5 + edge + by, 1, 2);
      const [before, after] = [at(-1e-9), at(1e-9)];
      near(before.pull, after.pull, 1e-3, "pull");
      near(before.bend, after.bend, 1e-3, "bend");
      near(logOf(before), logOf(after), 1e-4, "likelihood");
    });
});
