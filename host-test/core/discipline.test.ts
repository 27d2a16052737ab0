import assert from "node:assert/strict";
import { ClockFilter } from "../../src/core/clock-filter.js";
import { Crystal } from "../../src/core/crystal.js";
import { DisciplineAction, SampleFate } from "../../src/core/discipline-action.js";
import { Discipline } from "../../src/core/discipline.js";
import { Holdover } from "../../src/core/holdover.js";
import { type Path } from "../../src/core/path.js";
import { MAXFREQ, PULL_IN_MAX, SLEW_MAX, SoftwareClock } from "../../src/core/software-clock.js";
import { ClockState } from "../../src/core/system.js";
import { FINE, half, MILLISECOND, PHI, PPM, scale, SECOND, type Q32 } from "../../src/time/fixed.js";
import { type Instant, Timestamp } from "../../src/time/moment.js";
import { instant, ms, near, ppm } from "../support/quantities.js";
import { USUAL, Way, type WayIs } from "../support/way.js";

const { Ignored, Slewed, Stepped } = {
  Ignored: DisciplineAction.Ignored,
  Slewed: DisciplineAction.Slewed,
  Stepped: DisciplineAction.Stepped,
};
const { Taken, Old, Late, Spike, Refused } = {
  Taken: SampleFate.Taken,
  Old: SampleFate.Old,
  Late: SampleFate.Late,
  Spike: SampleFate.Spike,
  Refused: SampleFate.Refused,
};
const START = 1_000_000;
const QUIET: WayIs = { delay: 1, queueThere: 0.01, queueBack: 0.01, noise: 0.001 };

/** A counter that is right, a clock over it, a truth that is `ahead` of it and `faster`, and one source of that. */
class Bench {
  readonly clock = new SoftwareClock();
  readonly discipline: Discipline;
  readonly way: Way;
  readonly path: Path;
  fate = Taken;
  /** When the last sample was taken. */
  at = 0;

  constructor(
    public ahead: Q32 = 0,
    public faster = 0,
    is = QUIET,
    seed = 1,
    holdover = new Holdover(),
  ) {
    this.discipline = new Discipline(this.clock, holdover);
    const start = new Timestamp();
    start.set(START, 0);
    this.clock.set(instant(0), start);
    this.way = new Way(seed, is);
    this.path = this.way.begin();
    this.path.isPeer = this.path.isReference = true;
  }

  /** How far the clock's aim, or what it shows, is behind the truth. */
  behind(at: number, how: "aim" | "read" = "aim"): Q32 {
    const shown = new Timestamp();
    const truth = new Timestamp();
    this.clock[how](instant(at), shown);
    truth.set(START + at, 0);
    truth.add(this.ahead + scale(at * SECOND, this.faster));
    return truth.since(shown);
  }

  /** An exchange at second `at`, of a source that is so much `wrong`. */
  take(at: number, wrong: Q32 = 0): SampleFate {
    this.at = at;
    this.way.exchange(this.behind(at) + wrong);
    const { there, back, roundTrip } = this.way;
    this.fate = this.discipline.take(this.path, half(there - back), roundTrip, instant(at));
    return this.fate;
  }

  /** The same, and the clock is corrected, `late` seconds later. */
  update(at: number, wrong: Q32 = 0, late = 0): DisciplineAction {
    this.take(at, wrong);
    return this.discipline.correct(instant(at + late));
  }

