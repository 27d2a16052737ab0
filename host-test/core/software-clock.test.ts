import assert from "node:assert/strict";
import { LeapPassage } from "../../src/core/leap-passage.js";
import { MAXFREQ, PULL_IN_MAX, SLEW_MAX, SoftwareClock } from "../../src/core/software-clock.js";
import { MILLISECOND, PPM, SECOND, type Q32, type Rate } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { tries } from "../support/effort.js";
import { seeded } from "../support/random.js";

const ERA = 1n << 64n;
const wide = (seconds: number, fraction: number): bigint => (BigInt(seconds) << 32n) + BigInt(fraction);

/** A counter reading, `units` of 2^-32 s after zero. */
const instant = (units: bigint): Instant => {
  const at = new Instant();
  at.set(Number((units >> 32n) & 0xffff_ffffn), Number(units & 0xffff_ffffn));
  return at;
};
const seconds = (count: number): bigint => BigInt(Math.round(count * 2 ** 32));
const read = (clock: SoftwareClock, units: bigint): bigint => {
  const into = new Timestamp();
  clock.read(instant(units), into);
  return wide(into.seconds, into.fraction);
};
const aim = (clock: SoftwareClock, units: bigint): bigint => {
  const into = new Timestamp();
  clock.aim(instant(units), into);
  return wide(into.seconds, into.fraction);
};
/** A clock that shows 1000 s at counter reading 0. */
const started = (): SoftwareClock => {
  const clock = new SoftwareClock();
  const time = new Timestamp();
  time.set(1000, 0);
  clock.set(instant(0n), time);
  return clock;
};
const START = 1000n << 32n;

/** The clock in exact arithmetic: all values in 2^-64 s, 2^-32 of a unit. */
class Exact {
  at = 0n;
  time = START << 32n;
  rate = 0n;
  slewRate = 0n;
  slew = 0n;

  read(at: bigint): bigint {
    const elapsed = at - this.at;
    const slewed = elapsed * this.slewRate;
    const most = this.slew << 32n;
    const done = this.slew >= 0n ? (slewed < most ? slewed : most) : slewed > most ? slewed : most;
    return this.time + (elapsed << 32n) + elapsed * this.rate + done;
  }

  steer(at: bigint, rate: Rate, slew: Q32, slewRate: Rate): void {
    this.time = this.read(at);
    this.at = at;
    this.rate = BigInt(rate);
    this.slew = BigInt(slew);
    this.slewRate = slew === 0 ? 0n : BigInt(slew < 0 ? -slewRate : slewRate);
  }
}

