import assert from "node:assert/strict";
import { Panel } from "./panel.js";
import { LinearScale } from "./scale.js";

/** Ten seconds in 10 pixels from 5 on, -4 to 4 in 80 pixels up from 100. */
function panel(): Panel {
  const x = new LinearScale(0, 10, 5, 15, second => `${second} s`, 2);
  const y = new LinearScale(-4, 4, 100, 20, value => `${value} m`, 2);
  return new Panel(x, y);
}

const DRAWN: { name: string; draw: (on: Panel) => Panel; wanted: string }[] = [
  {
    name: "a shade up to a time",
    draw: on => on.shade(4),
    wanted: `<rect class="early" x="5" y="20" width="4" height="80"/>`,
  },
  {
    name: "all that is at most so far from 0, on both sides",
    draw: on => on.around(0, 3, second => second + 1),
    wanted: `<polygon class="claim" points="5.5,50 7.5,30 7.5,90 5.5,70"/>`,
  },
  {
    name: "all that is below, down to the ground",
    draw: on => on.under(0, 3, second => second + 1),
    wanted: `<polygon class="claim" points="5.5,50 7.5,30 7.5,100 5.5,100"/>`,
  },
  {
    name: "a trace of all values",
    draw: on => on.trace(2, 4, second => second - 3),
    wanted: `<polygon class="trace" points="7.5,70 8.5,60 8.5,60 7.5,70"/>`,
  },
  {
    name: "the greatest values",
    draw: on => on.top(2, 4, second => second - 3),
    wanted: `<polyline class="line" points="7.5,70 8.5,60"/>`,
  },
  {
    name: "a level from a time on",
    draw: on => on.level(2, "rival", 5),
    wanted: `<line class="rival" x1="10" y1="40" x2="15" y2="40"/>`,
  },
  {
    name: "a level from the beginning",
    draw: on => on.level(-2, "rival"),
    wanted: `<line class="rival" x1="5" y1="80" x2="15" y2="80"/>`,
  },
  {
    name: "a point and what it is",
    draw: on => on.mark(5, 0, "here"),
    wanted: `<circle class="mark" cx="10" cy="60" r="3.5"/>\n<text x="16" y="54" class="small halo">here</text>`,
  },
];

describe("a panel of a plot", () => {
  for (const { draw, name, wanted } of DRAWN)
    it(`has ${name}`, () => {
      const text = draw(panel()).text("");
      assert.ok(text.includes(wanted), text);
    });

  it("has a frame, a title above, and axes with their marks beside", () => {
    const text = panel().text("A title");
    for (const wanted of [
      `<rect class="frame" x="5" y="20" width="10" height="80"/>`,
      `<text x="5" y="13">A title</text>`,
      `<line class="grid" x1="10" y1="20" x2="10" y2="100"/>`,
      `<line class="grid" x1="5" y1="60" x2="15" y2="60"/>`,
      `text-anchor="middle">5 s</text>`,
      `text-anchor="end">0 m</text>`,
    ])
      assert.ok(text.includes(wanted), `${wanted} in ${text}`);
  });

  it("is drawn from the ground up: shade, grid, what is shown, frame", () => {
    const text = panel().level(0, "rival").shade(4).text("");
    const order = ["early", "grid", "rival", "frame"].map(name => text.indexOf(`class="${name}"`));
    assert.deepEqual(order, [...order].sort((a, b) => a - b)); // prettier-ignore
    assert.ok(order[0] >= 0);
  });
});
