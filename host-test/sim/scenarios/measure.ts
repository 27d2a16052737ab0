/**
 * What limits could be: each figure of each trial over many seeds, its median and its worst, beside the limit set.
 *
 *     npx tsc && node build/host-test/sim/scenarios/measure.js [--seeds N] [--from SEED] [PART OF A NAME]
 */
import { parseArgs } from "node:util";
import { figuresOf } from "../figures.js";
import { judge, MEASURES } from "./judge.js";
import { runTrial, type Seen } from "./run-trial.js";
import { type Trial } from "./trial.js";
import { TRIALS } from "./trials.js";

const { values, positionals } = parseArgs({
  options: { seeds: { type: "string", default: "20" }, from: { type: "string", default: "1" } },
  allowPositionals: true,
});

for (const [group, trials] of Object.entries(TRIALS))
  for (const trial of trials) if ((group + ": " + trial.name).includes(positionals[0] ?? "")) measure(trial);

function measure(trial: Trial): void {
  const began = process.cpuUsage();
  const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => Number(values.from) + i);
  const runs = seeds.map(seed => runTrial(trial, seed));
  const { system, user } = process.cpuUsage(began);
  console.log(`\n${trial.name}: ${((user + system) / 1e6 / seeds.length).toFixed(2)} s a run`);
  for (const node of runs[0].keys()) measureNode(runs.map(seen => seen[node]));
  for (const [i, seen] of runs.entries())
    for (const one of seen)
      for (const finding of judge(one)) console.log(`  seed ${seeds[i]}, ${one.host.name}: ${finding}`);
}

function measureNode(runs: readonly Seen[]): void {
  const figures = runs.map(({ probe, settling }) => figuresOf(probe, settling));
  const cells = MEASURES.map(({ name, of }) => {
    const sorted = runs.map((seen, i) => of(seen, figures[i])).sort((a, b) => a - b);
    const limit = runs[0].limits[name];
    const text = `${name} ${short(sorted[sorted.length >> 1])}/${short(sorted[sorted.length - 1])}`;
    return limit === undefined ? text : `${text} [${short(limit)}]`;
  });
  const worst = Math.max(...runs.map(({ probe }) => probe.invariant.worstRatio));
  console.log(`  ${runs[0].host.name}: ${cells.join(", ")}, of the claim ${worst.toFixed(2)}`);
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
