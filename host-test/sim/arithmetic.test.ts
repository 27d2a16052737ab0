import assert from "node:assert/strict";
import { exp, ln, sineOfTurns } from "./arithmetic.js";
import { Chance } from "./chance.js";

const SEED = 5;
const DRAWS = 10_000;

describe("arithmetic", () => {
  const functions = [
    { name: "ln", ours: ln, theirs: Math.log, draw: (chance: Chance) => chance.pareto(0.05) },
    { name: "ln below 1", ours: ln, theirs: Math.log, draw: (chance: Chance) => 1 / chance.pareto(0.05) },
    { name: "exp", ours: exp, theirs: Math.exp, draw: (chance: Chance) => 50 * chance.normal() },
    {
      name: "the sine of turns",
      ours: sineOfTurns,
      theirs: (turns: number) => Math.sin(2 * Math.PI * turns),
      draw: (chance: Chance) => 2 * chance.normal(),
    },
  ];
  for (const { name, ours, theirs, draw } of functions)
    it(`${name} is that of Math to the last digits (seed ${SEED})`, () => {
      const chance = new Chance(SEED, name);
      for (let i = 0; i < DRAWS; i++) {
        const x = draw(chance);
        const right = theirs(x);
        const wrong = Math.abs(ours(x) - right) / Math.max(Math.abs(right), 1);
        assert.ok(wrong < 3e-14, `${x}: ${ours(x)}, not ${right}`);
      }
    });

  const exact = [
    { name: "ln 1", value: ln(1), is: 0 },
    { name: "exp 0", value: exp(0), is: 1 },
    { name: "a sine after no turn", value: sineOfTurns(0), is: 0 },
  ];
  for (const { name, value, is } of exact) it(`${name} is ${is}`, () => assert.equal(value, is));
});