  /** Updates every `gap` seconds, `count` times. */
  follow(count: number, gap = 16): this {
    for (let i = 0; i < count; i++) this.update(this.at + gap);
    return this;
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
        near(bench.discipline.moved, ahead, ms(0.1));
        near(bench.behind(10), 0, ms(0.1));
        near(bench.behind(10, "read"), action === Stepped ? 0 : ahead, ms(0.1));
        near(bench.behind(15, "read"), 0, ms(0.1), "128 ms are pulled in within 5 s");
        assert.equal(bench.discipline.state, ClockState.Set);
        assert.equal(bench.discipline.frequency, 0);
      });
  });

  describe("the step threshold", () => {
    it("can be set", () => {
      const bench = new Bench(ms(20));
      bench.discipline.stepThreshold = ms(10);
      assert.equal(bench.update(10), Stepped);
    });

    it("at 0 forbids to step a clock that others rely on, and no other", () => {
      const bench = new Bench(ms(400));
      bench.discipline.stepThreshold = 0;
      assert.equal(bench.update(0), Stepped);
      bench.ahead += ms(20);
      assert.equal(bench.take(2), Spike);
      assert.equal(bench.update(4), Slewed);
      bench.follow(20);
      assert.equal(bench.discipline.state, ClockState.Synchronized);
      bench.ahead += ms(400);
      while (bench.update(bench.at + 50) === Ignored) assert.equal(bench.fate, Spike);
      assert.ok(bench.at >= 324 + 900);
      near(bench.behind(bench.at), 0, ms(1));
      near(bench.behind(bench.at, "read"), ms(400), ms(1), "slewed");
    });
  });

  describe("the panic threshold", () => {
    it("is how far a clock that others rely on is moved at most", () => {
      const bench = new Bench().synchronize();
      bench.discipline.panic.threshold = 10 * SECOND;
      const { frequency } = bench.discipline;
      for (let at = 336; at < 3000; at += 16) {
        assert.equal(bench.update(at, 11 * SECOND), Ignored);
        assert.equal(bench.fate, Refused);
      }
      assert.equal(bench.discipline.frequency, frequency);
      assert.equal(bench.take(3000, 9 * SECOND), Spike);
    });

    it("is so, too, when nobody relies on it any more; it takes the operator's hand", () => {
      for (const wrong of [11 * SECOND, -11 * SECOND]) {
        const bench = new Bench().synchronize();
        bench.discipline.panic.threshold = 10 * SECOND;
        bench.discipline.release();
        for (let at = 336; at < 3000; at += 16) assert.equal(bench.take(at, wrong), Refused);
        bench.discipline.panic.handOver();
        assert.equal(bench.take(3000, wrong), Spike);
        assert.equal(bench.update(3016, wrong), Stepped);
        near(bench.behind(3016), -wrong, ms(0.2));
      }
    });

    it("says nothing to one that nobody relies on yet, for its frequency is not known", () => {
      const bench = new Bench().follow(2, 2);
      assert.equal(bench.discipline.state, ClockState.Set);
      bench.ahead += 5000 * SECOND;
      assert.equal(bench.take(6), Spike);
      assert.equal(bench.update(8), Stepped);
      near(bench.behind(8, "read"), 0, ms(0.1));
    });
  });

  it("finds the frequency, and the clock is right and stays right", () => {
    const bench = new Bench(ms(50), ppm(-120)).synchronize();
    near(bench.discipline.frequency, ppm(-120), ppm(0.1));
    near(bench.behind(400, "read"), 0, ms(0.02));
    near(bench.behind(1400, "read"), 0, ms(0.1));
  });

  it("takes in all samples there are before it corrects", () => {
    const bench = new Bench(ms(50), ppm(300));
    for (const at of [0, 2, 4, 6, 10, 18, 34]) assert.equal(bench.take(at), Taken);
    assert.equal(bench.discipline.correct(instant(34)), Slewed);
    near(bench.discipline.frequency, ppm(300), ppm(2));
    near(bench.behind(70, "read"), 0, ms(0.1));
    assert.equal(bench.discipline.correct(instant(34)), Ignored);
    assert.equal(bench.discipline.moved, 0);
    assert.equal(bench.discipline.turned, 0);
  });

  it("looks at nothing older than the last sample", () => {
    const bench = new Bench(ms(10)).synchronize();
    bench.ahead += ms(0.01);
    assert.equal(bench.update(336), Slewed);
    const before = bench.discipline.frequency;
    const behind = bench.behind(336);
    assert.equal(bench.update(335, ms(5)), Ignored);
    assert.equal(bench.fate, Old);
    assert.equal(bench.discipline.frequency, before);
    assert.equal(bench.behind(336), behind);
    assert.equal(bench.take(336), Taken, "another source at the same time");
  });

  it("a sample handled late corrects by what it says of now", () => {
    const prompt = new Bench(ms(50), ppm(200));
    const late = new Bench(ms(50), ppm(200));
    for (let at = 0; at <= 320; at += 16) {
      prompt.update(at);
      late.update(at, 0, 5);
    }
    near(late.discipline.frequency, prompt.discipline.frequency, ppm(0.2));
    near(late.behind(325), 0, ms(0.02));
  });

  it("what it learns while a sample waits is neither lost nor counted twice", () => {
    const bench = new Bench(0, ppm(200));
    bench.update(0);
    bench.update(64, 0, 10); // here it learns the frequency: 2 ms in these 10 s
    near(bench.behind(74), 0, ms(0.1));
    assert.equal(bench.update(80), Slewed);
    near(bench.discipline.moved, 0, ms(0.1));
    near(bench.behind(80), 0, ms(0.05));
  });

  it("moved and turned are what the filters need to know", () => {
    const bench = new Bench(ms(50), ppm(80));
    const filter = new ClockFilter();
    for (let i = 0; i < 8; i++) {
      const at = 16 * i;
      filter.add(bench.behind(at), MILLISECOND, ms(0.001), instant(at), instant(at));
      bench.update(at, 0, 1);
      filter.steered(bench.discipline.moved, bench.discipline.turned, instant(at + 1));
    }
    for (let i = 0; i < 8; i++) near(filter.stageOffset(i), bench.behind(112 - 16 * i), 8);
  });

  it("a frequency beyond 500 ppm is not followed", () => {
    const bench = new Bench(0, ppm(700));
    let turned = 0;
    for (let i = 0; i < 60; i++) turned += bench.follow(1).discipline.turned;
    assert.equal(bench.discipline.frequency, MAXFREQ);
    assert.equal(turned, MAXFREQ);
  });

  it("slews gently once synchronized, never by more than is allowed", () => {
    const first = new Bench(ms(10));
    first.update(0);
    assert.equal(first.clock.slewRate, PULL_IN_MAX);
    const bench = new Bench(0, 0, { ...USUAL, queueThere: 0.2, queueBack: 0.2 });
    bench.discipline.setPollRange(6, 6);
    bench.follow(60);
    const { at } = bench;
    bench.update(at + 300);
    const wanted = bench.discipline.moved; // what was still to be slewed, is
    near(bench.clock.slewRate, wanted / 128, 2);
    for (const most of [SLEW_MAX, ppm(50)]) {
      bench.discipline.slewMost = most;
      bench.ahead += ms(90);
      while (bench.update(bench.at + 16) === Ignored) assert.notEqual(bench.fate, Taken);
      assert.ok(bench.discipline.moved > ms(80));
      assert.equal(bench.clock.slewRate, most);
      bench.follow(200);
    }
  });

  describe("what is not believed", () => {
    it("one surprise is popcorn; nothing happens, and the next one decides soon", () => {
      const bench = new Bench().synchronize();
      bench.discipline.setPollRange(10, 10);
      bench.discipline.setPollRange(4, 10);
      assert.equal(bench.update(336, ms(30)), Ignored);
      assert.equal(bench.fate, Spike);
      assert.equal(bench.discipline.moved, 0);
      assert.equal(bench.discipline.pollLog2, 4);
      assert.equal(bench.discipline.state, ClockState.Synchronized);
      assert.equal(bench.update(352), Slewed);
      near(bench.behind(352), 0, ms(0.02));
      assert.equal(bench.take(368, ms(30)), Spike, "and the one after it is popcorn again");
    });

    it("two in a row are the truth", () => {
      const bench = new Bench().synchronize();
      bench.ahead += ms(30);
      assert.equal(bench.take(336), Spike);
      assert.equal(bench.update(352), Slewed);
      near(bench.behind(352), 0, ms(0.1));
      bench.follow(5);
      near(bench.behind(bench.at), 0, ms(0.05));
    });

    it("of another source than the one that all are compared with, two in a row are its bias", () => {
      const bench = new Bench().synchronize();
      const other = new Way(9, QUIET);
      const path = other.begin();
      path.biasVariance = 0;
      const fates = [352, 368].map(at => {
        other.exchange(bench.behind(at) + ms(30));
        return bench.discipline.take(path, half(other.there - other.back), other.roundTrip, instant(at));
      });
      assert.deepEqual(fates, [Spike, Taken]);
      near(path.bias, ms(30), ms(0.1));
      assert.equal(bench.discipline.unexplained, 0);
      bench.discipline.correct(instant(368));
      near(bench.behind(368), 0, ms(0.02));
    });

    it("of another source than the system peer, what is beyond the step threshold tells nothing", () => {
      for (const bench of [new Bench().follow(3, 2), new Bench().synchronize()]) {
        const { state } = bench.discipline;
        bench.path.isPeer = bench.path.isReference = false;
        for (let at = 336; at < 2000; at += 16) assert.equal(bench.take(at, ms(400)), Spike);
        assert.equal(bench.discipline.correct(instant(2000)), Ignored);
        assert.equal(bench.discipline.state, state);
        assert.equal(bench.discipline.unexplained, 0);
        assert.equal(bench.path.bias, 0);
      }
    });

    it("is how much more the clock may be wrong, until it is believed or was a spike", () => {
      const bench = new Bench().synchronize();
      assert.equal(bench.discipline.unexplained, 0);
      bench.take(336, ms(30));
      near(bench.discipline.unexplained, ms(30), ms(0.1));
      bench.take(352);
      assert.equal(bench.discipline.unexplained, 0);
      bench.take(368, ms(-400));
      near(bench.discipline.unexplained, ms(400), ms(0.1));
      bench.discipline.release();
      assert.equal(bench.discipline.unexplained, 0);
    });

    it("what took beyond all belief is not looked at", () => {
      const bench = new Bench().synchronize();
      const { frequency } = bench.discipline;
      const at = instant(336);
      assert.equal(bench.discipline.take(bench.path, ms(20), ms(42), at), Late);
      assert.equal(bench.discipline.correct(at), Ignored);
      assert.equal(bench.discipline.frequency, frequency);
      assert.equal(bench.discipline.state, ClockState.Synchronized);
    });

    it("beyond the step threshold, it must last 900 s; then the clock is stepped", () => {
      const bench = new Bench(0, ppm(20)).synchronize();
      const { frequency } = bench.discipline;
      bench.discipline.setPollRange(10, 10);
      bench.discipline.setPollRange(4, 10);
      bench.ahead += ms(400);
      for (let at = 400; at < 1300; at += 50) {
        assert.equal(bench.take(at), Spike);
        assert.equal(bench.discipline.correct(instant(at)), Ignored);
        assert.equal(bench.discipline.state, ClockState.Spike);
      }
      assert.equal(bench.update(1300), Stepped);
      assert.equal(bench.discipline.state, ClockState.Synchronized);
      assert.equal(bench.discipline.pollLog2, 4);
      near(bench.behind(1300, "read"), 0, ms(0.1));
      near(bench.discipline.frequency, frequency, ppm(0.1));
      bench.follow(10);
      near(bench.behind(bench.at), 0, ms(0.05));
    });

    it("how long it must last can be set", () => {
      const bench = new Bench().synchronize();
      bench.discipline.resistance.stepOut = 180 * SECOND;
      bench.ahead += ms(400);
      for (const at of [400, 500, 579]) assert.equal(bench.take(at), Spike);
      assert.equal(bench.update(580), Stepped);
    });

    it("if it does not last, it was a spike", () => {
      const bench = new Bench().synchronize().follow(600, 64);
      const { at } = bench;
      for (const later of [100, 400, 700]) assert.equal(bench.take(at + later, ms(400)), Spike);
      assert.equal(bench.discipline.state, ClockState.Spike);
      assert.equal(bench.update(at + 900), Slewed);
      assert.equal(bench.discipline.state, ClockState.Synchronized);
      assert.equal(bench.take(at + 1100, ms(400)), Spike, "and the 900 s begin anew");
      near(bench.behind(at + 1100), 0, ms(0.05));
    });

    it("when nobody relies on the clock any more, it need not last; one may still be popcorn", () => {
      const bench = new Bench(0, ppm(20)).synchronize();
      const { frequency } = bench.discipline;
      bench.discipline.release();
      assert.equal(bench.discipline.state, ClockState.Set);
      assert.equal(bench.take(336, ms(400)), Spike);
      assert.equal(bench.discipline.state, ClockState.Set);
      assert.equal(bench.update(352), Slewed);
      near(bench.discipline.moved, 0, ms(0.02), "nothing was forgotten:");
      bench.discipline.release();
      assert.equal(bench.take(368, ms(400)), Spike);
      assert.equal(bench.update(384, ms(400)), Stepped);
      near(bench.discipline.frequency, frequency, ppm(0.1));
      near(bench.discipline.dispersion(SECOND) / MAXFREQ, 1, 1e-3, "all begins with this sample:");
    });

    it("what the clock may have run off by in a long absence is no spike", () => {
      const bench = new Bench().synchronize();
      const absence = 40_000;
      bench.faster = Math.round(0.8 * PHI);
      bench.ahead -= scale(320 * SECOND, bench.faster);
      assert.ok(bench.behind(320 + absence) > ms(128));
      bench.take(320 + absence);
      assert.notEqual(bench.discipline.state, ClockState.Spike);
      assert.equal(bench.update(320 + absence + 16), Stepped);
    });
  });

  describe("a queue is told from a clock that moves:", () => {
    /** Of 20 minutes in which the way back takes as much longer as the clock would be moved by. */
    const burst = (seed: number, by: number): Bench => {
      const bench = new Bench(0, 0, USUAL, seed).follow(300);
      bench.way.is = { ...USUAL, queueBack: by };
      return bench;
    };
    for (const seed of [1, 2, 3]) {
      it(`one of 10 ms on the way back for 20 minutes hardly moves the clock (seed ${seed})`, () => {
        const bench = burst(seed, 10);
        const { frequency } = bench.discipline;
        let most = 0;
        for (let i = 0; i < 75; i++) most = Math.max(most, Math.abs(bench.follow(1).behind(bench.at)));
        assert.ok(most < ms(1), `${most / MILLISECOND} ms`);
        near(bench.discipline.frequency, frequency, ppm(2));
      });

      it(`a clock that is off by half of that is followed at once (seed ${seed})`, () => {
        const bench = new Bench(0, 0, USUAL, seed).follow(300);
        bench.ahead -= ms(5);
        bench.follow(6);
        near(bench.behind(bench.at), 0, ms(1));
      });
    }
  });

  it("a remembered frequency is right from the start, and corrected from there", () => {
    const bench = new Bench(ms(300), ppm(100));
    const crystal = new Crystal();
    crystal.frequency = ppm(99);
    bench.discipline.restore(crystal, instant(0));
    assert.equal(bench.discipline.state, ClockState.FrequencySet);
    bench.discipline.release();
    assert.equal(bench.discipline.state, ClockState.FrequencySet, "there is nothing to release");
    assert.equal(bench.discipline.frequency, ppm(99));
    assert.equal(bench.update(10), Stepped);
    assert.equal(bench.discipline.state, ClockState.Synchronized);
    near(bench.behind(74, "read"), 64 * ppm(1), ms(0.05));
    bench.follow(20);
    near(bench.discipline.frequency, ppm(100), ppm(0.1));
  });

  it("writes down what it knows of the crystal, as far as it knows it", () => {
    const crystal = new Crystal();
    const bench = new Bench(0, ppm(30));
    bench.discipline.remember(crystal);
    assert.equal(crystal.frequency, 0);
    near(crystal.frequencyError, ppm(64), 1);
    bench.synchronize().follow(60, 64).discipline.remember(crystal);
    near(crystal.frequency, ppm(30), ppm(0.05));
    assert.ok(crystal.frequencyError < ppm(0.1), `${crystal.frequencyError}`);
    assert.ok(crystal.walk < (FINE * PPM) / 100, `${crystal.walk}`);
  });

  it("goes by the walk that it was remembered with", () => {
    const walks = [FINE * (PPM / 2000), FINE * (PPM / 8)].map(walk => {
      const { discipline } = new Bench();
      const crystal = new Crystal();
      crystal.walk = walk;
      discipline.restore(crystal, instant(0));
      discipline.remember(crystal);
      return crystal.walk;
    });
    assert.ok(walks[1] > 2 * walks[0], `${walks}`);
  });

  it("tells the holdover what the crystal needs, and of nothing that it has no part in", () => {
    const told: string[] = [];
    class Listener extends Holdover {
      override learn(moved: Q32, frequency: number, now: Instant): void {
        told.push(`learn ${moved} ${frequency} ${now.seconds}`);
      }
      override turned(frequency: number, now: Instant): void {
        told.push(`turned ${frequency} ${now.seconds}`);
      }
      override interrupt(): void {
        told.push("interrupt");
      }
    }
    const bench = new Bench(0, 0, QUIET, 1, new Listener());
    const { discipline } = bench;
    bench.update(0);
    assert.deepEqual(told.splice(0), ["interrupt"], "the frequency is not known yet");
    bench.synchronize();
    assert.equal(told.at(-1), `learn ${discipline.moved} ${discipline.frequency} 320`);
    discipline.turn(0, 5, instant(330));
    assert.equal(told.at(-1), `turned ${discipline.frequency} 330`);
    bench.ahead += ms(30);
    discipline.stepThreshold = ms(10);
    while (bench.update(bench.at + 16) === Ignored) assert.equal(bench.fate, Spike);
    assert.equal(told.at(-1), "interrupt", "stepped");
  });

  it("turned by what a thermometer says, the clock runs on from where it is", () => {
    const bench = new Bench(ms(3), ppm(30)).synchronize();
    bench.ahead += ms(0.05);
    bench.follow(1);
    const [aim, shown] = [bench.behind(bench.at), bench.behind(bench.at, "read")];
    const { frequency } = bench.discipline;
    bench.discipline.turn(0, ppm(2), instant(bench.at));
    assert.equal(bench.discipline.frequency, frequency + ppm(2));
    assert.equal(bench.behind(bench.at), aim);
    assert.equal(bench.behind(bench.at, "read"), shown);
    near(bench.behind(bench.at + 100) - aim, -100 * (bench.discipline.frequency - ppm(30)), 100);
  });

  it("all sources together being ahead, the clock goes there without news", () => {
    const bench = new Bench().synchronize();
    const { frequency } = bench.discipline;
    bench.take(336);
    bench.discipline.recentre(ms(0.5));
    assert.equal(bench.discipline.correct(instant(336)), Slewed);
    near(bench.behind(336), ms(-0.5), ms(0.02));
    near(bench.discipline.frequency, frequency, ppm(0.1));
  });

  describe("claims that the clock runs off", () => {
    const claim = ({ discipline }: Bench): number => discipline.dispersion(SECOND);
    it("by what a counter may be wrong by, after one sample", () => {
      const bench = new Bench();
      near(claim(bench) / (3 * ppm(64)), 1, 1e-3, "before it, by three deviations of what counters are");
      bench.update(0);
      near(claim(bench) / MAXFREQ, 1, 1e-3);
    });
    it("then by what the first sample and the last leave open", () => {
      const bench = new Bench(0, ppm(100), { ...USUAL, delay: 20 });
      bench.follow(8, 2);
      near(claim(bench) / MAXFREQ, 1, 1e-3, "80 ms in 16 s are more than that");
      bench.follow(10, 64);
      assert.ok(claim(bench) > ppm(120) && claim(bench) < ppm(135), "80 to 85 ms in 640 s");
      bench.follow(100, 64);
      near(claim(bench), PHI, 1);
    });
    it("by what the tracker is not sure of, if that is more", () => {
      const bench = new Bench(0, 0, { ...USUAL, delay: 0.001, queueThere: 0.5, queueBack: 0.5 });
      bench.follow(12, 64);
      const crystal = new Crystal();
      bench.discipline.remember(crystal);
      assert.ok(claim(bench) >= 3 * crystal.frequencyError);
    });
  });

  it("advises polls within the range given, from its fastest", () => {
    const bench = new Bench();
    bench.discipline.setPollRange(4, 6);
    assert.equal(bench.discipline.pollLog2, 4);
    bench.follow(400);
    assert.equal(bench.discipline.pollLog2, 6);
    bench.discipline.setPollRange(8, 9);
    assert.equal(bench.discipline.pollLog2, 8);
  });

  it("says how much offsets and the frequency waver", () => {
    const quiet = new Bench().follow(60);
    const noisy = new Bench(0, 0, { ...USUAL, delay: 1 }).follow(60);
    assert.equal(quiet.discipline.jitter, quiet.path.jitter);
    assert.ok(noisy.discipline.jitter > ms(0.3) && noisy.discipline.jitter < ms(3));
    assert.ok(quiet.discipline.jitter < ms(0.05));
    assert.ok(quiet.discipline.wander > 0);
  });
});
