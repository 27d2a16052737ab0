/**
 * `npm run plots`: draws the plots of docs/timekeeping.md from what the simulator shows, and fills in its table of
 * figures. Every seed is fixed, so that the same code draws the same again.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCase, type Case } from "./plot/cases.js";
import { comparisonChart } from "./plot/comparison-chart.js";
import { figureTable, filledIn } from "./plot/figure-table.js";
import { holdoverChart } from "./plot/holdover-chart.js";
import { runHoldover } from "./plot/holdover-run.js";
import { scenarioChart } from "./plot/scenario-chart.js";
import { POLLS, SCENARIOS } from "./scenarios.js";

const SEEDS = 30;

const DOCS = join(import.meta.dirname, "../../../docs");
const TEXT = join(DOCS, "timekeeping.md");

const all: Case[] = [];
for (const scenario of SCENARIOS) {
  const cases = POLLS.map(polls => runCase(scenario, polls, SEEDS));
  write(scenario.name.toLowerCase(), scenarioChart(cases));
  all.push(...cases);
}
write("comparison", comparisonChart(all));
write("holdover", holdoverChart([runHoldover("plain"), runHoldover("thermometer")]));
writeFileSync(TEXT, filledIn(readFileSync(TEXT, "utf8"), figureTable(all)));

function write(name: string, text: string): void {
  writeFileSync(join(DOCS, "plots", `${name}.svg`), text);
  console.log(`docs/plots/${name}.svg`);
}