describe("software clock", () => {
  it("runs with the counter until told otherwise", () => {
    const clock = started();
    assert.equal(read(clock, seconds(12.5)), START + seconds(12.5));
    assert.equal(clock.frequency, 0);
    assert.equal(clock.slewLeft(instant(seconds(5))), 0);
  });

  it("gains by its frequency", () => {
    const clock = started();
    clock.steer(instant(0n), Math.round(100 * PPM), 0);
    assert.equal(read(clock, seconds(1000)) - START - seconds(1000), BigInt(Math.round(100 * PPM) * 1000));
  });

  const slews = [
    { name: "ahead", offset: 50 * MILLISECOND, rate: SLEW_MAX },
    { name: "back", offset: -50 * MILLISECOND, rate: SLEW_MAX },
    { name: "while pulling in", offset: 127 * MILLISECOND, rate: PULL_IN_MAX },
    { name: "by a single unit", offset: 1, rate: 1 },
    { name: "by a time that is no whole number of units", offset: -1_000_003, rate: 7919 },
  ];
  for (const { name, offset, rate } of slews)
    it(`slews ${name}, and stops by itself at exactly what was asked`, () => {
      const clock = started();
      clock.steer(instant(0n), 0, offset, rate);
      assert.equal(clock.slewLeft(instant(0n)), offset);
      const end = (BigInt(Math.abs(offset)) << 32n) / BigInt(rate);
      let before = 0n;
      for (let i = 0n; i <= 20n; i++) {
        const at = (end * i) / 20n;
        const gained = read(clock, at) - START - at;
        const size = offset < 0 ? -gained : gained;
        assert.ok(size >= before && size <= BigInt(Math.abs(offset)), "no way back, no overshoot");
        assert.ok(Math.abs(Number(gained) + clock.slewLeft(instant(at)) - offset) <= 1);
        before = size;
      }
      for (const after of [end + 1n, end + seconds(1), end + seconds(1e6)]) {
        assert.equal(read(clock, after) - START - after, BigInt(offset));
        assert.equal(clock.slewLeft(instant(after)), 0);
      }
      assert.ok(Math.abs(Number(read(clock, end / 2n) - START - end / 2n) - offset / 2) <= 1, "evenly");
    });

  it("slews at 500 ppm unless asked for more", () => {
    const clock = started();
    clock.steer(instant(0n), 0, SECOND);
    assert.equal(read(clock, seconds(10)) - START - seconds(10), BigInt(10 * SLEW_MAX));
    assert.equal(clock.slewRate, SLEW_MAX);
  });

  it("a frequency beyond the tolerance is cut off", () => {
    const clock = started();
    clock.steer(instant(0n), 2 * MAXFREQ, 0);
    assert.equal(clock.frequency, MAXFREQ);
    clock.steer(instant(0n), -2 * MAXFREQ, 0);
    assert.equal(clock.frequency, -MAXFREQ);
  });

  it("the aim is where the slew ends, from the first moment, and backwards too", () => {
    const clock = started();
    clock.steer(instant(seconds(10)), 0, 20 * MILLISECOND);
    for (const at of [9.9, 10, 20, 49, 51, 500])
      assert.equal(aim(clock, seconds(at)), START + seconds(at) + BigInt(20 * MILLISECOND), `at ${at}`);
    assert.equal(read(clock, seconds(500)), aim(clock, seconds(500)));
  });

  it("a new slew replaces what was left of the old, and what was done stays", () => {
    const clock = started();
    clock.steer(instant(0n), 0, 20 * MILLISECOND);
    const at = seconds(20); // half of it is done
    clock.steer(instant(at), 0, 0);
    assert.equal(read(clock, seconds(100)) - START - seconds(100), BigInt(20 * SLEW_MAX));
  });

  it("a step shows at once, and ends a slew", () => {
    const clock = started();
    clock.steer(instant(0n), 0, 20 * MILLISECOND);
    const at = seconds(10);
    const before = read(clock, at);
    clock.step(instant(at), -3 * SECOND);
    assert.equal(read(clock, at), before - seconds(3));
    assert.equal(clock.slewLeft(instant(at)), 0);
    assert.equal(read(clock, at + seconds(100)), before - seconds(3) + seconds(100));
  });

  it("steps across years and the end of the era", () => {
    const clock = started();
    clock.step(instant(seconds(1)), -1002 * SECOND);
    assert.equal(read(clock, seconds(1)), ERA - seconds(1));
    assert.equal(read(clock, seconds(3)), seconds(1));
    clock.step(instant(seconds(3)), 2 ** 30 * SECOND);
    assert.equal(read(clock, seconds(3)), seconds(1) + (1n << 62n));
  });

  it("an arrival stamped before the bend and read after it reads as it would have before", () => {
    const early = started();
    const late = started();
    for (const clock of [early, late]) clock.steer(instant(0n), 5000, 20 * MILLISECOND);
    const stamped = seconds(9.98);
    const expected = read(early, stamped);
    late.steer(instant(seconds(10)), -MAXFREQ, -20 * MILLISECOND);
    late.steer(instant(seconds(10)), -MAXFREQ, -10 * MILLISECOND);
    assert.ok(Math.abs(Number(read(late, stamped) - expected)) <= 1);
  });

  it("counts single units after decades without a correction", () => {
    const clock = started();
    const late = seconds(50 * 365.25 * 86_400);
    for (let i = 0n; i < 100n; i++) assert.equal(read(clock, late + i), (START + late + i) % ERA);
    clock.steer(instant(late), 0, 0);
    assert.equal(read(clock, late + 1n), START + late + 1n);
  });

  for (const seed of [1, 2, 3])
    it(`never runs backwards and agrees with exact arithmetic through 3000 bends (seed ${seed})`, () => {
      const random = seeded(seed);
      const clock = started();
      const exact = new Exact();
      let at = 0n;
      let last = START;
      for (let i = 0; i < 3000; i++) {
        const frequency = random(2 * MAXFREQ + 1) - MAXFREQ;
        const offset = random(3) === 0 ? 0 : random(2 ** 30) - 2 ** 29;
        const rate = 1 + random(random(2) ? SLEW_MAX : PULL_IN_MAX);
        clock.steer(instant(at), frequency, offset, rate);
        exact.steer(at, frequency, offset, rate);
        // Readings a unit, a little and a lot apart, among them some just before the bend.
        let reading = at - BigInt(random(1000));
        for (let j = 0; j < 12; j++) {
          const shown = read(clock, reading);
          if (reading >= at) {
            const wanted = exact.read(reading) >> 32n;
            const apart = shown - (wanted % ERA);
            assert.ok(apart >= -1n && apart <= 1n, `bend ${i}: ${apart} units off`);
            assert.ok(shown >= last, `bend ${i}: back by ${last - shown}`);
            last = shown;
          }
          reading += BigInt(random([2, 2 ** 16, 2 ** 32][random(3)]));
        }
        at = (reading > at ? reading : at) + BigInt(random(2 ** 31)) * BigInt(1 + random(64));
      }
    });

  it("loses nothing by very many bends, each with a rest of a unit", () => {
    const clock = started();
    const exact = new Exact();
    const at = new Instant();
    let units = 0n;
    for (let i = 0; i < tries(1_000_000); i++) {
      clock.steer(at, 1_000_003, 0);
      exact.steer(units, 1_000_003, 0, 1);
      at.add(SECOND / 8 + 12_345);
      units += BigInt(SECOND / 8 + 12_345);
    }
    const apart = read(clock, units) - (exact.read(units) >> 32n);
    assert.ok(apart >= -1n && apart <= 1n, `${apart} units`);
  }).timeout(20_000);
});

