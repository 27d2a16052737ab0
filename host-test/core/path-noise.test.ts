import assert from "node:assert/strict";
import { ClockFilter } from "../../src/core/clock-filter.js";
import { isEmpty, PathNoise } from "../../src/core/path-noise.js";
import { MAXDISP, MILLISECOND, PPM, type Q32 } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { Chance } from "../support/chance.js";

const near = (actual: number, wanted: number, by: number): void =>
  assert.ok(Math.abs(actual - wanted) <= by, `${actual} ~ ${wanted}`);
const MICROSECOND: Q32 = Math.round(MILLISECOND / 1000);
const ms = (value: number): Q32 => Math.round(value * MILLISECOND);
const deviation = (noise: PathNoise, delay: number): Q32 => Math.sqrt(noise.variance(ms(delay)));
const learned = (delays: readonly number[]): PathNoise => {
  const noise = new PathNoise();
  for (const delay of delays) noise.learn(ms(delay));
  return noise;
};
/** Samples of [offset, delay] in ms, one every 2 s. */
const filled = (samples: readonly (readonly [number, number])[]): ClockFilter => {
  const filter = new ClockFilter();
  const at = new Instant();
  for (const [offset, delay] of samples) {
    at.set(at.seconds + 2, 0);
    filter.add(ms(offset), ms(delay), MICROSECOND, at, at);
  }
  return filter;
};

describe("path noise", () => {
  it("nothing is known before a round trip, nor from one alone", () => {
    const noise = new PathNoise();
    assert.equal(noise.variance(ms(10)), 0);
    noise.learn(ms(10));
    assert.equal(noise.variance(ms(10)), 0);
  });

  it("grows with the excess, and faster beyond the usual", () => {
    const noise = learned([10, 12, 10, 12, 10, 12, 10, 12]); // 1 ms of excess on the mean
    const doubt = deviation(noise, 10);
    near(doubt, ms(1) / 8, 10);
    near(deviation(noise, 11), Math.sqrt((ms(1) ** 2 / 12) * 1.5 + doubt ** 2), 10);
    near(deviation(noise, 14), Math.sqrt((ms(4) ** 2 / 12) * 9 + doubt ** 2), 10);
    assert.equal(noise.variance(ms(9)), noise.variance(ms(10)), "quicker than the quickest is as good");
  });

  it("a floor from few round trips is doubted more", () => {
    assert.ok(
      deviation(learned([10, 12]), 10) > 2 * deviation(learned([10, 12, 10, 12, 10, 12, 10, 12]), 10),
    );
  });

  it("one very late packet does not make all others look good", () => {
    const steady = Array.from({ length: 16 }, (_, i) => 10 + (i % 2));
    const before = deviation(learned(steady), 11);
    near(deviation(learned([...steady, 5000]), 11), before, before / 2);
  });

  it("forgets the floor of an old route, after 32 round trips at the least and 64 at the most", () => {
    const noise = learned(Array.from({ length: 32 }, () => 10));
    for (let i = 0; i < 32; i++) noise.learn(ms(30 + (i % 2)));
    assert.ok(deviation(noise, 30) > ms(5));
    for (let i = 0; i < 32; i++) noise.learn(ms(30 + (i % 2)));
    assert.ok(deviation(noise, 30) < ms(1));
    noise.reset();
    assert.equal(noise.variance(ms(30)), 0);
  });

  it("is as sure as it says of exponential queues (seed 3)", () => {
    const chance = new Chance(3);
    const noise = new PathNoise();
    let squares = 0;
    let variances = 0;
    for (let i = 0; i < 5000; i++) {
      const there = chance.exponential();
      const back = chance.exponential();
      const delay = ms(20 + there + back);
      noise.learn(delay);
      if (i < 100 || there + back > 2) continue; // beyond the usual it says more on purpose
      squares += (ms(there - back) / 2) ** 2;
      variances += noise.variance(delay);
    }
    const ratio = squares / variances;
    assert.ok(ratio > 0.4 && ratio < 1.1, `${ratio}`);
  });

  describe("scatter", () => {
    it("a wrong frequency has no part in it", () => {
      const noise = learned([10, 10, 10, 10]);
      const drifting = filled([0, 1, 2, 3].map(i => [(i * 2 * 500e-6) * 1000, 10])); // prettier-ignore
      assert.ok(drifting.jitter > ms(1));
      near(noise.scatter(drifting), 0, 100 * PPM);
    });
    it("is the deviation of one sample", () => {
      const noise = learned([10, 10, 10]);
      near(noise.scatter(filled([[0, 10], [3, 10], [0, 10]])), ms(3) / Math.sqrt(1.5), 4); // prettier-ignore
    });
    it("does not count late samples where there are others", () => {
      const noise = learned([10, 10.1, 10, 10.1, 10]);
      const samples = [[0, 10], [0.1, 10], [0, 10], [0.1, 10], [90, 190]] as const; // prettier-ignore
      samples.forEach(([, delay]) => noise.learn(ms(delay)));
      near(noise.scatter(filled(samples)), ms(0.2) / Math.sqrt(6), ms(0.02));
    });
    it("takes what there is where all are late, and the jitter where there are fewer than three", () => {
      const noise = learned([10, 10.1]);
      const late = [[0, 20], [3, 20], [0, 20]] as const; // prettier-ignore
      near(noise.scatter(filled(late)), ms(3) / Math.sqrt(1.5), 4);
      const two = filled([[0, 10], [3, 10]]); // prettier-ignore
      assert.equal(noise.scatter(two), noise.rest(two.jitter));
      assert.equal(noise.rest(ms(3)), Math.round(ms(3) / 6));
    });
    it("passes over polls without an answer", () => {
      const noise = learned([10, 10, 10, 10]);
      const filter = filled([[0, 10], [3, 10], [0, 10]]); // prettier-ignore
      const before = noise.scatter(filter);
      filter.miss(new Instant());
      assert.ok(isEmpty(filter, 0) && !isEmpty(filter, 1));
      assert.equal(filter.stageDispersion(0), MAXDISP);
      assert.equal(noise.scatter(filter), before);
    });
  });
});
