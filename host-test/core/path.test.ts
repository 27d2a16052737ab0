import assert from "node:assert/strict";
import { Path } from "../../src/core/path.js";
import { Tracker } from "../../src/core/tracker.js";
import { half, MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { ms, near } from "../support/quantities.js";
import { filterOf, USUAL, Way } from "../support/way.js";

const GATE = 5;
const inMs = (value: Q32): number => value / MILLISECOND;

/** Begun with round trips of so many ms. */
const begun = (...roundTrips: number[]): Path => {
  const path = new Path();
  path.begin(filterOf(roundTrips.map(ms)));
  return path;
};

/** A path of 10 ms each way that is known, as after many samples, with mean waits of 1 ms. */
const known = (): Path => {
  const path = begun(20, 20);
  for (let i = 0; i < 32; i++) path.learn(ms(1), ms(1), 0);
  path.queueThere = path.queueBack = ms(1);
  path.admit(ms(20), GATE);
  path.delay = ms(10);
  path.delayVariance = path.noise = ms(0.05) ** 2;
  path.biasVariance = 0;
  return path;
};

/** The path as learned over exchanges 64 s apart, by a tracker whose clock is right. */
class Learner {
  readonly path: Path;
  readonly #tracker = new Tracker();

  constructor(readonly way: Way) {
    this.path = way.begin();
    this.path.isReference = true;
  }

  /** Takes in an exchange; answers whether it was not judged. */
  take(): boolean {
    this.#tracker.predict(64 * SECOND);
    this.way.exchange(0);
    if (this.path.admit(this.way.roundTrip, GATE)) return true;
    this.#tracker.observe(this.path, this.way.there, this.way.back);
    return false;
  }

  /** As if `count` exchanges were taken in. */
  learn(count: number): this {
    for (let i = 0; i < count; i++) this.take();
    return this;
  }
}

describe("path", () => {
  describe("begins with what round trips tell", () => {
    // An eighth of the least round trip counts as the waits of two more; the least of n has waited 0.63/√n of the mean.
    const rows = [
      { name: "two that are alike", roundTrips: [20, 20], wait: (2 * (20 / 8)) / 3 / 2, count: 2 },
      { name: "three", roundTrips: [22, 20, 30], wait: (2 + 10 + 2 * (20 / 8)) / 4 / 2, count: 3 },
      { name: "eight", roundTrips: [20, 21, 22, 23, 24, 25, 26, 27], wait: (28 + 5) / 9 / 2, count: 8 },
    ];
    for (const { name, roundTrips, wait, count } of rows)
      it(name, () => {
        const path = begun(...roundTrips);
        near(inMs(path.queueThere), wait, 1e-6);
        assert.equal(path.queueBack, path.queueThere);
        const leastWait = (0.63 * wait) / Math.sqrt(count);
        near(inMs(path.delay), 10 - leastWait, 1e-6);
        // The least wait, and a 50th of the way for what nobody thought of.
        near(inMs(Math.sqrt(path.delayVariance)), Math.sqrt(leastWait ** 2 + 0.2 ** 2), 1e-6);
        near(inMs(Math.sqrt(path.noise)), wait / 20, 1e-6);
        assert.equal(path.bias, 0);
        near(inMs(Math.sqrt(path.biasVariance)), 2.5, 1e-6, "as one way may be by a quarter the longer");
        assert.ok(path.isBegun && !path.isSettled);
      });

    it("however quick: no reading is better than a microsecond, no way shorter than nothing", () => {
      const path = begun(0.0001, 0.0001, 0.0001);
      assert.equal(path.queueThere, Math.round(SECOND / 1e6));
      assert.equal(path.noise, path.queueThere ** 2);
      assert.equal(path.delay, 0);
    });

    it("passing over polls without an answer", () => {
      const filter = filterOf([22, 20].map(ms));
      const now = new Instant();
      now.set(8, 0);
      filter.miss(now);
      filter.add(0, ms(30), 1, now, now);
      const path = new Path();
      path.begin(filter);
      const without = begun(22, 20, 30);
      assert.equal(path.delay, without.delay);
      assert.equal(path.queueThere, without.queueThere);
    });

    it("anew, once it is forgotten", () => {
      const path = known();
      path.bias = 5;
      for (let i = 0; i < 5; i++) path.admit(ms(100), GATE);
      path.forget();
      assert.ok(!path.isBegun && !path.isSettled);
      const fresh = begun(20, 20);
      path.begin(filterOf([20, 20].map(ms)));
      assert.deepEqual(path, fresh);
      for (const one of [path, fresh]) {
        assert.equal(one.admit(ms(100), GATE), true, "the first of a row");
        one.learn(ms(1), ms(2), 0);
        assert.ok(!one.isSettled);
      }
      assert.deepEqual(path, fresh);
    });
  });

  it("is settled after eight samples", () => {
    const path = begun(20, 20);
    for (let samples = 1; samples < 8; samples++) {
      assert.ok(!path.isSettled);
      path.learn(0, 0, 0);
    }
    assert.ok(path.isSettled);
  });

  it("what an offset may be wrong by is the mean wait and the noise", () => {
    const path = new Path();
    path.queueThere = 5;
    path.queueBack = 3;
    path.noise = 9;
    assert.equal(path.jitter, 5);
  });

  describe("before a sample is judged", () => {
    it("a little is doubted again: routes change, and sources", () => {
      const path = known();
      const { delayVariance } = path;
      path.admit(ms(20), GATE);
      const unrest = path.delayVariance - delayVariance;
      near(Math.sqrt(unrest), ms(1) / 100, 2);
      assert.equal(path.biasVariance, unrest);
      path.isReference = true;
      path.admit(ms(20), GATE);
      assert.equal(path.biasVariance, 0, "not the one that others are compared with");
    });

    it("one that is quicker than can be shows a shorter path, at once", () => {
      const path = known();
      const { delayVariance } = path;
      assert.equal(path.admit(ms(16), GATE), false);
      assert.equal(path.delay, ms(8));
      near(inMs(Math.sqrt(path.delayVariance - delayVariance)), 2, 0.001);
    });

    it("one that may be quicker by chance shows nothing", () => {
      const path = known();
      // √2 · 0.05 ms is the deviation of that.
      const within = half(ms(20) - 2 * ms(4.9 * Math.SQRT2 * 0.05)) * 2;
      path.admit(within, GATE);
      assert.equal(path.delay, ms(10));
      path.admit(within - 2 * ms(0.2 * Math.SQRT2 * 0.05), GATE);
      assert.ok(path.delay < ms(10));
    });

    it("one that waited for very long tells nothing: it went through something unusual", () => {
      const path = known();
      assert.equal(path.admit(ms(20) + 2 * ms(4), GATE), false);
      const before = { ...known() };
      assert.equal(path.admit(ms(20) + 2 * ms(6), GATE), true);
      assert.equal(path.delay, before.delay);
      assert.equal(path.queueThere, before.queueThere);
    });

    it("a new path is less sure of what is unusual", () => {
      const path = begun(20, 20, 20, 20);
      const usual = 2 * (path.delay + 8 * path.queueThere);
      assert.equal(path.admit(usual, GATE), false);
      for (let i = 0; i < 60; i++) path.learn(path.queueThere, path.queueThere, 0);
      assert.equal(path.admit(usual, GATE), true);
    });

    it("where six in a row did, and alike, the path has become longer", () => {
      const path = known();
      for (let i = 0; i < 5; i++) assert.equal(path.admit(ms(40 + i / 10), GATE), true);
      assert.equal(path.delay, ms(10));
      path.admit(ms(40.5), GATE);
      assert.equal(path.delay, ms(20));
      assert.equal(path.admit(ms(40.5), GATE), false);
    });

    it("not when a usual one was among them", () => {
      const path = known();
      for (let i = 0; i < 12; i++) path.admit(ms(i % 6 === 5 ? 20 : 40), GATE);
      assert.equal(path.delay, ms(10));
    });

    it("where they scatter it is a queue; after four times six of them all is begun anew", () => {
      const path = known();
      for (let i = 0; i < 23; i++) path.admit(ms(i % 2 === 0 ? 40 : 120), GATE);
      assert.equal(path.delay, ms(10));
      assert.ok(path.isBegun);
      path.admit(ms(120), GATE);
      assert.ok(!path.isBegun);
    });

    it("each six by themselves", () => {
      const path = known();
      for (const scattered of [40, 120, 40, 120, 40, 120]) path.admit(ms(scattered), GATE);
      for (let i = 0; i < 6; i++) path.admit(ms(40), GATE);
      assert.equal(path.delay, ms(20));
    });
  });

  it("who seems to have jumped is doubted by as much, and not the clock", () => {
    const path = known();
    path.jumped(ms(-3));
    assert.equal(path.biasVariance, ms(3) ** 2);
  });

  describe("learns", () => {
    it("the mean wait from what round trips differ by, whatever the clock", () => {
      for (const seed of [1, 2, 3]) {
        const { path } = new Learner(new Way(seed)).learn(400);
        near(inMs(path.queueThere + path.queueBack) / 2, 1, 0.45, `seed ${seed}`);
        near(inMs(path.delay), 10, 0.15, `seed ${seed}`);
      }
    });

    it("which way queues more", () => {
      for (const seed of [1, 2, 3]) {
        const way = new Way(seed, { ...USUAL, queueThere: 0.4, queueBack: 3 });
        const { path } = new Learner(way).learn(150);
        assert.ok(path.queueBack > 2 * path.queueThere, `${path.queueThere} ${path.queueBack}`);
        way.is = { ...USUAL, queueThere: 3, queueBack: 0.4 };
        const turned = new Learner(way).learn(150);
        assert.ok(turned.path.queueThere > 2 * turned.path.queueBack);
      }
    });

    it("a quarter of what the first difference says, less of each", () => {
      const path = begun(20, 20);
      const before = path.queueThere;
      path.admit(ms(20), GATE);
      path.admit(ms(20) + 3 * before, GATE); // two mean waits, times 1.5
      path.learn(before, before, 0);
      near((path.queueThere + path.queueBack) / 2 / before, 1 + 1 / 4, 1e-6);
    });

    it("not much from one that was late, however late", () => {
      for (const wait of [5, 500]) {
        const [there, back] = [known(), known()];
        for (const path of [there, back]) path.admit(ms(20 + 2 * wait), GATE);
        there.learn(ms(wait), ms(0.5), 0);
        back.learn(ms(0.5), ms(wait), 0);
        assert.equal(there.queueThere, back.queueBack);
        assert.equal(there.queueBack, back.queueThere);
        // Both in the mean a 32nd of 2.5 means, one beside the other a 56th of half of 4 means.
        near(inMs(there.queueThere + there.queueBack) / 2, 1 + 1.5 / 32, 1e-3);
        near(inMs(there.queueThere - there.queueBack) / 2, 3.5 / 2 / 56, 1e-3);
      }
    });

    it("a noise between a 20th of the mean wait and twice the mean", () => {
      const path = known();
      for (let i = 0; i < 100; i++) path.learn(path.queueThere, path.queueBack, -1 / path.noise);
      const wait = (path.queueThere + path.queueBack) / 2;
      near(Math.sqrt(path.noise) / wait, 1 / 20, 1e-6);
      path.learn(path.queueThere, path.queueBack, 1 / path.noise);
      near(Math.sqrt(path.noise) / wait, Math.sqrt(1.2) / 20, 1e-6, "by a fifth of what one sample says");
      path.learn(path.queueThere, path.queueBack, 99 / path.noise);
      near(Math.sqrt(path.noise) / wait, Math.sqrt(1.2 * 1.6) / 20, 1e-6, "and at most of three times");
      for (let i = 0; i < 100; i++) path.learn(path.queueThere, path.queueBack, 1 / path.noise);
      near(Math.sqrt(path.noise) / wait, 2, 1e-6);
    });

    it("the noise that there is", () => {
      for (const seed of [1, 2, 3]) {
        const quiet = new Learner(new Way(seed)).learn(600);
        const noisy = new Learner(new Way(seed, { ...USUAL, noise: 0.8 })).learn(600);
        const [little, much] = [quiet, noisy].map(({ path }) => inMs(Math.sqrt(path.noise)));
        assert.ok(little < 0.15, `seed ${seed}: ${little}`);
        assert.ok(much > 0.3 && much < 1.6, `seed ${seed}: ${much}`);
      }
    });

    for (const seed of [1, 2, 3]) {
      it(`a shorter path with the first sample, or nearly (seed ${seed})`, () => {
        const learner = new Learner(new Way(seed)).learn(200);
        learner.way.is = { ...USUAL, delay: 6 };
        learner.learn(3);
        near(inMs(learner.path.delay), 6, 0.4);
        learner.learn(10);
        near(inMs(learner.path.delay), 6, 0.2);
      });

      it(`a longer path after six, and what they said meanwhile is not believed (seed ${seed})`, () => {
        const learner = new Learner(new Way(seed)).learn(200);
        learner.way.is = { ...USUAL, delay: 18 };
        for (let i = 0; i < 6; i++) assert.equal(learner.take(), true);
        near(inMs(learner.path.delay), 18, 2);
        learner.learn(20);
        near(inMs(learner.path.delay), 18, 0.4);
      });
    }
  });
});