describe("software clock: passing a leap second", () => {
  /** The clock shows 1000 s at 0; the day ends at 1100 s. */
  const passing = (by: Q32): { clock: SoftwareClock; passage: LeapPassage } => {
    const clock = started();
    const passage = new LeapPassage();
    passage.begin(by, 1100);
    clock.passage = passage;
    return { clock, passage };
  };
  const shown = (clock: SoftwareClock, at: number): number =>
    Number(read(clock, seconds(at)) - START) / SECOND;

  it("repeats the last second of the day, or leaves it out, whenever it is read", () => {
    const inserting = passing(-SECOND).clock;
    assert.deepEqual(
      [99.5, 100, 100.5, 101].map(at => shown(inserting, at)),
      [99.5, 99, 99.5, 100],
    );
    const deleting = passing(SECOND).clock;
    assert.deepEqual(
      [98.5, 99, 100].map(at => shown(deleting, at)),
      [98.5, 100, 101],
    );
    assert.equal(shown(inserting, 99.5), 99.5);
  });

  it("is where it was going, a second back", () => {
    const { clock } = passing(-SECOND);
    clock.steer(instant(seconds(90)), 0, 10 * MILLISECOND);
    assert.equal(aim(clock, seconds(99)), START + seconds(99) + BigInt(10 * MILLISECOND));
    assert.equal(aim(clock, seconds(120)), START + seconds(119) + BigInt(10 * MILLISECOND));
    assert.equal(shown(clock, 120), 119 + (10 * MILLISECOND) / SECOND);
  });

  it("keeps slews and frequency, bent on either side and in the second itself", () => {
    const { clock } = passing(-SECOND);
    const exact = new Exact();
    for (const at of [50, 99.9, 100.4, 130]) {
      clock.steer(instant(seconds(at)), 40_000, 20 * MILLISECOND);
      exact.steer(seconds(at), 40_000, 20 * MILLISECOND, SLEW_MAX);
      for (const later of [0, 0.3, 0.59]) {
        const wanted = exact.read(seconds(at + later)) >> 32n;
        const leapt = wanted >= START + seconds(100) ? seconds(1) : 0n;
        const apart = read(clock, seconds(at + later)) - (wanted - leapt);
        assert.ok(apart >= -1n && apart <= 1n, `${at + later}: ${apart}`);
      }
    }
  });

  it("shows the same when the passage is over, and reads what was before as it is numbered now", () => {
    const { clock, passage } = passing(-SECOND);
    const before = [100.5, 101, 5000].map(at => shown(clock, at));
    passage.hasTurned = true;
    clock.endPassage();
    assert.equal(clock.passage, undefined);
    assert.deepEqual(
      [100.5, 101, 5000].map(at => shown(clock, at)),
      before,
    );
    assert.equal(shown(clock, 99.5), 98.5);
  });

  it("is as it was when the passage ends before its turn", () => {
    const { clock } = passing(-SECOND);
    clock.endPassage();
    assert.equal(shown(clock, 200), 200);
  });

  it("is steered and stepped by what is asked, after the turn as before", () => {
    const { clock, passage } = passing(-SECOND);
    passage.hasTurned = true;
    clock.step(instant(seconds(200)), -150 * SECOND);
    assert.equal(shown(clock, 200), 49);
    assert.equal(shown(clock, 300), 149);
  });

  it("serves a smear while it shows none", () => {
    const { clock, passage } = passing(-SECOND);
    passage.smear(100);
    const into = new Timestamp();
    const served = (at: number): number => {
      clock.serve(instant(seconds(at)), into);
      return into.seconds - 1000 + into.fraction / SECOND;
    };
    assert.deepEqual([49, 50].map(served), [49, 50]);
    assert.ok(Math.abs(served(100.5) - 100) < 1e-9);
    assert.equal(shown(clock, 100.5), 99.5);
    assert.equal(served(151), 150);
    assert.equal(served(200), 199);
  });

  it("renumbered, shows a second more for all that was and will be", () => {
    const clock = started();
    clock.steer(instant(0n), 0, 20 * MILLISECOND);
    const other = started();
    other.steer(instant(0n), 0, 20 * MILLISECOND);
    clock.renumber(SECOND);
    for (const at of [10, 30, 500]) {
      assert.equal(read(clock, seconds(at)), read(other, seconds(at)) + seconds(1));
      assert.equal(clock.slewLeft(instant(seconds(at))), other.slewLeft(instant(seconds(at))));
    }
  });
});
