import assert from "node:assert/strict";
import { Lateness } from "../../src/core/lateness.js";
import { type Path } from "../../src/core/path.js";
import { Ways } from "../../src/core/stage.js";
import { Track } from "../../src/core/track.js";
import { Tracker } from "../../src/core/tracker.js";
import { FINE, half, MILLISECOND, PPM, SECOND, type FineRate, type Q32 } from "../../src/time/fixed.js";
import { Chance } from "../support/chance.js";
import { ms, near, ppm } from "../support/quantities.js";
import { QUIET, USUAL, Way } from "../support/way.js";

const NEAR = { ...USUAL, queueThere: 0.1, queueBack: 0.1 };

/** A tracker of a clock that is never corrected, while the truth goes its own way. */
class Course {
  readonly tracker = new Tracker();
  readonly path: Path;
  /** How far the truth is ahead of the clock, and by how much it is the faster. */
  ahead = 0;
  faster = 0;
  /** What `faster` wanders by in a second, as a deviation. */
  walk = 0;
  readonly #chance: Chance;

  constructor(
    seed: number,
    readonly way = new Way(seed),
  ) {
    this.path = way.begin();
    this.path.isReference = true;
    this.#chance = new Chance(seed + 1000);
  }

  pass(seconds: number): void {
    for (let i = 0; i < seconds; i++) {
      this.faster += this.walk * this.#chance.normal();
      this.ahead += this.faster;
    }
    this.tracker.predict(seconds * SECOND);
  }

  /** An exchange; answers how much of a surprise that was. */
  sample(): Q32 {
    const { path, way } = this;
    way.exchange(Math.round(this.ahead));
    path.admit(way.roundTrip, 5);
    const surprise = this.tracker.surprise(path, way.there, way.back);
    this.tracker.observe(path, way.there, way.back);
    return surprise;
  }

  /** A sample at once, and one after each of `gaps`, in seconds. */
  follow(gaps: readonly number[]): this {
    this.sample();
    for (const gap of gaps) {
      this.pass(gap);
      this.sample();
    }
    return this;
  }
}

const every = (seconds: number, count: number): number[] => new Array<number>(count).fill(seconds);

/** The walks tried, in ppm a second, and how usual each is. */
const WALKS = [1 / 2000, 1 / 500, 1 / 125, 1 / 31, 1 / 8];
const USUAL_SHARES = [0.35, 0.35, 0.2, 0.07, 0.03];

/** What `Tracker` is to do: tracks by themselves, their shares by Bayes' rule, the moments of their mixture. */
class Mixture {
  readonly #tracks = WALKS.map(walk => new Track(Math.round((walk * PPM * FINE) ** 2)));
  #shares = USUAL_SHARES;

