import assert from "node:assert/strict";
import { PPM, SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { PulseTrain } from "../../src/refclock/pulse-train.js";
import { near } from "../support/quantities.js";
import { seeded } from "../support/random.js";

const US = SECOND / 1e6;

/** A pulse `us` microseconds after second `seconds`, on a counter that is 100 ppm fast. */
function pulse(seconds: number, us = 0): Instant {
  const at = new Instant();
  at.set(seconds, 0);
  at.add(Math.round((seconds * 100 + us) * US));
  return at;
}

/** A train that has taken `count` pulses, from second 10 on. */
function steady(count = 40): PulseTrain {
  const train = new PulseTrain();
  for (let i = 0; i < count; i++) assert.ok(train.take(pulse(10 + i)), `pulse ${i}`);
  return train;
}

const ROWS: readonly [name: string, pulses: [seconds: number, us: number][], taken: boolean[]][] = [
  ["the next", [[50, 0]], [true]],
  ["one that is 15 us off", [[50, 15]], [true]],
  ["one that is 30 us off", [[50, 30]], [false]],
  ["one 100 ms after the last", [[49, 100_000]], [false]],
  ["the last again", [[49, 0]], [false]],
  [
    "one that comes late, and the next",
    [
      [50, 5000],
      [51, 0],
    ],
    [false, true],
  ],
  ["one after ten minutes", [[650, 300]], [true]],
  [
    "another beat, from its fifth on",
    [50, 51, 52, 53, 54, 55].map(s => [s, 5000]),
    [false, false, false, false, true, true],
  ],
  [
    "spikes that keep no beat",
    [50, 51, 52, 53, 54, 55].map((s, i) => [s, 5000 * (i + 1)]),
    [false, false, false, false, false, false],
  ],
];

describe("a train of pulses", () => {
  for (const [name, pulses, taken] of ROWS)
    it(`${name}: ${taken.join(" ")}`, () => {
      const train = steady();
      assert.deepEqual(
        pulses.map(([seconds, us]) => train.take(pulse(seconds, us))),
        taken,
      );
    });

  it("is not taken over by doubles that keep its beat", () => {
    const train = steady();
    for (let i = 0; i < 10; i++) {
      assert.ok(train.take(pulse(50 + i)));
      assert.ok(!train.take(pulse(50 + i, 100_000)));
    }
  });

  it("is steady from its eighth pulse on", () => {
    assert.ok(!steady(7).isSteady);
    assert.ok(steady(8).isSteady);
  });

  it("is one of the pulses that come on, not of a spike before them", () => {
    const train = new PulseTrain();
    train.take(pulse(9, 300_000));
    const taken = [10, 11, 12, 13, 14, 15].map(seconds => train.take(pulse(seconds)));
    assert.deepEqual(taken, [false, false, false, false, true, true]);
  });

  it("learns the counter's second", () => near(steady().period, SECOND + Math.round(100 * PPM), US / 100));

  it("measures their jitter", () => {
    const random = seeded(7);
    const train = new PulseTrain();
    for (let i = 0; i < 300; i++) assert.ok(train.take(pulse(10 + i, random(11) - 5)));
    near(train.jitter / US, 2.7, 0.8);
  });

  it("takes up the beat after hours, and keeps it", () => {
    const train = steady(300);
    const after = [0, 1, 2, 3].map(i => train.take(pulse(20_000 + i, 2000)));
    assert.deepEqual(after, [true, true, true, true]);
    assert.ok(train.isSteady);
  });

  it("begins anew when seconds cannot be counted any more", () => {
    const train = steady(3);
    assert.ok(train.take(pulse(1000, 300_000)));
    assert.ok(!train.isSteady);
    assert.deepEqual([train.period, train.jitter], [SECOND, 0]);
  });
});
