import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { Gathering } from "../../src/core/gathering.js";
import { SoftwareClock } from "../../src/core/software-clock.js";
import { MILLISECOND, PPM, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";

/** The clock shows 0 when the counter does. */
function gathered(offsets: readonly Q32[], error: Q32, frequency = 0): Gathering {
  const gathering = new Gathering(new Association(0));
  const clock = new SoftwareClock();
  clock.steer(new Instant(), frequency, 0);
  offsets.forEach((offset, second) => {
    const at = new Instant();
    const time = new Timestamp();
    at.set(second, 0);
    time.set(second, 0);
    time.add(offset);
    gathering.add(at, time, error);
  });
  gathering.sum(clock);
  return gathering;
}

const MICROSECOND: Q32 = SECOND / 1e6;
const us = (value: number): Q32 => value * MICROSECOND;

describe("the readings between two polls", () => {
  const rows: { name: string; offsets: number[]; offset: number; dispersion: number; atSec: number }[] = [
    { name: "one is the sample", offsets: [7], offset: 7, dispersion: 2, atSec: 0 },
    { name: "of two the mean is", offsets: [6, 8], offset: 7, dispersion: 3, atSec: 0.5 },
    { name: "of four the middle two count", offsets: [9, 5, 700, 7], offset: 8, dispersion: 3, atSec: 1.5 },
    { name: "of eight, two late ones do not", offsets: [4, 4, 900, 4, 4, 800, 4, 4], offset: 4, dispersion: 2, atSec: 5 },
    { name: "of more than sixteen, the last do", offsets: [...Array<number>(16).fill(90), ...Array<number>(16).fill(3)], offset: 3, dispersion: 2, atSec: 23.5 },
  ]; // prettier-ignore
  for (const { name, offsets, offset, dispersion, atSec } of rows)
    it(name, () => {
      const gathering = gathered(offsets.map(us), us(2));
      assert.equal(Math.round(gathering.offset / MICROSECOND), offset);
      assert.equal(Math.round(gathering.dispersion / MICROSECOND), dispersion);
      assert.equal(gathering.at.seconds + gathering.at.fraction / SECOND, atSec);
    });

  it("are one point of a drift's line, and what they drift by is in doubt", () => {
    const { at, dispersion, offset } = gathered(Array<Q32>(16).fill(0), 0, 100 * PPM);
    const since = at.seconds + at.fraction / SECOND;
    assert.equal(Math.round((offset / MICROSECOND) * 1000), Math.round(-100_000 * since));
    assert.equal(Math.round(dispersion / MICROSECOND), 350);
  });

  it("hold offsets of decades", () => {
    const far = 1e9 * SECOND;
    const { offset } = gathered([far, far + MILLISECOND, far - MILLISECOND], 0);
    assert.ok(Math.abs(offset - far) < MILLISECOND);
  });
});
