import assert from "node:assert/strict";
import { Crystal } from "../../src/core/crystal.js";
import { Holdover } from "../../src/core/holdover.js";
import { FINE, MILLISECOND, PHI, PPM, scale, SECOND, type Q32, type Rate } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { tries } from "../support/effort.js";

const DAY = 86_400;
const HOUR = 3600;
const ppm = (value: number): Rate => Math.round(value * PPM);
const ms = (duration: Q32): number => duration / MILLISECOND;

/** What a usual crystal's frequency is known to. */
const ERROR = ppm(0.02);
const WALK = Math.round((PPM * FINE) / 1000);

/** A holdover that is told every `POLL` seconds what a crystal needs, as if that were measured without error. */
class Bench {
  readonly holdover = new Holdover();
  readonly now = new Instant();
  #second = 0;
  #frequency: Rate = 0;

  /** `frequency`: in ppm, of a second. */
  constructor(readonly frequency: (second: number) => number) {}

  /** Learns for `seconds`. */
  learn(seconds: number): this {
    const end = this.#second + seconds;
    for (; this.#second < end; this.#second += POLL) {
      this.now.set(this.#second, 0);
      const before = scale(POLL * SECOND, this.#frequency);
      const needed = this.#needed(this.#second - POLL, this.#second);
      this.#frequency = ppm(this.frequency(this.#second));
      this.holdover.learn(needed - before, this.#frequency, this.now);
    }
    return this;
  }

  /** What it would claim after `seconds` without a source. */
  claim(seconds: number): number {
    return ms(this.holdover.dispersion(seconds * SECOND, ERROR, WALK));
  }

  /** How far the clock is off at most within `seconds` without a source. */
  runOff(seconds: number): number {
    let off = 0;
    let worst = 0;
    for (let at = 0; at < seconds; at += 64) {
      const runs = this.holdover.frequencyAfter(at * SECOND, this.#frequency);
      off += ms(
        this.#needed(this.#second - POLL + at, this.#second - POLL + at + 64) - scale(64 * SECOND, runs),
      );
      worst = Math.max(worst, Math.abs(off));
    }
    return worst;
  }

  /** By the trapezoidal rule. */
  #needed(from: number, to: number): Q32 {
    return Math.round(((this.frequency(from) + this.frequency(to)) / 2) * PPM * (to - from));
  }
}

const POLL = 256;

const steady = (): number => 12;
const daily = (second: number): number => 12 + 3 * Math.sin((second / DAY) * 2 * Math.PI);

describe("holdover: what is claimed", () => {
  const unseen = [
    { name: "PHI, as everybody does, where the frequency is known", error: ppm(4), walk: 0, perSecond: 15 },
    { name: "three deviations of a frequency that is known worse", error: ppm(100), walk: 0, perSecond: 300 },
  ];
  for (const { name, error, walk, perSecond } of unseen)
    it(`of what it has not seen: ${name}`, () => {
      for (const seconds of [1, 60, 1024, 1500, 10_000, 100_000, 300_000]) {
        const claim = ms(new Holdover().dispersion(seconds * SECOND, error, walk));
        assert.ok(Math.abs(claim / (seconds * perSecond) / 1e-3 - 1) < 1e-3, `${seconds} s: ${claim} ms`);
      }
    });

  it("of a crystal that wanders much, by the 3/2th power of the time", () => {
    const walk = Math.round(PPM * FINE);
    for (const seconds of [1024, 4096, 131_072]) {
      const claim = ms(new Holdover().dispersion(seconds * SECOND, 0, walk));
      const wanted = 3 * 1e-3 * Math.sqrt(seconds ** 3 / 3);
      assert.ok(Math.abs(claim / wanted - 1) < 1e-3, `${seconds} s: ${claim} ms`);
    }
  });

  it("of what it has seen often enough, what that has shown; never less than PHI of the first horizon", () => {
    const bench = new Bench(daily).learn(20 * DAY);
    for (const hours of [1, 2, 4, 8, 12, 18, 24, 36]) {
      const claim = bench.claim(hours * HOUR);
      assert.ok(
        claim < hours * HOUR * 15e-3 && claim >= ms(scale(1024 * SECOND, PHI)),
        `${hours} h: ${claim} ms`,
      );
    }
    assert.ok(bench.claim(24 * HOUR) > 82 && bench.claim(24 * HOUR) < 160, `${bench.claim(24 * HOUR)} ms`);
    const calm = new Bench(steady).learn(20 * DAY);
    assert.ok(Math.abs(calm.claim(600) - 9) < 0.01, "PHI, still, of what is shorter than a poll may be");
    assert.ok(Math.abs(calm.claim(4 * HOUR) - 15.36) < 0.01, `${calm.claim(4 * HOUR)} ms`);
  });

  it("what it has seen of shorter spans serves once, for twice the time: four times as much", () => {
    const bench = new Bench(second => daily(second) / 10).learn(2 * DAY);
    // After the first day 2^14 s were seen four times, one after the other; 2^15 s were not.
    const known = bench.claim(2 ** 14);
    assert.ok(known < (2 ** 14 * 15e-3) / 4);
    assert.ok(Math.abs(bench.claim(2 ** 15) / known - 4) < 0.01, `${bench.claim(2 ** 15)} ms after ${known}`);
    assert.ok(Math.abs(bench.claim(2 ** 16) / (2 ** 16 * 15e-3) - 1) < 1e-3, "then PHI");
  });

  it("grows with time, and by no more than doubles from minute to minute", () => {
    for (const days of [0.1, 1, 3, 10]) {
      const bench = new Bench(daily).learn(days * DAY);
      let before = bench.claim(60);
      for (let seconds = 120; seconds < 5 * DAY; seconds += 60) {
        const claim = bench.claim(seconds);
        assert.ok(
          claim >= before && claim <= 2 * before + 1,
          `${days} days, ${seconds} s: ${before} to ${claim}`,
        );
        before = claim;
      }
    }
  });

  for (const days of [0.1, 0.5, 1, 2, 3, 5, 8, 13, 20, 20.25, 20.5, 20.75])
    it(`holds what happens after ${days} days of warm days and cool nights`, () => {
      const bench = new Bench(daily).learn(days * DAY);
      for (const hours of [1, 3, 6, 12, 24, 36]) {
        const off = bench.runOff(hours * HOUR);
        assert.ok(off < bench.claim(hours * HOUR), `${hours} h: ${off} of ${bench.claim(hours * HOUR)} ms`);
      }
    });

  for (const { name, rehearsals } of [
    { name: "nothing at all", rehearsals: [0, 0] },
    { name: "nothing with the mean of a day", rehearsals: [200, 0] },
    { name: "less than a crystal ever does", rehearsals: [0.001, 0.001] },
  ])
    it(`is never less than what the steadiest crystal may do, though ${name} be on record`, () => {
      const crystal = new Crystal();
      for (const record of crystal.runOffs) {
        record.count = 2048;
        [record.byLast, record.byMean].forEach((guess, i) => {
          guess.worst = Math.round(rehearsals[i] * MILLISECOND);
          guess.square = guess.worst ** 2;
        });
      }
      const bench = new Bench(steady);
      bench.holdover.restore(crystal);
      bench.learn(25 * HOUR).holdover.restore(crystal);
      const claim = (seconds: number): number => ms(bench.holdover.dispersion(seconds * SECOND, 0, 0));
      for (const seconds of [1, 64, 1024])
        assert.ok(claim(seconds) > seconds * 14.999e-3, `${seconds} s: ${claim(seconds)} ms`);
      // Three deviations of a walk of 0.5 ppb in a second.
      for (const seconds of [2 ** 16, 2 ** 17]) {
        const least = 3 * 0.5e-6 * Math.sqrt(seconds ** 3 / 3);
        assert.ok(claim(seconds) > 0.999 * least, `${seconds} s: ${claim(seconds)} ms, not ${least}`);
      }
    });

  it("goes on for months: two of them at 15 ppm are 78 s", () => {
    const { holdover } = new Bench(steady);
    for (const days of [23, 25, 60, 365]) {
      const claim = holdover.dispersion(days * DAY * SECOND, 0, 0);
      assert.ok(Math.abs(claim / scale(days * DAY * SECOND, PHI) - 1) < 1e-12, `${days} days: ${claim}`);
    }
  });

  it("is the same after a restart", () => {
    const bench = new Bench(daily).learn(20 * DAY);
    const crystal = new Crystal();
    bench.holdover.remember(crystal);
    const restarted = new Bench(steady);
    restarted.holdover.restore(crystal);
    // A day's mean is not there yet, so the bound is that of the last frequency: more, but no longer PHI.
    const [before, after] = [bench.claim(12 * HOUR), restarted.claim(12 * HOUR)];
    assert.ok(after > before && after < 12 * HOUR * 15e-3, `${before} ms before, ${after} after`);
  });
});

describe("holdover: the frequency that it goes on with", () => {
  it("is the last one, where it was never better", () => {
    const bench = new Bench(second => 12 + second / DAY).learn(20 * DAY);
    const last = 12 + (20 * DAY - POLL) / DAY;
    for (const seconds of [0, 1000, 5000, 50_000, 500_000])
      assert.equal(bench.holdover.frequencyAfter(seconds * SECOND, 0), ppm(last));
  });

  it("the last one for minutes, the mean of a day for a night, where that has proved to be better", () => {
    const bench = new Bench(daily).learn(20.25 * DAY);
    assert.ok(Math.abs(bench.holdover.frequencyAfter(60 * SECOND, 0) - ppm(15)) < ppm(0.01));
    assert.ok(Math.abs(bench.holdover.frequencyAfter(100_000 * SECOND, 0) - ppm(12)) < ppm(0.05));
    assert.ok(Math.abs(bench.holdover.frequencyAfter(1_000_000 * SECOND, 0) - ppm(12)) < ppm(0.05));
    assert.ok(bench.runOff(24 * HOUR) < 50, "the last one would have made 260 ms");
  });

  it("for longer spans than were rehearsed, the one for the longest that was", () => {
    const bench = new Bench(daily).learn(3.25 * DAY);
    for (const seconds of [70_000, 200_000])
      assert.ok(Math.abs(bench.holdover.frequencyAfter(seconds * SECOND, 0) - ppm(12)) < ppm(0.05));
  });

  it("is as it was, while nothing was learned", () => {
    assert.equal(new Holdover().frequencyAfter(5000 * SECOND, 77), 77);
    const bench = new Bench(steady).learn(HOUR);
    bench.holdover.interrupt();
    assert.equal(bench.holdover.frequencyAfter(5000 * SECOND, 77), 77);
  });

  it("follows the temperature meanwhile", () => {
    const bench = new Bench(steady).learn(HOUR);
    bench.holdover.warm(ppm(2));
    assert.equal(bench.holdover.frequencyAfter(5000 * SECOND, 0), ppm(14));
  });
});

describe("holdover: what counts as the crystal's doing", () => {
  it("not a leap of the clock, which breaks off what was being rehearsed", () => {
    const bench = new Bench(daily).learn(8 * DAY);
    const before = bench.claim(24 * HOUR);
    bench.now.add(POLL * SECOND);
    bench.holdover.learn(100 * MILLISECOND, ppm(12), bench.now);
    assert.equal(bench.holdover.elapsedSec, 0);
    assert.ok(
      bench.claim(24 * HOUR) > before,
      "of the day's mean nothing is known now, only how the last one did",
    );
    assert.ok(bench.claim(24 * HOUR) < 24 * HOUR * 15e-3);
  });

  it("not what the temperature is known to do", () => {
    const { holdover, now } = new Bench(steady);
    const crystal = new Crystal();
    // The counter needs 12 ppm, and 3 more every other hour, which the clock is made to follow.
    let warmth = 0;
    let needed = 0;
    holdover.learn(0, ppm(12), now);
    for (let second = POLL; second < 3 * DAY; second += POLL) {
      now.set(second, 0);
      needed += POLL * (ppm(12) + warmth);
      const next = Math.floor(second / HOUR) % 2 === 0 ? 0 : ppm(3);
      holdover.turned(ppm(12) + next, now);
      holdover.warm(next - warmth);
      warmth = next;
      holdover.learn(0, ppm(12) + warmth, now);
    }
    holdover.remember(crystal);
    for (const { count, byLast } of crystal.runOffs.slice(0, 6)) {
      assert.ok(count > 0);
      assert.ok(byLast.worst < 10_000, `${byLast.worst}`);
    }
    assert.equal(holdover.needed, needed, "but it is what was needed");
  });

  it("to the nanosecond, however many years corrections have been followed", () => {
    const { holdover, now } = new Bench(steady);
    const frequency = ppm(12);
    now.set(5, 7);
    holdover.learn(0, frequency, now);
    // Intervals that no binary fraction of a second divides, so that each sum would round anew.
    const interval = 1000 * SECOND + 1;
    let needed = 0;
    for (const days of [60, tries(10 * 365)]) {
      while (holdover.elapsedSec < days * DAY) {
        now.add(interval);
        needed += scale(interval, frequency);
        holdover.learn(0, frequency, now);
      }
      const whole = now.seconds - 5;
      const rest = (now.fraction - 7) / SECOND;
      assert.ok(Math.abs(holdover.elapsedSec - whole - rest) < 1e-7, `${holdover.elapsedSec}`);
      const crystal = new Crystal();
      holdover.remember(crystal);
      assert.equal(holdover.needed, needed);
      for (const { count, byLast, byMean } of crystal.runOffs) {
        assert.ok(count > 0);
        assert.ok(byLast.worst < 100 && byMean.worst < 2 ** 16, `${byLast.worst} ${byMean.worst}`);
      }
    }
  });

  it("rethought, less of what was seen before", () => {
    const bench = new Bench(daily).learn(20 * DAY);
    const before = bench.claim(24 * HOUR);
    bench.holdover.rethink();
    assert.ok(bench.claim(24 * HOUR) > before, "for a while it is less sure");
  });
});
