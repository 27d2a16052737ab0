/**
 * One scenario at both ranges of polls: above, the clock's true error over time, on an axis as long as chrony's
 * largest; below, from the first second on, how far off it is and how far off it claims to be, on logarithmic axes.
 */
import { SECOND } from "../../../src/time/fixed.js";
import { NAMES, type Case } from "./cases.js";
import { legend, type Entry } from "./legend.js";
import { Panel, type Series } from "./panel.js";
import { durationText, LinearScale, LogScale } from "./scale.js";
import { label, svg } from "./svg.js";

const WIDTH = 880;
const HEIGHT = 486;
const LEFT = 66;
const PANEL_WIDTH = 350;
const APART = 424;
const ABOVE = { top: 82, bottom: 242 };
const BELOW = { top: 286, bottom: 454 };

const MICROSECOND = 1e-6;

/** The error's axis goes this much beyond what chrony is off by at most. */
const ROOM = 1.15;

/** What errors and claims are shown between, in seconds. */
const LEAST = 1e-6;
const MOST = 10;

const LEGEND: readonly Entry[] = [
  { className: "line", text: "error of the clock" },
  { className: "edge", text: "what it claims to be off by at most" },
  { className: "rival", text: "chrony, RMS" },
  { className: "rival most", text: "chrony, maximum" },
];

/** `cases`: the ranges of polls, from left to right. */
export function scenarioChart(cases: readonly Case[]): string {
  const { name } = cases[0].scenario;
  const title = `${name}, ${NAMES[name]}`;
  const panels = cases.flatMap((each, i) => {
    const left = LEFT + i * APART;
    return [errorPanel(each, left), claimPanel(each, left)];
  });
  const heading = label(LEFT, 24, title, { class: "title" });
  return svg(WIDTH, HEIGHT, title, heading, legend(LEFT, 46, LEGEND), ...panels);
}

function errorPanel({ chrony, max, polls, rms, scenario, shown }: Case, left: number): string {
  const { seconds, settling } = scenario;
  const most = chrony.max * MICROSECOND * ROOM;
  const x = new LinearScale(0, seconds, left, left + PANEL_WIDTH, secondsText);
  const y = new LinearScale(-most, most, ABOVE.bottom, ABOVE.top, durationText);
  const panel = new Panel(x, y).shade(settling);
  const { errors } = shown.probe;
  panel.trace(0, seconds, second => errors[second] / SECOND);
  for (const sign of [-1, 1]) {
    panel.level(sign * chrony.rms * MICROSECOND, "rival", settling);
    panel.level(sign * chrony.max * MICROSECOND, "rival most", settling);
  }
  const reached = `RMS ${durationText(rms)}, maximum ${durationText(max)}`;
  return panel.text(`polls ${polls.min}–${polls.max}: ${reached}`);
}

function claimPanel({ chrony, scenario, shown }: Case, left: number): string {
  const { seconds, settling } = scenario;
  const x = new LogScale(1, seconds, left, left + PANEL_WIDTH, secondsText);
  const y = new LogScale(LEAST, MOST, BELOW.bottom, BELOW.top, durationText);
  const { claims, errors } = shown.probe;
  const error: Series = second => Math.abs(errors[second]) / SECOND;
  const panel = new Panel(x, y).shade(settling);
  panel.under(1, seconds, second => claims[second] / SECOND).top(1, seconds, error);
  panel.level(chrony.rms * MICROSECOND, "rival", settling);
  panel.level(chrony.max * MICROSECOND, "rival most", settling);
  if (chrony.toMillisecond !== undefined) panel.mark(chrony.toMillisecond, 1e-3, "chrony within 1 ms");
  if (chrony.toTenth !== undefined) panel.mark(chrony.toTenth, 1e-4, "within 100 µs");
  return panel.text("the same from the first second on, and the claim");
}

function secondsText(seconds: number): string {
  return `${seconds.toLocaleString("en")} s`;
}
