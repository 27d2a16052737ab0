/** Whole plots: drawn of short runs, they are well formed, small, within their bounds, and the same each time. */
import assert from "node:assert/strict";
import { runScenario } from "../scenario.js";
import { POLLS, SCENARIOS } from "../scenarios.js";
import { runCase, type Case } from "./cases.js";
import { comparisonChart } from "./comparison-chart.js";
import { scenarioChart } from "./scenario-chart.js";

const MOST_LETTERS = 60_000;
const SEEDS = [1, 2, 3];

function shortCases(): Case[] {
  const [scenario] = SCENARIOS;
  const short = { ...scenario, seconds: 3000, settling: 600 };
  return POLLS.map(polls => runCase(short, polls, SEEDS.length));
}

/** Every element is closed, in the order in which it was opened. */
function assertWellFormed(text: string): void {
  const open: string[] = [];
  for (const [, end, name, closed] of text.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (end) assert.equal(open.pop(), name);
    else if (!closed) open.push(name);
  }
  assert.deepEqual(open, []);
}

/** Nothing is drawn beside the ground. */
function assertWithin(text: string): void {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(text)!.map(Number);
  const xs = [...text.matchAll(/ (?:x|x1|x2|cx)="([^"]*)"/g)].map(([, x]) => Number(x));
  const ys = [...text.matchAll(/ (?:y|y1|y2|cy)="([^"]*)"/g)].map(([, y]) => Number(y));
  for (const [, points] of text.matchAll(/points="([^"]*)"/g))
    for (const point of points.split(" ")) {
      const [x, y] = point.split(",").map(Number);
      xs.push(x);
      ys.push(y);
    }
  assert.ok(xs.length > 20 && Math.min(...xs) >= 0 && Math.max(...xs) <= width);
  assert.ok(Math.min(...ys) >= 0 && Math.max(...ys) <= height);
}

const CHARTS = [
  { name: "a scenario", draw: scenarioChart, says: [/S1, LAN/, /polls 4–6: RMS/, /polls 6–10: RMS/, /chrony within 1 ms/] },
  { name: "the comparison", draw: comparisonChart, says: [/part of chrony/, />S1</, />4–6</, />6–10</] },
]; // prettier-ignore

describe("plots", () => {
  let cases: Case[];
  before(() => (cases = shortCases()));

  for (const { draw, name, says } of CHARTS)
    it(`of ${name}: well formed, small, and within bounds`, () => {
      const text = draw(cases);
      assertWellFormed(text);
      assertWithin(text);
      assert.ok(text.length <= MOST_LETTERS, `${text.length} letters`);
      for (const pattern of says) assert.match(text, pattern);
    });

  it("are the same each time", () => {
    const again = shortCases();
    for (const { draw } of CHARTS) assert.equal(draw(again), draw(cases));
  });

  it("show the run with the median RMS", () => {
    for (const { polls, rms, scenario, shown } of cases) {
      const all = SEEDS.map(seed => runScenario(scenario, polls, seed).figures.rms).sort((a, b) => a - b);
      assert.deepEqual([shown.figures.rms, rms], [all[1], all[1]]);
    }
  });

  it("write down what would lie beyond the axis", () => {
    const [lan] = cases;
    assert.match(comparisonChart([lan]), /◇ 1\.8/);
    assert.match(
      comparisonChart([{ ...lan, ntpd: { ...lan.ntpd, rms: lan.chrony.rms } }]),
      /<polygon class="other"/,
    );
  });
});
