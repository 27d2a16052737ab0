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
});
