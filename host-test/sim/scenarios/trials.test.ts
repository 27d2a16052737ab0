/**
 * Every trial with the same few seeds, held to its limits, and with one that nobody has seen before, held to what
 * holds with any. `XS_NTP_SEED=N` repeats a fresh one.
 */
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { judge, loosened } from "./judge.js";
import { runTrial, type Seen } from "./run-trial.js";
import { SEEDS } from "./trial.js";
import { TRIALS } from "./trials.js";

const FRESH = Number(process.env.XS_NTP_SEED ?? randomInt(2 ** 32));

/** A month, with four times what it takes. */
const PATIENCE_MS = 60_000;

for (const [about, trials] of Object.entries(TRIALS))
  describe(`scenarios: ${about}`, function () {
    this.timeout(PATIENCE_MS);
    for (const trial of trials) {
      const { name, seeds = SEEDS } = trial;

      it(`${name} (seed ${seeds.join(", ")})`, () => {
        const found = seeds.flatMap(seed => runTrial(trial, seed).flatMap(seen => sentences(seen, seed)));
        assert.deepEqual(found, []);
      });

      it(`${name} (fresh seed ${FRESH})`, () => {
        const found = runTrial(trial, FRESH).flatMap(seen => judge(seen, loosened(seen.limits)));
        assert.deepEqual(found, []);
      });
    }
  });

function sentences(seen: Seen, seed: number): readonly string[] {
  return judge(seen).map(sentence => `seed ${seed}, ${seen.host.name}: ${sentence}`);
}
