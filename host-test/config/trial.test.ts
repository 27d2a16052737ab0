import assert from "node:assert/strict";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { Trial } from "../../src/config/trial.js";
import { SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { FakeTimers } from "../console/fake-node.js";

const ORDER = {
  before: new Configuration(Dialect.Vrp),
  by: "con0",
  at: 0,
  label: "",
  description: "",
  owner: {},
  end: new Instant(),
};

describe("a trial", () => {
  it("goes back when its time is over, again and again until it could", () => {
    const timers = new FakeTimers();
    const trial = new Trial(timers);
    let [count, isPossible] = [0, false];
    trial.begin(ORDER, 60 * SECOND, () => {
      count++;
      if (isPossible) trial.end();
      return isPossible;
    });
    timers.pass(59);
    assert.equal(count, 0);
    timers.pass(1);
    assert.equal(count, 1);
    timers.pass(10);
    assert.equal(count, 2);
    assert.equal(trial.underWay, ORDER);
    isPossible = true;
    timers.pass(10);
    assert.equal(trial.underWay, undefined);
    timers.pass(1000);
    assert.equal(count, 3);
  });

  it("does not begin over another one", () => {
    const trial = new Trial(new FakeTimers());
    trial.begin(ORDER, 60 * SECOND, () => true);
    assert.throws(() => trial.begin({ ...ORDER }, SECOND, () => true), /on trial already/);
    assert.equal(trial.underWay, ORDER);
    trial.end();
    trial.begin(ORDER, 60 * SECOND, () => true);
  });

  it("that has ended does not go back", () => {
    const timers = new FakeTimers();
    const trial = new Trial(timers);
    trial.begin(ORDER, 60 * SECOND, () => assert.fail());
    trial.end();
    timers.pass(1000);
    assert.equal(trial.underWay, undefined);
  });
});
