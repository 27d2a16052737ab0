import assert from "node:assert/strict";
import { HeardWay } from "../../src/core/heard-way.js";
import { MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Chance } from "../support/chance.js";

const ms = (value: number): Q32 => Math.round(value * MILLISECOND);
const near = (actual: number, wanted: number, by: number): void =>
  assert.ok(Math.abs(actual - wanted) <= by, `${actual} ~ ${wanted}`);

/** A way measured as 11 ms, on which packets wait for 1 ms in the mean. */
function measured(): HeardWay {
  const way = new HeardWay();
  way.begin(ms(1));
  way.expect(ms(11));
  return way;
}

describe("the way of broadcasts", () => {
  it("takes what was measured, less a wait", () => {
    const way = measured();
    assert.equal(way.delay, ms(11) - ms(1));
    // A wait, and a 50th of the way for what nobody thought of.
    near(Math.sqrt(way.delayVariance) / MILLISECOND, Math.sqrt(1 + 0.22 ** 2), 1e-6);
    near(Math.sqrt(way.noise) / MILLISECOND, 1 / 20, 1e-6);
    near(way.jitter / MILLISECOND, Math.sqrt(1 + 1 / 400), 1e-6);
  });

  it("takes what is assumed as it is, and that stays", () => {
    const way = new HeardWay();
    way.begin(ms(1));
    way.isAssumed = true;
    way.expect(ms(4));
    assert.equal(way.delay, ms(4));
    assert.equal(way.delayVariance, 0);
  });

  it("takes no less than no time", () => {
    const way = new HeardWay();
    way.begin(ms(1));
    way.expect(ms(0.5));
    assert.equal(way.delay, 0);
  });

  it("counts with a microsecond at least", () => {
    const way = new HeardWay();
    way.begin(0);
    assert.equal(way.queue, Math.round(SECOND / 1e6));
  });

  describe("measured again", () => {
    for (const { name, to, delay } of [
      { name: "as before", to: 11, delay: 9.5 },
      { name: "not far from what was learned", to: 18, delay: 9.5 },
      { name: "much longer", to: 20, delay: 19 },
      { name: "much shorter", to: 2, delay: 1 },
    ])
      it(name, () => {
        const way = measured();
        way.delay = ms(9.5);
        way.delayVariance = 1;
        way.expect(ms(to));
        near(way.delay / MILLISECOND, delay, 1e-6);
        assert.equal(way.delayVariance === 1, delay === 9.5);
      });
  });

  it("is learned of less with each broadcast, until an exchange shows where the clock is", () => {
    const way = measured();
    const before = way.delayVariance;
    way.learn(ms(1), 0);
    way.learn(ms(1), 0);
    assert.equal(way.delayVariance, Math.floor(Math.floor(before / 2) / 2));
    const now = way.delayVariance;
    const { queue } = way;
    way.reopen();
    near(way.delayVariance, now + (queue / 4) ** 2, 1);
  });

  for (const { mean, offset } of [
    { mean: 0.2, offset: 0 },
    { mean: 5, offset: 0 },
    { mean: 5, offset: 20 },
  ])
    it(`finds that packets wait for ${mean} ms, though the clock be ${offset} ms off`, () => {
      const way = measured();
      const chance = new Chance(mean * 10 + offset);
      let sum = 0;
      for (let i = 0; i < 400; i++) {
        way.learn(ms(mean * chance.exponential() + offset), 0);
        if (i >= 100) sum += way.queue / 300;
      }
      near(sum / MILLISECOND, mean, mean / 6);
    });

  describe("is passed over by what", () => {
    /** What becomes of so many, each so late, in ms. */
    const pass = (way: HeardWay, lates: readonly number[]): boolean[] =>
      lates.map(late => way.passesOver(ms(late), ms(1)));
    const same = (count: number, late: number): number[] => Array<number>(count).fill(late);

    it("came late beyond six waits and the doubt", () => {
      assert.deepEqual(pass(measured(), [0, 7, 7.1, -3, 50]), [false, false, true, false, true]);
    });

    it("goes on being late by as much: then the clock is thought to be wrong", () => {
      const way = measured();
      assert.ok(pass(way, same(11, 50)).every(Boolean));
      assert.equal(way.isLost, false);
      pass(way, [51]);
      assert.equal(way.isLost, true);
      assert.equal(way.queue, ms(1));
      pass(way, [3]);
      assert.equal(way.isLost, false, "no longer");
    });

    it("scatters is a queue, and packets wait for so long", () => {
      const way = measured();
      const lates = [20, 90, 40, 10, 60, 30, 80, 50, 70, 20, 40, 30];
      const verdicts = pass(way, lates);
      assert.deepEqual(verdicts, [...Array<boolean>(11).fill(true), false]);
      assert.equal(way.isLost, false);
      near(way.queue / MILLISECOND, 45, 1e-3);
    });

    it("is one in between: the row begins again", () => {
      const way = measured();
      pass(way, [...same(11, 50), 0, ...same(11, 50)]);
      assert.equal(way.isLost, false);
      pass(way, [50]);
      assert.equal(way.isLost, true);
    });
  });

  it("begins anew as if new", () => {
    const way = measured();
    for (let i = 0; i < 12; i++) way.passesOver(ms(50), 0);
    way.learn(ms(30), 0);
    way.begin(ms(1));
    way.expect(ms(11));
    assert.deepEqual(way, measured());
    assert.equal(way.isLost, false);
    way.learn(ms(30), 0);
    const fresh = measured();
    fresh.learn(ms(30), 0);
    assert.equal(way.queue, fresh.queue);
  });
});
