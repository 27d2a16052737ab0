/**
 * All cases beside each other: RMS of the true error as part of chrony's, what ntpd, the Kalman filter of before and
 * the oracle come to, and the part that is aimed at.
 */
import { RMS_AIM } from "../report.js";
import { type Case } from "./cases.js";
import { legend } from "./legend.js";
import { Panel } from "./panel.js";
import { LinearScale } from "./scale.js";
import { element, label, line, svg } from "./svg.js";

const WIDTH = 880;
const HEIGHT = 332;
const LEFT = 48;
const RIGHT = 860;
const TOP = 74;
const BOTTOM = 284;

/** What is more is written as a number. */
const MOST = 1.6;

/** Where a bar's figure stands: between the oracle's marks and all others. */
const BELOW_MARKS = 0.25;

const BAR = 34;
const MARK = 22;
const DIAMOND = 6;
const CIRCLE = 5;

const TITLE = "RMS of the clock's true error as part of chrony's, medians";

const LEGEND = [
  { className: "bar", text: "xs-ntp" },
  { className: "rival", text: "chrony" },
  { className: "rival most", text: `the aim, ${RMS_AIM}` },
  { className: "none", text: "◇ ntpd 4.2.8" },
  { className: "none", text: "○ the Kalman filter of before" },
  { className: "limit", text: "the oracle" },
];

/** `cases`: two by two, one scenario each. */
export function comparisonChart(cases: readonly Case[]): string {
  const y = new LinearScale(0, MOST, BOTTOM, TOP, value => value.toFixed(1), MOST / 0.2);
  const x = new LinearScale(0, cases.length, LEFT, RIGHT, () => "", 1);
  const panel = new Panel(x, y).level(1, "rival").level(RMS_AIM, "rival most");
  const heading = label(LEFT, 24, TITLE, { class: "title" });
  const bars = cases.map((each, i) => bar(each, x.at(i + 0.5), y));
  return svg(WIDTH, HEIGHT, TITLE, heading, legend(LEFT, 48, LEGEND), panel.text(""), ...bars);
}

function bar(
  { chrony, kalman, ntpd, oracle, polls, rms, scenario }: Case,
  middle: number,
  y: LinearScale,
): string {
  const ratio = (rms * 1e6) / chrony.rms;
  const limit = y.at((oracle * 1e6) / chrony.rms);
  const top = y.at(ratio);
  const box = { x: middle - BAR / 2, y: top, width: BAR, height: BOTTOM - top };
  return [
    element("rect", { class: "ours", ...box }),
    label(middle, y.at(BELOW_MARKS), ratio.toFixed(2), { ...MIDDLE, class: "inside" }),
    line([middle - MARK, limit], [middle + MARK, limit], "limit"),
    element("circle", { class: "dot", cx: middle, cy: y.at(kalman / chrony.rms), r: CIRCLE }),
    diamond(ntpd.rms / chrony.rms, middle, y),
    label(middle, BOTTOM + 17, scenario.name, MIDDLE),
    label(middle, BOTTOM + 33, `${polls.min}–${polls.max}`, { ...MIDDLE, class: "small soft" }),
  ].join("\n");
}

function diamond(ratio: number, x: number, y: LinearScale): string {
  const at = y.at(ratio);
  if (ratio > MOST) return label(x, TOP + 14, `◇ ${ratio.toFixed(1)}`, { ...MIDDLE, class: "small soft" });
  const points = `${x},${at - DIAMOND} ${x + DIAMOND},${at} ${x},${at + DIAMOND} ${x - DIAMOND},${at}`;
  return element("polygon", { class: "other", points });
}

const MIDDLE = { "text-anchor": "middle" };
