import assert from "node:assert/strict";
import { ClockFilter } from "../../src/core/clock-filter.js";
import { Ways } from "../../src/core/stage.js";
import { MAXDISP, PHI, PPM, SECOND, half, scale, wander, type Q32 } from "../../src/time/fixed.js";
import { type Instant } from "../../src/time/moment.js";
import { instant, ms } from "../support/quantities.js";
import { seeded } from "../support/random.js";

const near = (actual: Q32, wanted: Q32, by = 8): void =>
  assert.ok(Math.abs(actual - wanted) <= by, `${actual} ~ ${wanted}`);
/** A sample in ms, with the dispersion of a good one, handled as it arrives. */
const take = (filter: ClockFilter, offset: number, delay: number, at: number): boolean =>
  filter.add(ms(offset), ms(delay), ms(0.01), instant(at), instant(at));

describe("clock filter", () => {
  // [offset, delay] in ms, one every 2 s, as in a burst; `used`: did each answer rest on a newer sample?
  const cases = [
    { name: "believes a lone sample", samples: [[5, 20]], offset: 5, jitter: 0, used: [true] },
    { name: "prefers the quicker path", samples: [[5, 20], [1, 10]], offset: 1, jitter: 4, used: [true, true] },
    { name: "ignores a slower path", samples: [[1, 10], [9, 40]], offset: 1, jitter: 8, used: [true, false] },
    { name: "takes the newest of equals", samples: [[1, 10], [2, 10]], offset: 2, jitter: 1, used: [true, true] },
    {
      name: "steers by no sample twice",
      samples: [[1, 10], [4, 30], [4, 20]],
      offset: 1,
      jitter: 3,
      used: [true, false, false],
    },
    {
      name: "divides the squares by one less than the samples (section 10)",
      samples: [[0, 10], [3, 20], [4, 30]],
      offset: 0,
      jitter: Math.sqrt((9 + 16) / 2),
      used: [true, false, false],
    },
  ]; // prettier-ignore
  for (const { name, samples, offset, jitter, used } of cases)
    it(name, () => {
      const filter = new ClockFilter();
      assert.deepEqual(
        samples.map(([o, d], i) => take(filter, o, d, 2 * i)),
        used,
      );
      assert.equal(filter.offset, ms(offset));
      near(filter.jitter, ms(jitter));
      const last = used.lastIndexOf(true);
      assert.equal(filter.delay, ms(samples[last][1]));
      assert.ok(filter.takenAt.equals(instant(2 * last)));
    });

  it("a sample that says it knows nothing is not believed", () => {
    const filter = new ClockFilter();
    assert.equal(filter.add(ms(5), ms(10), MAXDISP, instant(1), instant(1)), false);
    assert.equal(filter.offset, 0);
    assert.equal(take(filter, 3, 90, 2), true);
  });

  it("an old sample is worth less: 64 s of PHI outweigh a millisecond of round trip", () => {
    const filter = new ClockFilter();
    take(filter, 1, 10, 0);
    assert.equal(take(filter, 2, 11, 64), true, "0.5 ms farther, but 0.96 ms younger");
    assert.equal(take(filter, 3, 14, 128), false, "1.5 ms farther");
    assert.equal(filter.offset, ms(2));
  });

  it("knows nothing before the first sample, and nothing again after a silent year", () => {
    const filter = new ClockFilter();
    assert.equal(filter.dispersion, MAXDISP);
    take(filter, 0, 10, 0);
    near(filter.dispersion, half(ms(0.01)) + MAXDISP * (0.5 - 2 ** -8));
    filter.ageTo(instant(365 * 86_400));
    near(filter.dispersion, MAXDISP * (1 - 2 ** -8)); // the eight weights sum to 255/256
    near(filter.knownDispersion, MAXDISP / 2);
  });

  it("four samples bring the dispersion below a second, eight to their own (section 10)", () => {
    const filter = new ClockFilter();
    for (let i = 0; i < 8; i++) {
      take(filter, 0, 10, 2 * i);
      if (i === 3) near(filter.dispersion, (MAXDISP * 15) / 256, ms(0.1));
    }
    near(filter.dispersion, ms(0.01), ms(0.1));
  });

  it("tells apart what it doubts for want of samples and what its samples can be wrong by", () => {
    const filter = new ClockFilter();
    assert.equal(filter.knownDispersion, MAXDISP);
    take(filter, 0, 10, 0);
    near(filter.knownDispersion, ms(0.01) / 2);
    filter.miss(instant(2));
    assert.ok(filter.dispersion > 7 * SECOND);
    near(filter.knownDispersion, (ms(0.01) + wander(2 * SECOND)) / 2);
    filter.reset();
    assert.equal(filter.knownDispersion, MAXDISP);
  });

  it("every stage ages by PHI from when it was taken, not from when it was last looked at", () => {
    const often = new ClockFilter();
    const once = new ClockFilter();
    for (let i = 0; i < 8; i++) {
      take(often, 0, 10, i);
      take(once, 0, 10, i);
    }
    for (let at = 7; at <= 1000; at += 0.25) often.ageTo(instant(at));
    once.ageTo(instant(1000));
    assert.equal(often.dispersion, once.dispersion);
    let wanted = 0;
    for (let i = 0; i < 8; i++) wanted += (ms(0.01) + scale((1000 - 7 + i) * SECOND, PHI)) / 2 ** (i + 1);
    near(once.dispersion, wanted);
  });

  it("a sample handled late is as old as it is", () => {
    const filter = new ClockFilter();
    filter.add(0, ms(10), ms(1), instant(10), instant(12));
    near(filter.dispersion, half(ms(1) + wander(2 * SECOND)) + MAXDISP * (0.5 - 2 ** -8));
  });

  describe("popcorn", () => {
    const steady = (): ClockFilter => {
      const filter = new ClockFilter();
      for (let i = 0; i < 8; i++) take(filter, (i % 2) / 10, 10, 64 * i);
      return filter;
    };

    it("a quick sample three jitters off is thrown out, by the jitter of before", () => {
      const filter = steady();
      const { offset, jitter } = filter;
      assert.ok(jitter > 0 && 3 * jitter < ms(1));
      assert.equal(take(filter, 1, 9, 512), false);
      assert.equal(filter.offset, offset);
      assert.equal(filter.stageDispersion(0), MAXDISP);
      near(filter.jitter, jitter, ms(0.05));
      assert.equal(take(filter, 0.1, 10, 576), true, "and does not stand in the way of the next");
    });
    it("the second in a row is believed: time has moved", () => {
      const filter = steady();
      take(filter, 50, 9, 512);
      assert.equal(take(filter, 50, 9, 576), true);
      assert.equal(filter.offset, ms(50));
    });
    it("three jitters or less is no spike", () => {
      const filter = steady();
      assert.equal(take(filter, 0.1 + 0.2, 9, 512), true);
    });
    it("nothing is a spike after a pause of two polls", () => {
      const filter = steady();
      assert.equal(take(filter, 50, 10, 448 + 128), true);
    });
    it("nothing is a spike among fewer than four samples", () => {
      const filter = new ClockFilter();
      for (let i = 0; i < 3; i++) take(filter, 0, 10, 64 * i);
      assert.equal(take(filter, 50, 10, 192), true);
    });
    it("the jitter of a burst says nothing of the poll after it", () => {
      const filter = new ClockFilter();
      for (let i = 0; i < 4; i++) take(filter, 0, 10, 2 * i);
      assert.equal(take(filter, 6, 10, 70), true);
    });
  });

  it("polls without an answer push samples out and raise the dispersion, until nothing is left", () => {
    const filter = new ClockFilter();
    for (let i = 0; i < 8; i++) take(filter, i, 10, 2 * i);
    let before = filter.dispersion;
    for (let i = 0; i < 8; i++) {
      filter.miss(instant(16 + 2 * i));
      assert.ok(filter.dispersion > before);
      before = filter.dispersion;
    }
    near(filter.dispersion, MAXDISP * (1 - 2 ** -8));
    assert.equal(filter.jitter, 0);
    assert.equal(filter.offset, ms(7), "what was last used stays until there is better");
    assert.equal(take(filter, 3, 90, 40), true);
    assert.equal(filter.offset, ms(3));
  });

  it("shows its stages by arrival, and their order by merit", () => {
    const filter = new ClockFilter();
    const delays = [30, 10, 20];
    for (let i = 0; i < 11; i++) take(filter, i, delays[i % 3], i);
    assert.equal(filter.stageCount, 8);
    for (let i = 0; i < 8; i++) {
      assert.equal(filter.stageOffset(i), ms(10 - i));
      assert.equal(filter.stageDelay(i), ms(delays[(10 - i) % 3]));
      assert.equal(filter.stageDispersion(i), ms(0.01));
      assert.ok(filter.stageAt(i).equals(instant(10 - i)));
    }
    assert.deepEqual(filter.order(), [0, 3, 6, 2, 5, 1, 4, 7]);
  });

  it("a step moves every offset, a turn in frequency each by its age", () => {
    const filter = new ClockFilter();
    for (let i = 0; i < 3; i++) take(filter, 5, 10, 100 * i);
    filter.steered(ms(2), 0, instant(200));
    for (let i = 0; i < 3; i++) assert.equal(filter.stageOffset(i), ms(5) - ms(2));
    assert.equal(filter.offset, ms(5) - ms(2));
    assert.equal(filter.stageOffset(3), 0, "where there is no sample, none appears");
    filter.steered(0, Math.round(10 * PPM), instant(200));
    for (let i = 0; i < 3; i++) near(filter.stageOffset(i), ms(3) + ms(i), 100); // 10 ppm of 100 s is 1 ms
    near(filter.offset, ms(3));
    const empty = new ClockFilter();
    empty.steered(ms(2), 1, instant(5));
    assert.equal(empty.offset, 0);
  });

  it("is as new after a reset", () => {
    const filter = new ClockFilter();
    for (let i = 0; i < 9; i++) take(filter, i, 10, 100 + i);
    filter.reset();
    const fresh = new ClockFilter();
    for (const key of ["offset", "delay", "dispersion", "jitter", "stageCount"] as const)
      assert.equal(filter[key], fresh[key], key);
    assert.equal(filter.stageDispersion(0), MAXDISP);
    assert.equal(take(filter, 1, 50, 3), true, "an instant before the old samples is news again");
    assert.equal(filter.offset, ms(1));
  });

  for (const seed of [1, 2, 3])
    it(`agrees with sorting the last eight (seed ${seed})`, () => {
      const random = seeded(seed);
      const filter = new ClockFilter();
      const seen: { offset: Q32; delay: Q32; at: number }[] = [];
      let used = { offset: 0, delay: 0, at: -1 };
      for (let at = 0; at < 500; at++) {
        const sample = { offset: random(1000), delay: ms(1 + random(40)), at: 16 * at };
        filter.add(sample.offset, sample.delay, ms(1), instant(sample.at), instant(sample.at));
        seen.push(sample);
        const bound = (s: typeof sample): number => half(s.delay) + wander((sample.at - s.at) * SECOND);
        const [best] = seen.slice(-8).sort((a, b) => bound(a) - bound(b) || b.at - a.at);
        if (best.at > used.at) used = best;
        assert.equal(filter.offset, used.offset, `sample ${at}`);
        assert.equal(filter.delay, used.delay, `sample ${at}`);
        const others = seen.slice(-8).filter(s => s !== best);
        const squares = others.reduce((sum, s) => sum + (s.offset - best.offset) ** 2, 0);
        near(filter.jitter, others.length === 0 ? 0 : Math.sqrt(squares / others.length), 1);
      }
    });

  for (const seed of [1, 2, 3])
    it(`aged and steered without a look at its samples, it is what they come to (seed ${seed})`, () => {
      const random = seeded(seed);
      const filter = new ClockFilter();
      /** By arrival, each corrected at once. */
      let seen: { offset: Q32; readonly at: Instant }[] = [];
      let now = 0;
      for (let round = 0; round < 500; round++) {
        now += random(200);
        const sample = { offset: random(ms(20)), at: instant(now) };
        seen = [sample, ...seen].slice(0, 8);
        if (random(8) === 0) filter.miss(instant(now));
        else filter.add(sample.offset, ms(5 + random(40)), random(ms(5)), instant(now), instant(now));
        for (let i = filter.sampleCount === 0 ? 0 : random(4); i > 0; i--) {
          now += random(100);
          const by = random(ms(9)) - ms(4);
          const frequency = random(400_000) - 200_000;
          filter.steered(by, frequency, instant(now));
          for (const one of seen) one.offset -= by + scale(one.at.since(instant(now)), frequency);
        }
        if (round % 2 === 0) continue; // so that what was not looked at meanwhile is right, too
        for (let i = 0; i < seen.length; i++)
          if (!filter.isEmpty(i)) near(filter.stageOffset(i), seen[i].offset, 16);
        now += random(1000);
        filter.ageTo(instant(now));
        const samples = filter.order().filter(i => !filter.isEmpty(i));
        const [best, ...others] = samples.map(i => filter.stageOffset(i));
        const squares = others.reduce((sum, offset) => sum + (offset - best) ** 2, 0);
        near(filter.jitter, others.length === 0 ? 0 : Math.sqrt(squares / others.length));
        const known = samples.reduceRight(
          (sum, i) => (sum + filter.stageDispersion(i) + wander(instant(now).since(filter.stageAt(i)))) / 2,
          0,
        );
        near(filter.knownDispersion, known);
        near(filter.dispersion, known + MAXDISP * (2 ** -samples.length - 2 ** -8));
      }
    });
  it("knows which ways each sample timed", () => {
    const filter = new ClockFilter();
    take(filter, 0, 10, 0);
    filter.add(0, ms(10), ms(0.01), instant(2), instant(2), Ways.Back);
    filter.miss(instant(4));
    take(filter, 0, 10, 6);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map(i => filter.stageWays(i)),
      [Ways.Both, Ways.None, Ways.Back, Ways.Both, Ways.None],
    );
  });
});
