import assert from "node:assert/strict";
import { ClockFilter } from "../../src/core/clock-filter.js";
import { Crystal } from "../../src/core/crystal.js";
import { DisciplineAction } from "../../src/core/discipline-action.js";
import { Discipline } from "../../src/core/discipline.js";
import { MAXFREQ, PULL_IN_MAX, SLEW_MAX, SoftwareClock } from "../../src/core/software-clock.js";
import { ClockState } from "../../src/core/system.js";
import { MILLISECOND, PPM, scale, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";

const { Ignored, Slewed, Stepped, Spike } = {
  Ignored: DisciplineAction.Ignored,
  Slewed: DisciplineAction.Slewed,
  Stepped: DisciplineAction.Stepped,
  Spike: DisciplineAction.Spike,
};
const DELAY = MILLISECOND;
const JITTER = MILLISECOND / 100;
const ms = (value: number): Q32 => Math.round(value * MILLISECOND);
const ppm = (value: number): number => Math.round(value * PPM);
const near = (actual: number, wanted: number, by: number): void =>
  assert.ok(Math.abs(actual - wanted) <= by, `${actual} ~ ${wanted}`);
const instant = (seconds: number): Instant => {
  const at = new Instant();
  at.set(seconds, 0);
  return at;
};

/** A counter that is right, a clock over it, and a truth that is `ahead` of it and `faster`. */
class Bench {
  readonly clock = new SoftwareClock();
  readonly discipline = new Discipline(this.clock);

  constructor(
    public ahead: Q32 = 0,
    public faster = 0,
  ) {
    const start = new Timestamp();
    start.set(1_000_000, 0);
    this.clock.set(instant(0), start);
  }

  /** How far the clock's aim, or what it shows, is behind the truth. */
  behind(at: number, how: "aim" | "read" = "aim"): Q32 {
    const shown = new Timestamp();
    const truth = new Timestamp();
    this.clock[how](instant(at), shown);
    truth.set(1_000_000 + at, 0);
    truth.add(this.ahead + scale(at * SECOND, this.faster));
    return truth.since(shown);
  }

  /** An exact sample at second `at`, `wrong` by so much, handled `late` seconds later. */
  update(at: number, wrong: Q32 = 0, late = 0): DisciplineAction {
    return this.discipline.update(this.behind(at) + wrong, JITTER, DELAY, instant(at), instant(at + late));
  }

  /** Updates every 16 s until the frequency is known. */
  synchronize(): this {
    for (let at = 0; at <= 320; at += 16) this.update(at);
    assert.equal(this.discipline.state, ClockState.Synchronized);
    return this;
  }
}

describe("discipline", () => {
  describe("the first update", () => {
    const rows = [
      { name: "slews what is within the step threshold", ahead: ms(127), action: Slewed },
      { name: "the other way, too", ahead: ms(-127), action: Slewed },
      { name: "steps what is beyond it", ahead: ms(129), action: Stepped },
      { name: "back, too", ahead: ms(-129), action: Stepped },
      { name: "however far", ahead: -30 * 365 * 86_400 * SECOND, action: Stepped },
    ];
    for (const { name, ahead, action } of rows)
      it(name, () => {
        const bench = new Bench(ahead);
        assert.equal(bench.update(10), action);
        assert.equal(bench.discipline.moved, ahead);
        assert.equal(bench.behind(10), 0);
        assert.equal(bench.behind(10, "read"), action === Stepped ? 0 : ahead);
        assert.equal(bench.behind(15, "read"), 0, "128 ms are pulled in within 5 s");
        assert.equal(bench.discipline.state, ClockState.Set);
        assert.equal(bench.discipline.frequency, 0);
      });

    it("a threshold can be set", () => {
      const bench = new Bench(ms(20));
      bench.discipline.stepThreshold = ms(10);
      assert.equal(bench.update(10), Stepped);
    });
  });

  it("finds the frequency, and the clock is right and stays right", () => {
    const bench = new Bench(ms(50), ppm(-120)).synchronize();
    near(bench.discipline.frequency, ppm(-120), ppm(0.1));
    near(bench.behind(400, "read"), 0, ms(0.01));
    near(bench.behind(1400, "read"), 0, ms(0.1));
  });

  it("takes the frequency from what the filter holds already", () => {
    const bench = new Bench(ms(50), ppm(300));
    const filter = new ClockFilter();
    for (const at of [0, 2, 4, 6]) filter.add(bench.behind(at), DELAY, ms(0.001), instant(at), instant(at));
    bench.discipline.prime(filter);
    const action = bench.discipline.update(
      filter.offset,
      filter.jitter,
      filter.delay,
      filter.takenAt,
      instant(6),
    );
    assert.equal(action, Slewed);
    near(bench.discipline.frequency, ppm(300), ppm(1));
    near(bench.behind(70, "read"), 0, ms(0.1));
  });

  it("while it learns the frequency, takes also what the filter holds back", () => {
    const bench = new Bench(0, ppm(100));
    const filter = new ClockFilter();
    // Quick at first, by more than the filter lets PHI make good: from then on it answers with the first.
    filter.add(bench.behind(0), 1 * DELAY, ms(0.001), instant(0), instant(0));
    bench.discipline.prime(filter);
    bench.discipline.update(filter.offset, filter.jitter, filter.delay, filter.takenAt, instant(0));
    for (const at of [64, 128, 192]) {
      const isNewer = filter.add(bench.behind(at), 10 * DELAY, ms(0.001), instant(at), instant(at));
      assert.equal(isNewer, false);
      bench.discipline.prime(filter);
      const { offset, jitter, delay, takenAt } = filter;
      assert.equal(bench.discipline.update(offset, jitter, delay, takenAt, instant(at)), Slewed);
      filter.steered(bench.discipline.moved, bench.discipline.turned, instant(at));
    }
    near(bench.discipline.frequency, ppm(100), ppm(30));
  });

  it("looks at no sample twice, and at none older than the last", () => {
    const bench = new Bench(ms(10)).synchronize();
    bench.ahead += 2000;
    assert.equal(bench.update(336), Slewed);
    assert.ok(bench.discipline.moved > 0 && bench.discipline.turned > 0);
    const before = bench.discipline.frequency;
    const behind = bench.behind(336);
    for (const at of [336, 335]) {
      assert.equal(bench.update(at, ms(5)), Ignored);
      assert.equal(bench.discipline.moved, 0);
      assert.equal(bench.discipline.turned, 0);
    }
    assert.equal(bench.discipline.frequency, before);
    assert.equal(bench.behind(336), behind);
  });

  it("a sample handled late corrects by what it says of now", () => {
    const prompt = new Bench(ms(50), ppm(200));
    const late = new Bench(ms(50), ppm(200));
    for (let at = 0; at <= 320; at += 16) {
      prompt.update(at);
      late.update(at, 0, 5);
    }
    near(late.discipline.frequency, prompt.discipline.frequency, ppm(0.1));
    near(late.behind(325), 0, ms(0.01));
  });

  it("what it learns while a sample waits is neither lost nor counted twice", () => {
    const bench = new Bench(0, ppm(200));
    bench.update(0);
    bench.update(16, 0, 10); // here it learns the frequency: 2 ms in these 10 s
    near(bench.behind(26), 0, ms(0.05));
    assert.equal(bench.update(32), Slewed);
    near(bench.discipline.moved, 0, ms(0.05));
    near(bench.behind(32), 0, ms(0.05));
  });

  it("moved and turned are what the filters need to know", () => {
    const bench = new Bench(ms(50), ppm(80));
    const filter = new ClockFilter();
    for (let i = 0; i < 8; i++) {
      const at = 16 * i;
      filter.add(bench.behind(at), DELAY, ms(0.001), instant(at), instant(at));
      bench.update(at, 0, 1);
      filter.steered(bench.discipline.moved, bench.discipline.turned, instant(at + 1));
    }
    for (let i = 0; i < 8; i++) near(filter.stageOffset(i), bench.behind(112 - 16 * i), 8);
  });

  it("a frequency beyond 500 ppm is not followed", () => {
    const bench = new Bench(0, ppm(700));
    for (let at = 0; at <= 320; at += 16) bench.update(at);
    assert.equal(bench.discipline.frequency, MAXFREQ);
  });

  it("slews gently once synchronized, never by more than 500 ppm", () => {
    const first = new Bench(ms(10));
    first.update(0);
    assert.equal(first.clock.slewRate, PULL_IN_MAX);
    const bench = new Bench().synchronize();
    bench.discipline.setPollRange(6, 6);
    assert.equal(bench.update(336, ms(0.004)), Slewed);
    near(bench.clock.slewRate, bench.discipline.moved / 32, 1);
    bench.update(352, ms(90));
    bench.update(368, ms(90));
    assert.ok(bench.discipline.moved > ms(16), "more than 500 ppm of half a poll");
    assert.equal(bench.clock.slewRate, SLEW_MAX);
  });

  describe("what is not believed", () => {
    it("one surprise is popcorn; nothing happens, and the next one decides sooner", () => {
      const bench = new Bench().synchronize();
      bench.discipline.setPollRange(10, 10);
      bench.discipline.setPollRange(4, 10);
      assert.equal(bench.update(336, ms(30)), Spike);
      assert.equal(bench.discipline.moved, 0);
      assert.equal(bench.discipline.pollLog2, 8);
      assert.equal(bench.discipline.state, ClockState.Synchronized);
      assert.equal(bench.update(352), Slewed);
      near(bench.behind(352), 0, ms(0.01));
      assert.equal(bench.update(368, ms(30)), Spike, "and the one after it is popcorn again");
    });
    it("two in a row are the truth", () => {
      const bench = new Bench().synchronize();
      bench.ahead += ms(30);
      assert.equal(bench.update(336), Spike);
      assert.equal(bench.update(352), Slewed);
      for (let at = 368; at <= 432; at += 16) bench.update(at);
      near(bench.behind(432), 0, ms(0.05));
    });
    it("beyond the step threshold, it must last 900 s; then the clock is stepped", () => {
      const bench = new Bench(0, ppm(20)).synchronize();
      const { frequency } = bench.discipline;
      bench.ahead += ms(400);
      for (let at = 400; at < 1300; at += 50) {
        assert.equal(bench.update(at), Spike);
        assert.equal(bench.discipline.state, ClockState.Spike);
      }
      assert.equal(bench.update(1300), Stepped);
      assert.equal(bench.discipline.state, ClockState.Synchronized);
      near(bench.behind(1300, "read"), 0, ms(0.1));
      near(bench.discipline.frequency, frequency, ppm(0.1));
    });
    it("if it does not last, it was a spike", () => {
      const bench = new Bench().synchronize();
      for (const at of [400, 700, 1000]) assert.equal(bench.update(at, ms(400)), Spike);
      assert.equal(bench.update(1200), Slewed);
      assert.equal(bench.discipline.state, ClockState.Synchronized);
      assert.equal(bench.update(1400, ms(400)), Spike, "and the 900 s begin anew");
      near(bench.behind(1400), 0, ms(0.01));
    });
    it("not when nobody relies on the clock any more", () => {
      const bench = new Bench().synchronize();
      bench.discipline.release();
      assert.equal(bench.discipline.state, ClockState.Set);
      assert.equal(bench.update(336, ms(400)), Spike, "one may still be popcorn");
      assert.equal(bench.update(352, ms(400)), Stepped);
    });
  });

  it("a remembered frequency is right from the start, and corrected from there", () => {
    const bench = new Bench(ms(300), ppm(100));
    const crystal = new Crystal();
    crystal.frequency = ppm(99);
    bench.discipline.restore(crystal, instant(0));
    assert.equal(bench.discipline.state, ClockState.FrequencySet);
    assert.equal(bench.discipline.frequency, ppm(99));
    assert.equal(bench.update(10), Stepped);
    assert.equal(bench.discipline.state, ClockState.Synchronized);
    near(bench.behind(74, "read"), 64 * ppm(1), ms(0.01));
    for (let at = 26; at <= 330; at += 16) bench.update(at);
    near(bench.discipline.frequency, ppm(100), ppm(0.05));
  });

  it("advises polls within the range given, from its fastest", () => {
    const bench = new Bench();
    bench.discipline.setPollRange(4, 6);
    assert.equal(bench.discipline.pollLog2, 4);
    for (let at = 0; at <= 6400; at += 16) bench.update(at);
    assert.equal(bench.discipline.pollLog2, 6);
    bench.discipline.setPollRange(8, 9);
    assert.equal(bench.discipline.pollLog2, 8);
  });

  it("says how much offsets and the frequency waver", () => {
    const quiet = new Bench().synchronize();
    const noisy = new Bench().synchronize();
    for (let i = 0; i < 40; i++) {
      quiet.update(336 + 16 * i);
      noisy.update(336 + 16 * i, i % 2 === 0 ? ms(0.02) : -ms(0.02));
    }
    assert.ok(noisy.discipline.jitter > ms(0.01) && noisy.discipline.jitter < ms(0.04));
    assert.ok(quiet.discipline.jitter < ms(0.001));
    assert.ok(quiet.discipline.wander > 0);
  });
});
