import assert from "node:assert/strict";
import { Association, Leap } from "../../src/core/association.js";
import { DisciplineAction, SampleFate } from "../../src/core/discipline-action.js";
import { Discipline } from "../../src/core/discipline.js";
import { Hearing } from "../../src/core/hearing.js";
import { type Path } from "../../src/core/path.js";
import { NO_LOCAL_STRATUM, rootDistance, Selection } from "../../src/core/selection.js";
import { type AssociationSettings } from "../../src/core/settings.js";
import { SoftwareClock } from "../../src/core/software-clock.js";
import { ClockState } from "../../src/core/system.js";
import { Standing } from "../../src/core/verdict.js";
import { half, PPM, SECOND, type Q32 } from "../../src/time/fixed.js";
import { type Instant, Timestamp } from "../../src/time/moment.js";
import { server } from "../support/engine-rig.js";
import { instant, ms, near } from "../support/quantities.js";
import { USUAL, Way } from "../support/way.js";

const RULES = {
  maxDistance: SECOND,
  localStratum: NO_LOCAL_STRATUM,
  followsServers: true,
  held: { distance: () => Infinity },
};
const START = 1_000_000;
const NEAR = { ...USUAL, queueThere: 0.1, queueBack: 0.1 };

/** Notes what it is told. */
class Listener extends Discipline {
  readonly heard: { path: Path; second: number; fate: SampleFate }[] = [];

  override take(path: Path, offset: Q32, delay: Q32, at: Instant): SampleFate {
    const fate = super.take(path, offset, delay, at);
    this.heard.push({ path, second: at.seconds, fate });
    return fate;
  }
}

/** Sources over a clock that was right when it began, on a counter that is right. */
class Bench {
  readonly clock = new SoftwareClock();
  readonly discipline = new Listener(this.clock);
  readonly pool: Association[];
  readonly selection: Selection;
  readonly hearing: Hearing;
  readonly ways: Way[];
  /** How far each source is ahead of the truth. */
  readonly ahead: Q32[];
  second = 0;

  /** `ahead`: in ms. */
  constructor(ahead: readonly number[], more: readonly Partial<AssociationSettings>[] = []) {
    this.ahead = ahead.map(ms);
    this.ways = ahead.map((_, i) => new Way(i + 1, NEAR));
    this.pool = ahead.map((_, i) => new Association(i));
    this.selection = new Selection(ahead.length);
    this.hearing = new Hearing(this.pool, this.selection, this.discipline);
    this.pool.forEach((association, i) => {
      association.mobilize(server(`192.0.2.${i}`, more[i]));
      association.stratum = 2;
      association.leap = Leap.None;
      association.isHeard = true;
      association.reach = 1;
      association.rootDispersion = ms(20);
    });
    const start = new Timestamp();
    start.set(START, 0);
    this.clock.set(instant(0), start);
    this.discipline.setPollRange(6, 6);
  }

  /** How far the clock's aim is ahead of the truth. */
  get error(): Q32 {
    const aim = new Timestamp();
    this.clock.aim(instant(this.second), aim);
    const truth = new Timestamp();
    truth.set(START + this.second, 0);
    return aim.since(truth);
  }

  get paths(): Path[] {
    return this.pool.map(({ path }) => path);
  }

  /** An exchange with a source at the present second, into its filter. */
  exchange(id: number): void {
    const way = this.ways[id];
    const at = instant(this.second);
    way.exchange(this.ahead[id] - this.error);
    this.pool[id].filter.add(half(way.there - way.back), way.roundTrip, ms(0.001), at, at);
  }

  /** What a node does when a source has news. */
  update(): DisciplineAction {
    const now = instant(this.second);
    this.selection.select(this.pool, now, RULES);
    if (this.selection.peer !== undefined) this.hearing.listen(this.selection.peer);
    const action = this.discipline.correct(now);
    if (action !== DisciplineAction.Ignored) {
      const { moved, turned } = this.discipline;
      for (const { filter } of this.pool) filter.steered(moved, turned, now);
    }
    return action;
  }

