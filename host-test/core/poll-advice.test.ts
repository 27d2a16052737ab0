import assert from "node:assert/strict";
import { ClockFilter } from "../../src/core/clock-filter.js";
import { Path } from "../../src/core/path.js";
import { PollAdvice } from "../../src/core/poll-advice.js";
import { Tracker } from "../../src/core/tracker.js";
import { MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";

/** A tracker that drifts by about 10 µs in 64 s: an even path of a millisecond each way, for hours. */
const steady = (): Tracker => {
  const tracker = new Tracker();
  const filter = new ClockFilter();
  const at = new Instant();
  for (let i = 0; i < 3; i++) filter.add(0, 2 * MILLISECOND, 0, at, at);
  const path = new Path();
  path.begin(filter);
  path.isReference = true;
  for (let i = 0; i < 100; i++) {
    tracker.predict(64 * SECOND);
    path.admit(2 * MILLISECOND, 5);
    tracker.observe(path, MILLISECOND, MILLISECOND);
  }
  return tracker;
};

/** What `PollAdvice` lets the clock drift by, in a sample's errors. */
const WORTH = 1.2;

/** How many updates until the advice changes, and to what. */
const change = (advice: PollAdvice, tracker: Tracker, noise: Q32): [number, number] => {
  const before = advice.pollLog2;
  for (let i = 1; i <= 100; i++) {
    advice.advise(tracker, noise);
    if (advice.pollLog2 !== before) return [i, advice.pollLog2];
  }
  return [100, before];
};

describe("poll advice", () => {
  const rows = [
    { name: "slows down where samples show less than the clock drifts", noise: 10, from: 6, to: 7, after: 6 },
    { name: "speeds up where the clock drifts more", noise: 0.0001, from: 8, to: 7, after: 2 },
    { name: "is in no hurry at slower polls", noise: 1000, from: 9, to: 10, after: 4 },
    { name: "stays at the slowest", noise: 1000, from: 10, to: 10, after: 100 },
    { name: "stays at the fastest", noise: 0.0001, from: 5, to: 5, after: 100 },
  ];
  for (const { name, noise, from, to, after } of rows)
    it(name, () => {
      const advice = new PollAdvice();
      advice.setRange(from, from);
      advice.setRange(5, 10);
      assert.deepEqual(change(advice, steady(), Math.round(noise * MILLISECOND)), [after, to]);
    });

  it("one that drifts a little less in an interval than samples show, and more in two, stays", () => {
    const tracker = steady();
    const advice = new PollAdvice();
    advice.setRange(6, 10);
    const noise = Math.round((tracker.growth(64 * SECOND) + tracker.growth(128 * SECOND)) / 2 / WORTH);
    assert.deepEqual(change(advice, tracker, noise), [100, 6]);
  });

  it("keeps to its range, and starts at its fastest", () => {
    const advice = new PollAdvice();
    advice.setRange(7, 9);
    assert.equal(advice.pollLog2, 7);
    advice.setRange(4, 6);
    assert.equal(advice.pollLog2, 6);
    advice.reset();
    assert.equal(advice.pollLog2, 4);
  });

  it("hurries as much as it may", () => {
    const advice = new PollAdvice();
    advice.setRange(10, 10);
    advice.setRange(7, 10);
    advice.hurry();
    assert.equal(advice.pollLog2, 7);
  });
});
