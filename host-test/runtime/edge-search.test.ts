/** How a real-time clock's next second is searched for: how well, how often, and when it is given up. */
import assert from "node:assert/strict";
import { SoftwareClock } from "../../src/core/software-clock.js";
import { type ClockChip } from "../../src/refclock/clock-chip.js";
import { EdgeSearch, Reading } from "../../src/runtime/edge-search.js";
import { SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { instant, ms, ppm } from "../support/quantities.js";
import { seeded } from "../support/random.js";

const START = 4e9;

/** A chip that is `ahead` of a clock, and a search whose readings take `took`. */
class Bench {
  /** When the chip is not believed. */
  isLost = false;
  readonly clock = new SoftwareClock();
  readonly search: EdgeSearch;
  readonly waits: Q32[] = [];
  readonly #now = instant(100);
  readonly #before = new Instant();

  constructor(
    public ahead: Q32,
    readonly took = ms(0.3),
  ) {
    const time = new Timestamp();
    time.set(START, 0);
    this.clock.set(this.#now, time);
    const chip: ClockChip = {
      kind: { name: "any", accuracy: ppm(5), steadiness: ppm(5), secondAfterWrite: 0 },
      trim: undefined,
      read: into => {
        this.clock.aim(this.#now, into);
        into.add(this.ahead);
        into.set(into.seconds, 0);
        this.#now.add(this.took);
        return !this.isLost;
      },
      write: () => {},
    };
    this.search = new EdgeSearch(
      chip,
      { precisionLog2: -20, read: into => into.copy(this.#now) },
      this.clock,
    );
    this.search.begin();
  }

  /** A reading for which the alarm was asked for `late` ago. */
  read(late: Q32 = 0): Reading {
    const asked = new Instant();
    asked.copy(this.#now);
    asked.add(-late);
    this.#before.copy(this.#now);
    return this.search.read(asked, this.#before);
  }

  /** Waits as long as it is told. */
  wait(): void {
    this.waits.push(this.search.wait());
    this.#now.add(this.waits[this.waits.length - 1]);
  }

  /** Reads until no more is wanted; answers what came of it and how many readings that took. */
  run(): { reading: Reading; readings: number } {
    for (let readings = 1; ; readings++) {
      const reading = this.read();
      if (reading !== Reading.Wanting) return { reading, readings };
      this.wait();
    }
  }
}

describe("the search for a second's edge", () => {
  for (const seed of [1, 2, 3])
    it(`ends within a millisecond, and honestly, seed ${seed}`, () => {
      const random = seeded(seed);
      for (let i = 0; i < 20; i++) {
        const bench = new Bench(random(20 * 2 ** 30) * 4 - 10 * SECOND);
        const { reading, readings } = bench.run();
        const { error, isFine, offset } = bench.search;
        assert.equal(reading, Reading.Enough);
        assert.ok(isFine && error <= ms(1), `within ${error / ms(1)} ms`);
        assert.ok(Math.abs(offset - bench.ahead) <= error, `${(offset - bench.ahead) / ms(1)} ms`);
        assert.ok(readings >= 8 && readings <= 12, `after ${readings} readings`);
      }
    });

  it("ends after 24 readings that are too slow for that", () => {
    const bench = new Bench(ms(300), ms(5));
    assert.deepEqual(bench.run(), { reading: Reading.Enough, readings: 24 });
    assert.ok(!bench.search.isFine);
  });

  it("reads each time where it tells most, 20 ms after the last at the soonest", () => {
    const random = seeded(4);
    const waits = Array.from({ length: 100 }, () => {
      const bench = new Bench(random(2 ** 32));
      bench.run();
      return bench.waits;
    }).flat();
    const soonest = Math.min(...waits);
    assert.ok(soonest >= ms(20) && soonest < ms(40), `${soonest / ms(1)} ms`);
    assert.ok(Math.max(...waits) <= ms(1020));
  });

  it("is lost with a chip that is not believed", () => {
    const bench = new Bench(0);
    assert.equal(bench.read(), Reading.Wanting);
    bench.isLost = true;
    assert.equal(bench.read(), Reading.Lost);
  });

  it("is in contradiction where the chip was set meanwhile, and not when it begins again", () => {
    const bench = new Bench(0);
    bench.read();
    bench.wait();
    bench.ahead = 7 * SECOND;
    assert.equal(bench.read(), Reading.Contradictory);
    bench.search.begin();
    assert.equal(bench.run().reading, Reading.Enough);
  });

  it("learns how late alarms are, a quarter of it each time, but not of the first reading", () => {
    const bench = new Bench(0);
    bench.read(ms(800));
    assert.equal(bench.search.late, 0);
    const lates = [8, 8, 8].map(late => {
      bench.read(ms(late));
      return bench.search.late;
    });
    assert.deepEqual(lates, [ms(8) / 4, ms(8) * (7 / 16), ms(8) * (37 / 64)]);
  });

  it("has alarms ring earlier by that, and not before now", () => {
    const bench = new Bench(ms(300));
    bench.read();
    const wait = bench.search.wait();
    bench.search.late = ms(3) + 0.6;
    assert.equal(bench.search.wait(), wait - ms(3) - 1);
    bench.search.late = ms(3) + 0.4;
    assert.equal(bench.search.wait(), wait - ms(3));
    bench.search.late = 3 * SECOND;
    assert.equal(bench.search.wait(), 0);
  });
});