  /** Every source is asked `times` times, `gap` seconds from the last, one after another. */
  follow(times: number, gap: number, ids = this.pool.map(({ id }) => id)): this {
    for (let i = 0; i < times; i++)
      for (const id of ids) {
        this.second += Math.floor(gap / ids.length);
        this.exchange(id);
        this.update();
      }
    return this;
  }
}

describe("hearing", () => {
  describe("hands on", () => {
    it("all samples in the order in which they were taken, each but once", () => {
      const bench = new Bench([0, 0, 0]);
      for (const id of [0, 2, 1, 0, 1, 2, 2, 0, 1]) {
        bench.second += 2;
        bench.exchange(id);
      }
      bench.update();
      const [a, b, c] = bench.paths;
      assert.deepEqual(
        bench.discipline.heard.map(({ path }) => path),
        [a, c, b, a, b, c, c, a, b],
      );
      assert.deepEqual(
        bench.discipline.heard.map(({ second }) => second),
        [2, 4, 6, 8, 10, 12, 14, 16, 18],
      );
      assert.equal(bench.update(), DisciplineAction.Ignored, "nothing is new");
      assert.equal(bench.discipline.heard.length, 9);
      bench.second += 2;
      bench.exchange(1);
      assert.equal(bench.update(), DisciplineAction.Slewed);
      assert.equal(bench.discipline.heard.length, 10);
      assert.equal(bench.discipline.heard[9].path, b);
    });

    it("no poll that went unanswered", () => {
      const bench = new Bench([0]);
      for (const isAnswered of [true, true, false, true]) {
        bench.second += 2;
        if (isAnswered) bench.exchange(0);
        else bench.pool[0].filter.miss(instant(bench.second));
      }
      bench.update();
      assert.deepEqual(
        bench.discipline.heard.map(({ second }) => second),
        [2, 4, 8],
      );
    });

    it("nothing of those who are not followed", () => {
      const bench = new Bench([0, 0, 500]).follow(4, 6);
      assert.equal(bench.pool[2].standing, Standing.Falseticker);
      const [a, b] = bench.paths;
      assert.ok(bench.discipline.heard.length > 4);
      assert.ok(bench.discipline.heard.every(({ path }) => path === a || path === b));
    });

    it("of a preferred one what it says, and nothing else", () => {
      const bench = new Bench([0, 3, 0], [{}, { prefer: true }, {}]).follow(4, 6);
      const before = bench.discipline.heard.length;
      bench.follow(60, 64);
      assert.ok(bench.discipline.heard.slice(before).every(({ path }) => path === bench.paths[1]));
      near(bench.error, ms(3), ms(0.1));
    });
  });

  describe("whom the others are compared with:", () => {
    const references = ({ paths }: Bench): boolean[] => paths.map(({ isReference }) => isReference);
    it("the only one, from its first sample on", () => {
      assert.deepEqual(references(new Bench([0]).follow(3, 2)), [true]);
    });
    it("a preferred one, as if it were the only one", () => {
      assert.deepEqual(references(new Bench([0, 0], [{ prefer: true }]).follow(4, 4)), [true, false]);
    });
    it("none of several before the system peer is settled, then that", () => {
      const bench = new Bench([0, 0]).follow(4, 4);
      assert.deepEqual(references(bench), [false, false]);
      bench.follow(20, 64);
      assert.deepEqual(
        references(bench),
        bench.pool.map(one => one === bench.selection.peer),
      );
    });
  });

  describe("where the clock goes with sources that differ:", () => {
    it("to the middle of two as near", () => {
      const bench = new Bench([1, -1]).follow(200, 64);
      near(bench.error, 0, ms(0.1));
      near(bench.paths[0].bias - bench.paths[1].bias, ms(2), ms(0.1));
    });

    it("to the mean of three, each by how near it is", () => {
      const bench = new Bench([2, -1, 0]);
      bench.pool[1].rootDispersion = ms(40);
      bench.follow(200, 64);
      const weights = bench.pool.map(one => 1 / rootDistance(one));
      const sum = weights.reduce((a, b) => a + b);
      const mean = weights.reduce((so, weight, i) => so + (weight / sum) * bench.ahead[i], 0);
      assert.ok(mean > ms(0.5));
      near(bench.error, mean, ms(0.15));
    });

    it("who is very far has no say in that, though it is heard", () => {
      const bench = new Bench([1, -1, 9]);
      bench.pool[2].rootDispersion = ms(400);
      bench.follow(200, 64);
      assert.ok(bench.discipline.heard.some(({ path }) => path === bench.paths[2]));
      near(bench.error, 0, ms(0.2));
    });
  });

  for (const apart of [100, 200, 400])
    it(`two that agree about the time, ${apart} ms apart, do not make it jump to and fro`, () => {
      const bench = new Bench([0, apart]);
      for (const association of bench.pool) association.rootDispersion = ms(500);
      let steps = 0;
      for (const gap of [...new Array<number>(8).fill(4), ...new Array<number>(40).fill(64)])
        for (const id of [0, 1]) {
          bench.second += gap / 2;
          bench.exchange(id);
          if (bench.update() === DisciplineAction.Stepped) steps++;
        }
      assert.ok(steps <= 1, `${steps} steps`);
      assert.equal(bench.discipline.state, ClockState.Synchronized);
      assert.ok(bench.error > ms(-1) && bench.error < ms(apart + 1), `${bench.error}`);
    });

  it("says whose sample was refused, of those handed on last", () => {
    const bench = new Bench([0, 0]).follow(40, 64);
    assert.equal(bench.hearing.refused, undefined);
    bench.discipline.panic.threshold = ms(50);
    bench.ahead[1] = ms(60);
    bench.pool.forEach(association => (association.rootDispersion = ms(90)));
    for (const id of [1, 1, 0]) {
      bench.second += 64;
      bench.exchange(id);
    }
    bench.update();
    assert.deepEqual(
      bench.discipline.heard.slice(-2).map(({ fate }) => fate),
      [SampleFate.Refused, SampleFate.Taken],
    );
    assert.equal(bench.hearing.refused, bench.pool[1]);
    bench.follow(1, 64, [0]);
    assert.equal(bench.hearing.refused, undefined);
  });

  for (const seed of [1, 2])
    it(`a change of the system peer is no jump, though it says something else (${seed})`, () => {
      const bench = new Bench(seed === 1 ? [1, -1] : [-2, 2]).follow(100, 64);
      const before = bench.selection.peer!;
      before.stratum = 3;
      let last = bench.error;
      for (let i = 0; i < 40; i++) {
        bench.follow(1, 64);
        near(bench.error, last, ms(0.1), `poll ${i}:`);
        last = bench.error;
      }
      assert.notEqual(bench.selection.peer, before);
      near(bench.error, 0, ms(0.2));
    });

  it("when one of two is gone, the clock stays where both were, and goes slowly to the other", () => {
    const bench = new Bench([1, -1]).follow(100, 64);
    bench.pool[0].reach = 0;
    bench.follow(1, 64, [1]);
    near(bench.error, 0, ms(0.3));
    const { error } = bench;
    for (let i = 0; i < 100; i++) bench.update();
    bench.follow(1, 64, [1]);
    near(bench.error, error, ms(0.3), "with each sample, not with each look:");
    for (let i = 0; i < 200; i++) {
      bench.follow(1, 64, [1]);
      near(bench.clock.frequency, 0, 0.15 * PPM, "which says nothing of the frequency:");
    }
    near(bench.error, ms(-1), ms(0.1));
  });

  it("two that are noisy are better than one", () => {
    const errorOf = (count: number): number => {
      const bench = new Bench(new Array<number>(count).fill(0));
      for (const way of bench.ways) way.is = { ...USUAL, queueThere: 3, queueBack: 3 };
      bench.follow(20, 64);
      let squares = 0;
      for (let i = 0; i < 300; i++) squares += bench.follow(1, 64).error ** 2;
      return Math.sqrt(squares / 300);
    };
    assert.ok(errorOf(4) < 0.8 * errorOf(1), `${errorOf(4)} ${errorOf(1)}`);
  });
});