  constructor() {
    for (const track of this.#tracks) track.frequencyVariance = Math.round(64 * PPM * FINE) ** 2;
  }

  begin(phase: Q32, phaseError: Q32): void {
    for (const track of this.#tracks) {
      track.phase = phase;
      track.phaseVariance = phaseError ** 2;
    }
  }

  predict(elapsed: Q32): void {
    for (const track of this.#tracks) track.predict(elapsed);
  }

  observe(path: Path, there: Q32, back: Q32): void {
    for (const track of this.#tracks) track.observe(path, there, back, new Lateness());
    const most = Math.max(...this.#tracks.map(({ exponent }) => exponent));
    const weights = this.#tracks.map(({ exponent, factor }, i) => {
      const before = this.#shares[i] + 0.005 * (USUAL_SHARES[i] - this.#shares[i]);
      return before * factor * Math.exp(exponent - most);
    });
    const sum = weights.reduce((a, b) => a + b);
    this.#shares = weights.map(weight => weight / sum);
  }

  get phase(): Q32 {
    return this.#mean(track => track.phase);
  }

  get frequency(): FineRate {
    return this.#mean(track => track.frequency);
  }

  get walk(): FineRate {
    return Math.sqrt(this.#mean(track => track.walk));
  }

  get delay(): Q32 {
    return this.#mean(track => track.delay);
  }

  get biasMoved(): Q32 {
    return this.#mean(track => track.biasMoved);
  }

  get phaseError(): Q32 {
    return Math.sqrt(this.#mean(track => track.phaseVariance + (track.phase - this.phase) ** 2));
  }

  get frequencyError(): FineRate {
    return Math.sqrt(this.#mean(track => track.frequencyVariance + (track.frequency - this.frequency) ** 2));
  }

  get delayError(): Q32 {
    return Math.sqrt(this.#mean(track => track.delayVariance + (track.delay - this.delay) ** 2));
  }

  #mean(of: (track: Track) => number): number {
    return this.#tracks.reduce((sum, track, i) => sum + this.#shares[i] * of(track), 0);
  }
}

/** One whose clock is right, and known to be. */
const settled = (seed = 1): Course => new Course(seed, new Way(seed, NEAR)).follow(every(64, 60));

describe("tracker", () => {
  it("believes the first offset, as far as it may be wrong", () => {
    const { tracker, path, way } = new Course(1);
    way.exchange(ms(500));
    assert.equal(tracker.surprise(path, way.there, way.back), 0, "nothing is a surprise before it");
    tracker.observe(path, way.there, way.back);
    near(tracker.phase, ms(500), 3 * tracker.phaseError);
    assert.ok(tracker.phaseError > ms(0.3) && tracker.phaseError < ms(5), `${tracker.phaseError}`);
    assert.equal(tracker.frequency, 0);
    near(tracker.frequencyError, ppm(64), 1);
  });

  it("is a mixture of tracks, each by how likely it has made the samples", () => {
    const { path, tracker, way } = new Course(1, new Way(1, NEAR));
    const mixture = new Mixture();
    const chance = new Chance(1);
    way.exchange(0);
    const excess = Math.max(half(way.roundTrip) - path.delay, 0);
    mixture.begin(half(way.there - way.back), excess + 4 * path.queueThere);
    let ahead = 0;
    for (let i = 0; i < 200; i++) {
      const same = (name: string, actual: number, wanted: number): void =>
        near(actual, wanted, 4 + Math.abs(wanted) / 1e4, `${name} after ${i}:`);
      path.admit(way.roundTrip, 5);
      mixture.observe(path, way.there, way.back);
      const bias = path.bias + mixture.biasMoved;
      tracker.observe(path, way.there, way.back);
      same("phase", tracker.phase, mixture.phase);
      same("its error", tracker.phaseError, mixture.phaseError);
      same("frequency", tracker.frequency, mixture.frequency / FINE);
      same("its error", tracker.frequencyError, mixture.frequencyError / FINE);
      same("walk", tracker.walk, mixture.walk);
      same("delay", path.delay, mixture.delay);
      same("its error", Math.sqrt(path.delayVariance), mixture.delayError);
      same("bias", path.bias, bias);

      tracker.predict(64 * SECOND);
      mixture.predict(64 * SECOND);
      same("expected phase", tracker.phase, mixture.phase);
      same("its error", tracker.phaseError, mixture.phaseError);
      ahead += i < 100 ? 0 : 0.05 * MILLISECOND * chance.normal();
      way.exchange(Math.round(ahead));
    }
  });

  it("a surprise is what lies outside of what a sample leaves possible", () => {
    const { tracker, path } = settled();
    const room = ms(2);
    path.bias = ms(3);
    const source = tracker.phase + path.bias;
    // Waits of 2 ms each way, of a source so much ahead.
    const surprise = (ahead: Q32): Q32 =>
      tracker.surprise(path, path.delay + room + source + ahead, path.delay + room - source - ahead);
    assert.equal(surprise(0), 0);
    assert.equal(surprise(room), 0);
    assert.equal(surprise(-room), 0);
    assert.equal(surprise(room + 5), 5);
    assert.equal(surprise(-room - 5), -5);
  });

  it("what is none deviates by all that may be wrong", () => {
    const { tracker, path } = settled();
    path.biasVariance = ms(0.4) ** 2;
    path.delayVariance = ms(0.2) ** 2;
    path.noise = ms(0.1) ** 2;
    const others = ms(0.4) ** 2 + ms(0.2) ** 2 + ms(0.1) ** 2;
    near(tracker.expectation(path), Math.sqrt(tracker.phaseError ** 2 + others), 1);
  });

  describe("finds the frequency", () => {
    for (const seed of [1, 2, 3])
      it(`of a fast start and what follows (seed ${seed})`, () => {
        const course = new Course(seed);
        course.faster = ppm(100);
        course.follow([2, 2, 2]);
        assert.ok(course.tracker.frequencyError > ppm(20), "which noise may well have been");
        for (const gap of [4, 8, 16, 32, 64, 64, 64]) {
          course.pass(gap);
          course.sample();
          near(course.tracker.frequency, ppm(100), 3 * course.tracker.frequencyError, `after ${gap} s`);
        }
        assert.ok(course.tracker.frequencyError < ppm(3), `${course.tracker.frequencyError}`);
        for (let i = 0; i < 30; i++) {
          course.pass(64);
          course.sample();
        }
        near(course.tracker.frequency, ppm(100), ppm(0.5));
        near(course.tracker.phase, course.ahead, ms(0.4));
      });

    it("exactly where nothing waits", () => {
      const course = new Course(1, new Way(1, QUIET));
      course.faster = -ppm(40);
      course.ahead = ms(3);
      course.follow(every(16, 60));
      near(course.tracker.frequency, -ppm(40), ppm(0.05));
      near(course.tracker.phase, course.ahead, ms(0.01));
    });
  });

  for (const [count, name] of [
    [4, "few"],
    [8, "some"],
    [20, "many"],
  ] as const)
    it(`is as sure as it says after ${name} samples`, () => {
      let phases = 0;
      let frequencies = 0;
      const runs = 150;
      for (let seed = 1; seed <= runs; seed++) {
        const course = new Course(seed);
        course.faster = 50 * PPM * new Chance(seed).normal();
        const { tracker } = course.follow(every(16, count - 1));
        phases += ((tracker.phase - course.ahead) / tracker.phaseError) ** 2;
        frequencies += ((tracker.frequency - course.faster) / tracker.frequencyError) ** 2;
      }
      near(Math.sqrt(phases / runs), 1, 0.25, "phase");
      near(Math.sqrt(frequencies / runs), 1, 0.25, "frequency");
    });

  describe("finds how much the frequency wanders", () => {
    /** In seconds per second and √second: as 2 ppb, 32 ppb, 125 ppb. */
    for (const walk of [2e-9, 3.2e-8, 1.25e-7])
      for (const seed of [1, 2])
        it(`${walk} (seed ${seed})`, () => {
          const course = new Course(seed, new Way(seed, NEAR));
          course.walk = walk * SECOND;
          course.follow(every(64, 200));
          const found = course.tracker.walk / FINE / course.walk;
          assert.ok(found > 1 / 2.5 && found < 2.5, `${found} of what it is`);
        });

    it("and when that changes", () => {
      const course = new Course(3, new Way(3, NEAR));
      const found = (): number => course.tracker.walk / FINE / SECOND;
      course.follow(every(64, 100));
      assert.ok(found() < 4e-9, `at rest ${found()}`);
      course.walk = 1.25e-7 * SECOND;
      course.follow(every(64, 20));
      assert.ok(found() > 5e-8, `in a draught ${found()}`);
      course.walk = 0;
      course.follow(every(64, 100));
      assert.ok(found() < 4e-9, `at rest again ${found()}`);
    });
  });

  it("what it was told of how much it wanders counts for as much as what is usual", () => {
    const walkAfter = (expected: FineRate): number => {
      const tracker = new Tracker();
      tracker.expect(expected);
      return tracker.walk / FINE / PPM;
    };
    const squares = WALKS.map(walk => walk * walk);
    const usual = USUAL_SHARES.reduce((sum, share, i) => sum + share * squares[i], 0);
    near(new Tracker().walk / FINE / PPM, Math.sqrt(usual), 1e-6);
    for (const [told, meant] of [
      [1 / 1e6, 0],
      [1 / 400, 1],
      [1 / 150, 2],
      [1 / 31, 3],
      [9, 4],
    ])
      near(walkAfter(told * FINE * PPM), Math.sqrt((usual + squares[meant]) / 2), 1e-6, `${told}`);
  });

  it("what was corrected is no longer to be corrected", () => {
    const course = settled();
    course.ahead += ms(0.3);
    course.faster = ppm(0.2);
    course.follow(every(64, 3));
    const { tracker } = course;
    const { phaseError, frequencyError } = tracker;
    tracker.corrected(tracker.phase, tracker.frequency);
    assert.equal(tracker.phase, 0);
    assert.equal(Math.abs(tracker.frequency), 0);
    assert.equal(tracker.phaseError, phaseError, "nor better known");
    assert.equal(tracker.frequencyError, frequencyError);
    tracker.predict(1000 * SECOND);
    near(tracker.phase, 0, 1000);
  });

  it("a shift moves what it was told, and all that it expects", () => {
    const { tracker, path, way } = settled();
    const { phase, phaseError } = tracker;
    tracker.shift(ms(7));
    assert.equal(tracker.phase, phase + ms(7));
    assert.equal(tracker.phaseError, phaseError);
    way.exchange(ms(7));
    assert.equal(tracker.surprise(path, way.there, way.back), 0);
    tracker.observe(path, way.there, way.back);
    near(tracker.phase, ms(7), ms(0.05));
  });

  it("without samples it doubts the phase as growth foretold", () => {
    const { tracker } = settled();
    const before = tracker.phaseError;
    const growth = tracker.growth(4096 * SECOND);
    tracker.predict(4096 * SECOND);
    near(tracker.phaseError, Math.sqrt(before ** 2 + growth ** 2), growth / 5);
    assert.ok(growth > 2 * before);
  });

  it("wanders with the root of time", () => {
    const { tracker } = settled();
    near(tracker.wander(SECOND) * FINE, tracker.walk, FINE);
    near(tracker.wander(10_000 * SECOND) / ((100 * tracker.walk) / FINE), 1, 0.01);
  });

  it("expects the same of many short stretches as of a long one", () => {
    const [atOnce, bySeconds] = [settled(), settled()];
    for (const { tracker } of [atOnce, bySeconds]) tracker.corrected(0, -ppm(3));
    atOnce.pass(1000);
    for (let i = 0; i < 1000; i++) bySeconds.pass(1);
    near(atOnce.tracker.phase / bySeconds.tracker.phase, 1, 1e-4);
    near(atOnce.tracker.phaseError / bySeconds.tracker.phaseError, 1, 1e-3);
    for (const course of [atOnce, bySeconds]) course.sample();
    near(atOnce.tracker.phase, bySeconds.tracker.phase, 1000);
    near(atOnce.tracker.frequency, bySeconds.tracker.frequency, 2);
  });

  it("doubt forgets the phase and widens the frequency", () => {
    const course = new Course(1, new Way(1, NEAR));
    course.faster = ppm(7);
    const { tracker, path, way } = course.follow(every(64, 40));
    tracker.doubt(ppm(30));
    near(tracker.frequencyError, ppm(30), 2);
    near(tracker.frequency, ppm(7), ppm(0.1));
    way.exchange(ms(400));
    assert.equal(tracker.surprise(path, way.there, way.back), 0);
    tracker.observe(path, way.there, way.back);
    near(tracker.phase, ms(400), ms(1));
  });

  it("is as new after a reset", () => {
    const [{ tracker }, fresh] = [settled(), new Tracker()];
    tracker.reset();
    for (const key of ["phase", "frequency", "frequencyError", "walk", "phaseError"] as const)
      assert.equal(tracker[key], fresh[key], key);
    const way = new Way(5);
    const [path, another] = [way.begin(), new Way(5).begin()];
    way.exchange(ms(70));
    assert.equal(tracker.surprise(path, way.there, way.back), 0);
    tracker.observe(path, way.there, way.back);
    fresh.observe(another, way.there, way.back);
    assert.equal(tracker.phase, fresh.phase);
  });

  describe("a jump, once it is taken for one, is found at once:", () => {
    const jumped = (change: (course: Course) => void): Course => {
      const course = settled(2);
      change(course);
      course.pass(64);
      course.way.exchange(Math.round(course.ahead));
      const surprise = course.tracker.surprise(course.path, course.way.there, course.way.back);
      assert.ok(Math.abs(surprise) > 5 * course.tracker.expectation(course.path));
      course.tracker.jumped(surprise, 64 * SECOND);
      course.tracker.observe(course.path, course.way.there, course.way.back);
      near(course.tracker.phase, course.ahead, ms(0.3));
      course.follow(every(64, 3));
      near(course.tracker.phase, course.ahead, ms(0.3));
      return course;
    };
    it("one in phase", () => {
      const { tracker } = jumped(course => (course.ahead += ms(-30)));
      near(tracker.frequency, 0, ppm(1));
    });
    it("one in frequency", () => {
      const { tracker } = jumped(course => (course.faster = ppm(200)));
      near(tracker.frequency, ppm(200), ppm(1));
    });
    it("which tells nothing of how much it wanders", () => {
      const { tracker } = settled(2);
      const { walk } = tracker;
      tracker.jumped(ms(30), 64 * SECOND);
      assert.equal(tracker.walk, new Tracker().walk);
      assert.notEqual(tracker.walk, walk);
    });
    it("one in frequency of a clock of which nothing was known yet", () => {
      const course = new Course(2, new Way(2, { ...NEAR, queueThere: 0.01, queueBack: 0.01 }));
      course.faster = ppm(500);
      course.sample();
      course.pass(16);
      course.tracker.jumped(16 * course.faster, 16 * SECOND);
      course.follow([16, 16]);
      near(course.tracker.frequency, ppm(500), ppm(5));
    });
    it("which makes no counter worse than any is", () => {
      const { tracker } = settled(2);
      tracker.jumped(ms(900), 64 * SECOND);
      near(tracker.frequencyError, ppm(500) / 3, 2);
      tracker.jumped(1, 0);
      near(tracker.frequencyError, ppm(500) / 3, 2);
    });
  });

  it("of a new source that says something else, most is laid to that, and what its way is like", () => {
    const { tracker, path: reference, way } = settled();
    const other = new Way(9, { ...NEAR, delay: 30 });
    const path = other.begin();
    const { delayVariance, biasVariance } = path;
    for (let i = 0; i < 40; i++) {
      tracker.predict(32 * SECOND);
      other.exchange(ms(2));
      path.admit(other.roundTrip, 5);
      tracker.observe(path, other.there, other.back);
      tracker.predict(32 * SECOND);
      way.exchange(0);
      reference.admit(way.roundTrip, 5);
      tracker.observe(reference, way.there, way.back);
    }
    near(path.bias, ms(2), ms(0.15));
    near(tracker.phase, 0, ms(0.05));
    near(path.delay, ms(30), ms(0.15));
    assert.ok(path.biasVariance < biasVariance / 100 && path.delayVariance < delayVariance / 10);
  });
});

describe("tracker of what is only heard", () => {
  /** A course that has had exchanges every 64 s for an hour and from then on hears broadcasts, of a way measured well. */
  class Heard extends Course {
    constructor(seed: number, way = new Way(seed)) {
      super(seed, way);
      this.follow(every(64, 56));
      const { path } = this;
      path.ways = Ways.Back;
      path.heard.begin(ms(way.is.queueBack));
      path.admit(2 * ms(way.is.delay + way.is.queueBack), 5);
    }

    /** Answers how much of a surprise that was. */
    hear(late: Q32 = 0): Q32 {
      const { path, way, tracker } = this;
      way.exchange(Math.round(this.ahead));
      const surprise = tracker.surprise(path, way.there, way.back + late);
      tracker.observe(path, way.there, way.back + late);
      return surprise;
    }
  }

  for (let seed = 1; seed <= 8; seed++)
    it(`follows phase and frequency, seed ${seed}`, () => {
      const course = new Heard(seed);
      course.walk = ppm(1e-3);
      let squares = 0;
      for (let i = 0; i < 500; i++) {
        course.pass(64);
        course.hear();
        if (i >= 100) squares += (course.tracker.phase - course.ahead) ** 2 / 400;
      }
      assert.ok(Math.sqrt(squares) < ms(0.6), `${Math.sqrt(squares) / MILLISECOND} ms`);
      near(course.tracker.frequency, course.faster, ppm(0.5));
      near(course.path.heard.delay / MILLISECOND, 10, 0.5);
      near(course.path.heard.queue / MILLISECOND, 1, 0.6);
    });

  it("learns nothing of the way of exchanges", () => {
    const course = new Heard(1);
    const { delay, delayVariance, queueThere, queueBack, noise } = course.path;
    for (let i = 0; i < 50; i++) {
      course.pass(64);
      course.hear();
    }
    const { path } = course;
    assert.deepEqual(
      [path.delay, path.delayVariance, path.queueThere, path.queueBack, path.noise],
      [delay, delayVariance, queueThere, queueBack, noise],
    );
  });

  it("is surprised by what comes too early, not by what is late", () => {
    const course = new Heard(2);
    course.way.is = { ...QUIET, delay: 10 };
    course.pass(64);
    assert.equal(course.hear(ms(50)), 0);
    const surprise = course.hear(-ms(50));
    near(surprise / MILLISECOND, 50, 1.5);
  });

  it("is moved by nothing that is late beyond belief, until that does not end", () => {
    const course = new Heard(3);
    for (let i = 0; i < 12; i++) {
      course.pass(64);
      const { phase } = course.tracker;
      assert.equal(course.hear(ms(50)), 0);
      assert.equal(course.tracker.phase, phase);
    }
    course.pass(64);
    near(course.hear(ms(50)) / MILLISECOND, -50, 2.5);
  });

  it("begins with a broadcast where nothing else is known", () => {
    const tracker = new Tracker();
    const path = new Way(4).begin();
    path.ways = Ways.Back;
    path.admit(2 * ms(10), 5);
    tracker.observe(path, 0, path.heard.delay - ms(30));
    near(tracker.phase / MILLISECOND, 30, 2);
    near(tracker.expectation(path) / MILLISECOND, 4 * (path.heard.queue / MILLISECOND), 2);
  });
});
