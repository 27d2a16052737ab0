/**
 * `npm run sim`: the six scenarios beside what other programs reach, then the same ones moved a little, with
 * seeds that are new each time.
 *
 *     npm run sim -- [--seeds N] [--scenario S3 …] [--polls 4-6 …] [--moved N] [--fresh SEED]
 *
 * `--seeds`: with how many seeds, 1 and up, each case is run; `--moved`: how often it is run moved; `--fresh`: what
 * those runs are drawn from, to see a run of before again.
 */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { Chance } from "./chance.js";
import { drawFactors, moved } from "./moved.js";
import { caseLines, movedLine, pollsText, shortfalls } from "./report.js";
import { runScenario, type Outcome, type Polls, type Scenario } from "./scenario.js";
import { POLLS, SCENARIOS } from "./scenarios.js";

const SEEDS = "10";
const MOVED = "3";
const WORD = 2 ** 32;

const { values: options } = parseArgs({
  options: {
    seeds: { type: "string", default: SEEDS },
    scenario: { type: "string", multiple: true, default: SCENARIOS.map(({ name }) => name) },
    polls: { type: "string", multiple: true, default: POLLS.map(({ min, max }) => `${min}-${max}`) },
    moved: { type: "string", default: MOVED },
    fresh: { type: "string", default: String(randomInt(WORD)) },
  },
});

interface Case {
  readonly scenario: Scenario;
  readonly polls: Polls;
}

const cases: Case[] = options.polls
  .map(text => text.split("-").map(Number))
  .flatMap(([min, max]) =>
    SCENARIOS.filter(({ name }) => options.scenario.includes(name)).map(scenario => ({
      scenario,
      polls: { min, max },
    })),
  );

let runs = 0;
let wrongRuns = 0;
const short: string[] = [];

function run(scenario: Scenario, polls: Polls, seed: number): Outcome {
  const outcome = runScenario(scenario, polls, seed);
  runs++;
  if (outcome.probe.invariant.violations > 0) wrongRuns++;
  return outcome;
}

function runFixed({ scenario, polls }: Case): void {
  const seeds = Array.from({ length: Number(options.seeds) }, (_, i) => i + 1);
  const outcomes = seeds.map(seed => run(scenario, polls, seed));
  short.push(...shortfalls(outcomes));
  for (const line of caseLines(outcomes)) console.log(line);
}

/** Each run has a stream of its own, so that one is the same with or without the others. */
function runMoved({ scenario, polls }: Case): void {
  for (let i = 0; i < Number(options.moved); i++) {
    const chance = new Chance(Number(options.fresh), `${scenario.name} ${pollsText(polls)} ${i}`);
    const factors = drawFactors(chance);
    const outcome = run(moved(scenario, factors), polls, chance.word());
    console.log(movedLine(outcome, factors));
  }
}

/** Of a client that polls every 16 s and is looked at every second. */
function exchangesPerSecond(): number {
  const polls = { min: 4, max: 4 };
  const began = process.cpuUsage();
  const { requests } = runScenario({ ...SCENARIOS[0], seconds: 200_000 }, polls, 1);
  const { user, system } = process.cpuUsage(began);
  return requests / ((user + system) / 1e6);
}

console.log(`medians over seeds 1 to ${options.seeds}`);
for (const one of cases) runFixed(one);
console.log(`moved by up to a fifth, with fresh seeds: repeat with --fresh ${options.fresh}`);
for (const one of cases) runMoved(one);
console.log("\nshort of the aims, as parts of chrony's figure:");
for (const line of short) console.log(line);
const wrong = wrongRuns === 0 ? "errors within the claim in all" : `CLAIM TOO SMALL in ${wrongRuns}`;
console.log(`\n${wrong} of ${runs} runs`);
console.log(`${Math.round(exchangesPerSecond()).toLocaleString("en")} exchanges a second of one core`);
