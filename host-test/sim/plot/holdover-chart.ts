/**
 * Holdover, of a board without a thermometer above and of one with it below: a month with a server and the day
 * without, and that day once more alone.
 */
import { SECOND } from "../../../src/time/fixed.js";
import { type Probe } from "../probe.js";
import { DAY } from "./holdover-run.js";
import { legend } from "./legend.js";
import { Panel } from "./panel.js";
import { durationText, LinearScale, LogScale } from "./scale.js";
import { label, svg } from "./svg.js";

const WIDTH = 880;
const HEIGHT = 500;
const LEFT = 66;
const PANEL_WIDTH = 350;
const APART = 424;
const TOP = 84;
const PANEL_HEIGHT = 162;
const BELOW = 216;

const HOUR = 3600;

/** What the month is shown between, in seconds. */
const LEAST = 1e-6;
const MOST = 1;

/** The day's axis goes this much beyond what is claimed at its end. */
const ROOM = 1.05;

const TITLE = "A month with a server 2 ms away, in a room of 18 to 26 °C, and a day without";

const LEGEND = [
  { className: "line", text: "error of the clock" },
  { className: "edge", text: "what it claims to be off by at most" },
];

/** `boards`: the runs of the board without and of the one with a thermometer. */
export function holdoverChart(boards: readonly Probe[]): string {
  const heading = label(LEFT, 24, TITLE, { class: "title" });
  const panels = boards.flatMap((probe, i) => {
    const top = TOP + i * BELOW;
    const board = i === 0 ? "no thermometer" : "with a thermometer";
    return [monthPanel(probe, top, board), dayPanel(probe, top, board)];
  });
  return svg(WIDTH, HEIGHT, TITLE, heading, legend(LEFT, 46, LEGEND), ...panels);
}

function monthPanel({ claims, errors }: Probe, top: number, board: string): string {
  const last = errors.length - 1;
  const x = new LinearScale(0, last, LEFT, LEFT + PANEL_WIDTH, second => `${second / DAY} d`, 6, DAY);
  const y = new LogScale(LEAST, MOST, top + PANEL_HEIGHT, top, durationText);
  const panel = new Panel(x, y);
  panel.under(1, errors.length, second => claims[second] / SECOND);
  panel.top(1, errors.length, second => Math.abs(errors[second]) / SECOND);
  return panel.text(`${board}: the largest error, and the claim`);
}

function dayPanel({ claims, errors }: Probe, top: number, board: string): string {
  const last = errors.length - 1;
  const loss = last - DAY;
  const left = LEFT + APART;
  const most = (ROOM * claims[last]) / SECOND;
  const hours = (second: number): string => `${(second - loss) / HOUR} h`;
  const x = new LinearScale(loss, last, left, left + PANEL_WIDTH, hours, 4, 6 * HOUR);
  const y = new LinearScale(-most, most, top + PANEL_HEIGHT, top, durationText);
  const panel = new Panel(x, y);
  panel.around(loss, errors.length, second => claims[second] / SECOND);
  panel.trace(loss, errors.length, second => errors[second] / SECOND);
  return panel.text(`${board}: the day without a server`);
}
