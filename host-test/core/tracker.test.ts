import assert from "node:assert/strict";
import { Tracker } from "../../src/core/tracker.js";
import { MILLISECOND, PPM, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Chance } from "../support/chance.js";

const near = (actual: number, wanted: number, by: number): void =>
  assert.ok(Math.abs(actual - wanted) <= by, `${actual} ~ ${wanted}`);
const MICROSECOND = SECOND / 1e6;
const ppm = (value: number): number => Math.round(value * PPM);

/** Feeds a clock that is `phase` behind and loses `frequency`, never corrected. */
const feed = (tracker: Tracker, times: number[], phase: Q32, frequency: number, noise: Q32): void => {
  let before = times[0];
  for (const at of times) {
    tracker.predict((at - before) * SECOND);
    tracker.observe(Math.round(phase + at * frequency), noise);
    before = at;
  }
};

describe("tracker", () => {
  it("believes the first offset", () => {
    const tracker = new Tracker();
    assert.equal(tracker.surprise(5 * MILLISECOND), 0, "nothing is a surprise before it");
    tracker.observe(5 * MILLISECOND, MILLISECOND);
    assert.equal(tracker.phase, 5 * MILLISECOND);
    assert.equal(tracker.frequency, 0);
    assert.equal(tracker.surprise(7 * MILLISECOND), 2 * MILLISECOND);
    assert.equal(tracker.expectation(MILLISECOND), Math.round(Math.sqrt(2) * MILLISECOND));
  });

  const ramps = [
    { name: "evenly", times: [0, 2, 4, 6] },
    { name: "unevenly", times: [0, 2, 10, 64, 200] },
  ];
  for (const { name, times } of ramps)
    it(`finds the line through exact offsets ${name} spaced`, () => {
      const tracker = new Tracker();
      feed(tracker, times, 3 * MILLISECOND, ppm(40), Math.round(MICROSECOND));
      near(tracker.frequency, ppm(40), ppm(0.1));
      near(tracker.phase, 3 * MILLISECOND + times.at(-1)! * ppm(40), 2 * MICROSECOND);
      assert.ok(tracker.frequencyError < ppm(1));
    });

  it("does not learn a frequency from what could be noise", () => {
    const tracker = new Tracker();
    feed(tracker, [0, 2, 4, 6], 0, ppm(40), 20 * MILLISECOND);
    near(tracker.frequency, 0, ppm(5));
    near(tracker.frequencyError, ppm(100), ppm(5));
  });

  it("weighs each offset by its own noise: one of a thousand times the noise changes nothing", () => {
    const tracker = new Tracker();
    feed(tracker, [0, 16, 32, 48], 0, 0, 10 * MICROSECOND);
    const { phase } = tracker;
    tracker.observe(10 * MILLISECOND, 10 * MILLISECOND);
    near(tracker.phase, phase, MICROSECOND / 10 + 10);
  });

  it("two equal observations halve the variance", () => {
    const tracker = new Tracker();
    tracker.observe(0, MILLISECOND);
    tracker.observe(2 * MILLISECOND, MILLISECOND);
    assert.equal(tracker.phase, MILLISECOND);
    near(tracker.expectation(0), MILLISECOND / Math.sqrt(2), 1);
  });

  it("what was corrected is no longer to be corrected", () => {
    const tracker = new Tracker();
    feed(tracker, [0, 2, 4, 6], 3 * MILLISECOND, ppm(40), Math.round(MICROSECOND));
    tracker.corrected(tracker.phase, tracker.frequency);
    assert.equal(tracker.phase, 0);
    assert.equal(Math.abs(tracker.frequency), 0);
    tracker.predict(1000 * SECOND);
    near(tracker.phase, 0, 1000);
  });

  it("its doubt grows without samples, and growth foretells it", () => {
    const tracker = new Tracker();
    feed(tracker, [0, 16, 32, 48], 0, 0, 10 * MICROSECOND);
    const before = tracker.expectation(0);
    const growth = tracker.growth(1024 * SECOND);
    tracker.predict(1024 * SECOND);
    assert.ok(tracker.expectation(0) > before);
    near(tracker.expectation(0), growth, growth / 5);
  });

  it("predicts as much at once as second by second", () => {
    const known = (): Tracker => {
      const tracker = new Tracker();
      tracker.doubt(ppm(0.001));
      tracker.observe(0, 1);
      return tracker;
    };
    const [atOnce, bySeconds] = [known(), known()];
    const growth = atOnce.growth(1000 * SECOND);
    atOnce.predict(1000 * SECOND);
    for (let i = 0; i < 1000; i++) bySeconds.predict(SECOND);
    for (const tracker of [atOnce, bySeconds]) {
      near(tracker.expectation(0), growth, growth / 1e4);
      tracker.observe(MILLISECOND, MILLISECOND);
    }
    near(atOnce.phase, bySeconds.phase, 2);
    near(atOnce.frequency, bySeconds.frequency, 2);
    near(atOnce.expectation(0), bySeconds.expectation(0), 2);
    assert.ok(atOnce.frequency > 0);
  });

  it("doubt forgets the phase and widens the frequency", () => {
    const tracker = new Tracker();
    feed(tracker, [0, 16, 32, 48], 0, ppm(7), Math.round(MICROSECOND));
    tracker.doubt(ppm(30));
    assert.equal(tracker.frequencyError, ppm(30));
    near(tracker.frequency, ppm(7), ppm(0.1));
    tracker.observe(400 * MILLISECOND, MILLISECOND);
    assert.equal(tracker.phase, 400 * MILLISECOND);
  });

  it("a jump opens it to either a new phase or a new frequency", () => {
    const steady = (): Tracker => {
      const tracker = new Tracker();
      feed(
        tracker,
        Array.from({ length: 20 }, (_, i) => 64 * i),
        0,
        0,
        10 * MICROSECOND,
      );
      return tracker;
    };
    const jumps = [
      { offset: (): number => 10 * MILLISECOND, phase: 10 * MILLISECOND, frequency: 0 },
      {
        offset: (at: number): number => at * ppm(20),
        phase: (5 * 64) * ppm(20),
        frequency: ppm(20),
      },
    ]; // prettier-ignore
    for (const { offset, phase, frequency } of jumps) {
      const tracker = steady();
      tracker.predict(64 * SECOND);
      tracker.predict(64 * SECOND);
      tracker.jumped(tracker.surprise(offset(128)), 128 * SECOND);
      tracker.observe(offset(128), 10 * MICROSECOND);
      for (let i = 3; i <= 5; i++) {
        tracker.predict(64 * SECOND);
        tracker.observe(offset(64 * i), 10 * MICROSECOND);
      }
      near(tracker.phase, phase, 30 * MICROSECOND);
      near(tracker.frequency, frequency, ppm(0.5));
    }
  });

  it("learns how much the frequency wanders, up and down (seed 5)", () => {
    const wander = (walk: number): number => {
      const tracker = new Tracker();
      const chance = new Chance(5);
      let frequency = 0;
      let phase = 0;
      for (let i = 0; i < 1000; i++) {
        tracker.predict(64 * SECOND);
        for (let second = 0; second < 64; second++) {
          frequency += walk * SECOND * chance.normal();
          phase += frequency;
        }
        tracker.observe(Math.round(phase + 10 * MICROSECOND * chance.normal()), Math.round(10 * MICROSECOND));
      }
      return tracker.wander(SECOND * 10_000) / SECOND / 100;
    };
    for (const walk of [1e-9, 1e-8]) {
      const found = wander(walk);
      assert.ok(found > walk / 3 && found < walk * 4, `${found} for ${walk}`);
    }
  });

  for (const seed of [1, 2])
    it(`is as sure as it says (seed ${seed})`, () => {
      const chance = new Chance(seed);
      let squares = 0;
      const count = 400;
      for (let run = 0; run < count; run++) {
        const tracker = new Tracker();
        const frequency = 50 * PPM * chance.normal();
        for (let i = 0; i < 8; i++) {
          if (i > 0) tracker.predict(16 * SECOND);
          tracker.observe(Math.round(i * 16 * frequency + MILLISECOND * chance.normal()), MILLISECOND);
        }
        squares += ((tracker.phase - 7 * 16 * frequency) / tracker.expectation(0)) ** 2;
      }
      near(squares / count, 1, 0.25);
    });
});
