import assert from "node:assert/strict";
import { Pace, Schedule } from "../../src/core/schedule.js";
import { instant } from "../support/quantities.js";

describe("schedule", () => {
  it("is silent before it begins, and after a reset", () => {
    const schedule = new Schedule();
    assert.equal(schedule.pace, Pace.Halted);
    schedule.begin(Pace.Steady, instant(100));
    schedule.missed = 3;
    schedule.rampLog2 = 4;
    schedule.countsSilence = true;
    schedule.reset();
    const { pace, missed, rampLog2, countsSilence } = schedule;
    assert.deepEqual({ pace, missed, rampLog2, countsSilence }, { ...PLAIN, pace: Pace.Halted });
  });

  it("counts anew from where a pace begins, but what was missed, and the rounds of a name", () => {
    const schedule = new Schedule();
    const at = instant(100);
    Object.assign(schedule, {
      requests: 4,
      samples: 3,
      unanswered: 1,
      plannedLog2: 6,
      missed: 2,
      fruitlessRounds: 1,
    });
    schedule.begin(Pace.Burst, at);
    const { nextAt, requests, samples, unanswered, plannedLog2, missed, fruitlessRounds } = schedule;
    assert.deepEqual(
      [requests, samples, unanswered, plannedLog2, missed, fruitlessRounds],
      [0, 0, 0, 0, 2, 1],
    );
    assert.equal(nextAt.equals(at), true);
    assert.notEqual(nextAt, at);
  });
});

const PLAIN = { missed: 0, rampLog2: Infinity, countsSilence: false };
