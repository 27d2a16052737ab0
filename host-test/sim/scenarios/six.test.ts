/**
 * The six scenarios that implementations are compared in: what part of chrony's error is left, with no more
 * requests than chrony sends. Medians of a few seeds; `npm run sim` has more of them, and all figures.
 */
import assert from "node:assert/strict";
import { median } from "../figures.js";
import { PEERS } from "../peers.js";
import { runScenario, type Outcome } from "../scenario.js";
import { POLLS, SCENARIOS } from "../scenarios.js";

const SEEDS = [1, 2, 3, 4, 5];

/** By scenario, at polls 4 to 6 and at polls 6 to 10: the most of chrony's RMS and maximum. */
const PARTS: Readonly<Record<string, readonly [Parts, Parts]>> = {
  S1: [{ rms: 0.75, max: 0.95 }, { rms: 0.85, max: 1 }], // prettier-ignore
  S2: [{ rms: 0.56, max: 0.6 }, { rms: 0.85, max: 1 }], // prettier-ignore
  S3: [{ rms: 0.85, max: 1 }, { rms: 0.85, max: 1 }], // prettier-ignore
  S4: [{ rms: 0.72, max: 0.8 }, { rms: 0.69, max: 0.8 }], // prettier-ignore
  S5: [{ rms: 0.85, max: 1 }, { rms: 0.85, max: 1 }], // prettier-ignore
  S6: [{ rms: 0.74, max: 0.95 }, { rms: 0.85, max: 1 }], // prettier-ignore
};

interface Parts {
  readonly rms: number;
  readonly max: number;
}

describe("scenarios: beside chrony", () => {
  for (const [i, polls] of POLLS.entries())
    for (const scenario of SCENARIOS)
      it(`${scenario.name} at polls ${polls.min} to ${polls.max} (seed ${SEEDS.join(", ")})`, () => {
        const outcomes = SEEDS.map(seed => runScenario(scenario, polls, seed));
        const chrony = PEERS[scenario.name].chrony[i];
        const parts = PARTS[scenario.name][i];
        const part = (ours: (outcome: Outcome) => number, theirs: number): number =>
          median(outcomes.map(ours)) / theirs;

        const rms = part(({ figures }) => figures.rms * 1e6, chrony.rms);
        assert.ok(rms <= parts.rms, `RMS is ${rms} of chrony's`);
        const max = part(({ figures }) => figures.max * 1e6, chrony.max);
        assert.ok(max <= parts.max, `the maximum is ${max} of chrony's`);
        const requests = part(outcome => outcome.requests, chrony.requests!);
        assert.ok(requests <= 1, `requests are ${requests} of chrony's`);
        for (const { probe, seed } of outcomes)
          assert.equal(probe.invariant.violations, 0, `seed ${seed}, second ${probe.invariant.violatedAt}`);
      }).timeout(60_000);
});
