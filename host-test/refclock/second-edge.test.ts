import assert from "node:assert/strict";
import { SecondEdge } from "../../src/refclock/second-edge.js";
import { MILLISECOND, PPM, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { seeded } from "../support/random.js";

const TOOK = Math.round(0.3 * MILLISECOND);

/** Reads a chip that is `ahead` of a clock, and gains `gain`, as often as wanted; wakes come up to `late`. */
function measure(ahead: Q32, gain: number, late: Q32, readings: number): { edge: SecondEdge; ahead: Q32 } {
  const edge = new SecondEdge();
  const chance = seeded(7);
  const before = new Timestamp();
  before.set(4e9, chance(SECOND));
  const [after, second] = [new Timestamp(), new Timestamp()];
  let now = ahead;
  for (let i = 0; i < readings; i++) {
    const wait = (i === 0 ? 0 : edge.wait(before, 50 * MILLISECOND)) + chance(Math.round(late) + 1);
    before.add(wait);
    now += Math.round((wait / SECOND) * gain);
    after.copy(before);
    after.add(TOOK);
    second.copy(before);
    second.add(now + chance(TOOK));
    second.set(second.seconds, 0);
    edge.read(second, before, after, Math.abs(gain));
  }
  return { edge, ahead: now };
}

describe("the second's edge", () => {
  const rows = [
    { name: "an exact chip", ahead: 0, gain: 0 },
    { name: "one that is half a second ahead", ahead: SECOND / 2, gain: 0 },
    { name: "one that is years behind", ahead: -1e8 * SECOND, gain: 0 },
    { name: "one that gains 50 ppm", ahead: 0.3 * SECOND, gain: 50 * PPM },
    { name: "one that loses 50 ppm", ahead: -7.9 * SECOND, gain: -50 * PPM },
  ];
  for (const { name, ahead, gain } of rows)
    it(`of ${name} is found, and how well`, () => {
      for (const late of [0, 0.5 * MILLISECOND]) {
        const measured = measure(Math.round(ahead), gain, late, 14);
        const { edge } = measured;
        assert.ok(edge.isConsistent);
        assert.ok(Math.abs(edge.offset - measured.ahead) <= edge.error, "the error is honest");
        assert.ok(edge.error < 2 * MILLISECOND, `${edge.error / MILLISECOND} ms`);
      }
    });

  it("is known to within half a second after one reading", () => {
    const { edge } = measure(0, 0, 0, 1);
    assert.ok(edge.error >= SECOND / 2 && edge.error < SECOND / 2 + MILLISECOND);
  });

  it("is not where one of the two was set between the readings", () => {
    const { edge } = measure(0, 0, 0, 5);
    const [second, before] = [new Timestamp(), new Timestamp()];
    second.set(4e9 + 100, 0);
    before.set(4e9 + 107, 0);
    edge.read(second, before, before, 0);
    assert.equal(edge.isConsistent, false);
    edge.begin();
    edge.read(second, before, before, 0);
    assert.equal(edge.isConsistent, true);
  });
});
