/** The oracle: its models are those that are drawn from, and it comes nearer to the truth than who knows less. */
import assert from "node:assert/strict";
import { Chance } from "./chance.js";
import { type Delay } from "./delay.js";
import { density, MODELS, oracleRms, type DelayModel } from "./oracle.js";
import { runScenario } from "./scenario.js";
import { SCENARIOS } from "./scenarios.js";

const DRAWS = 20_000;
const QUIET = 0;
const BURST = 450;

/** By how much the share of delays below a bound differs at most from what the model says (Kolmogorov). */
function distance(delay: Delay, model: DelayModel, second: number): number {
  const chance = new Chance(1, "delays");
  const drawn = Float64Array.from({ length: DRAWS }, () => delay(chance, second)).sort();
  const most = drawn[DRAWS - 1];
  // The quickest few matter most, and the tail is long: steps that grow.
  let worst = 0;
  let share = 0;
  let from = model.least;
  for (let i = 0, counted = 0; from < most; i++) {
    const to = model.least + (most - model.least) * ((i + 1) / 2000) ** 3;
    share +=
      ((density(model, from) + 4 * density(model, (from + to) / 2) + density(model, to)) * (to - from)) / 6;
    while (counted < DRAWS && drawn[counted] < to) counted++;
    worst = Math.max(worst, Math.abs(counted / DRAWS - share));
    from = to;
  }
  return worst;
}

describe("oracle", () => {
  for (const { name, there, back } of SCENARIOS)
    for (const [way, delay] of Object.entries({ there, back }))
      for (const second of [QUIET, BURST])
        it(`${name}: knows the delays ${way} in second ${second}`, () => {
          const model = MODELS[name][way as "there" | "back"](second);
          assert.ok(distance(delay, model, second) < 0.012, `${distance(delay, model, second)}`);
        });

  it("is nearer to the truth than a node", () => {
    const [lan] = SCENARIOS;
    const outcome = runScenario({ ...lan, seconds: 12_000, settling: 2_000 }, { min: 4, max: 6 }, 1);
    const rms = oracleRms(outcome);
    assert.ok(rms !== undefined && rms < outcome.figures.rms / 2, `${rms}, ${outcome.figures.rms}`);
  });

  it("has nothing to say of a scenario that it has no model of", () => {
    const [lan] = SCENARIOS;
    const outcome = runScenario(
      { ...lan, name: "S1 moved", seconds: 60, settling: 10 },
      { min: 4, max: 6 },
      1,
    );
    assert.equal(oracleRms(outcome), undefined);
  });
});
