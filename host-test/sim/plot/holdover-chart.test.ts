import assert from "node:assert/strict";
import { ClockState } from "../../../src/core/system.js";
import { type Probe } from "../probe.js";
import { holdoverChart } from "./holdover-chart.js";
import { DAY, runHoldover } from "./holdover-run.js";

const DAYS = 2;

describe("the plot of holdover", () => {
  let boards: Probe[];
  before(() => (boards = [runHoldover("plain", DAYS), runHoldover("thermometer", DAYS)]));

  it("is of some days with a server and one without", () => {
    for (const { count, states } of boards) {
      assert.equal(count, (DAYS + 1) * DAY + 1);
      assert.equal(states[DAYS * DAY - 1], ClockState.Synchronized);
      assert.equal(states[DAYS * DAY + 6 * 3600], ClockState.Holdover);
    }
  });

  it("is of boards in the same room, and one of them knows its temperature", () => {
    const [plain, warm] = boards.map(({ errors }) => errors[(DAYS + 1) * DAY]);
    assert.notEqual(plain, warm);
    assert.equal(boards[0].errors[0], boards[1].errors[0]);
  });

  it("has the claim around the error, day by day and hour by hour", () => {
    const text = holdoverChart(boards);
    for (const pattern of [
      />no thermometer: the day/,
      />with a thermometer: the day/,
      />0 d</,
      />3 d</,
      />24 h</,
    ])
      assert.match(text, pattern);
    assert.equal(text.match(/class="claim"/g)!.length, 4);
    assert.equal(text.match(/class="trace"/g)!.length, 2);
    assert.ok(text.length < 60_000, `${text.length} letters`);
  });

  it("has in the day without a server that day alone", () => {
    const text = holdoverChart(boards);
    const hours = [...text.matchAll(/>(\d+) h</g)].map(([, hour]) => Number(hour));
    assert.deepEqual(hours, [0, 6, 12, 18, 24, 0, 6, 12, 18, 24]);
    // It begins with what was claimed last, not with what was before the first sample.
    const claims = [...text.matchAll(/class="claim" points="[\d.]+,([\d.]+)/g)].map(([, y]) => Number(y));
    const tops = [...text.matchAll(/class="frame" x="[\d.]+" y="([\d.]+)"/g)].map(([, y]) => Number(y));
    assert.ok(claims[1] > tops[1] + 20 && claims[3] > tops[3] + 20, `${claims} below ${tops}`);
  });
});
