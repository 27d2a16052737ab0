import assert from "node:assert/strict";
import { Leap } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { type NodeSettings } from "../../src/core/settings.js";
import { Standing, Verdict } from "../../src/core/verdict.js";
import { daysToSeconds } from "../../src/time/calendar.js";
import { MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { Rig, server, type AnswerFields, type Request } from "../support/engine-rig.js";

const YEAR_END = daysToSeconds(2027, 1, 1);
const APRIL = daysToSeconds(2027, 4, 1);
const HOSTS = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];

/** What a server does about the leap second at the end of the day. */
interface Habit {
  /** What it announces; until when, in seconds from the end of the day. */
  readonly says?: Leap;
  readonly until?: number;
  /** What its clock is moved by, and when. */
  readonly by?: Q32;
  readonly at?: number;
}

const INSERTS: Habit = { says: Leap.Insert, by: -SECOND };
const DELETES: Habit = { says: Leap.Delete, by: SECOND, at: -1 };
const UNANNOUNCED: Habit = { by: -SECOND };
const KNOWS_NOTHING: Habit = {};

/** An engine with servers, an hour and 100 s before the end of the day at `dayEnd`. */
class LeapDay {
  readonly rig: Rig;
  readonly #hosts: readonly string[];

  constructor(
    readonly habits: readonly Habit[],
    readonly dayEnd = YEAR_END,
    more: Partial<NodeSettings> = {},
  ) {
    this.rig = new Rig(30, 0, 8, dayEnd - 3700);
    this.#hosts = HOSTS.slice(0, habits.length);
    this.configure(more);
  }

  configure(more: Partial<NodeSettings>): void {
    this.rig.configure({ associations: this.#hosts.map(host => server(host)), ...more });
  }

  /** Seconds from the end of the day, without a leap second. */
  get now(): number {
    return this.secondsOf(this.rig.trueTime(this.rig.now));
  }

  secondsOf(time: Timestamp): number {
    const end = new Timestamp();
    end.set(this.dayEnd, 0);
    return time.since(end) / SECOND;
  }

  /** What the clock shows `ahead` seconds from now, in seconds from the end of the day. */
  shows(ahead = 0): number {
    const at = new Instant();
    at.copy(this.rig.now);
    at.add(Math.round(ahead * SECOND));
    const time = new Timestamp();
    this.rig.engine.clock.read(at, time);
    return this.secondsOf(time);
  }

  /** Lets everything happen up to `until` seconds from the end of the day, each answer as the habits have it. */
  run(until: number, change: (fields: AnswerFields, host: string) => AnswerFields | undefined = same): void {
    // The rig counts by its counter.
    const seconds = (until - this.now) * (1 + this.rig.ppm * 1e-6);
    this.rig.passAnswering(seconds, request => change(this.#answer(request), request.to));
  }

  /** How far the clock is from one that was moved by `by`, in milliseconds. */
  error(by: Q32): number {
    return (this.rig.error() - by) / MILLISECOND;
  }

  told(...happenings: Happening[]): number[] {
    return happenings.map(happening => this.rig.reported(happening));
  }

  #answer({ to, departedAt }: Request): AnswerFields {
    const { says = Leap.None, by = 0, at = 0, until = 0 } = this.habits[HOSTS.indexOf(to)];
    const now = this.secondsOf(this.rig.trueTime(departedAt));
    return { leap: now < until ? says : Leap.None, error: now >= at ? by : 0 };
  }
}

const same = (fields: AnswerFields): AnswerFields => fields;

const silent = (): undefined => undefined;

describe("leap second: passing it", () => {
  const kinds = [
    { name: "inserted", habit: INSERTS, by: -SECOND, leap: Leap.Insert, done: Happening.LeapInserted },
    { name: "deleted", habit: DELETES, by: SECOND, leap: Leap.Delete, done: Happening.LeapDeleted },
  ];
  for (const { name, habit, by, leap, done } of kinds) {
    it(`${name}: announced, passed in its moment, over, and each told of once`, () => {
      const day = new LeapDay([habit]);
      const { system } = day.rig.engine;
      day.run(-60);
      assert.equal(system.leap, leap);
      assert.deepEqual(day.told(Happening.LeapAnnounced, done), [1, 0]);
      day.run(60);
      assert.equal(system.leap, Leap.None);
      assert.deepEqual(day.told(Happening.LeapAnnounced, done), [1, 1]);
      day.run(7200);
      assert.deepEqual(day.told(Happening.LeapAnnounced, done, Happening.LeapWithdrawn), [1, 1, 0]);
      assert.ok(Math.abs(day.error(by)) < 0.1, `${day.error(by)} ms`);
    });

    it(`${name}: nothing else happens: no step, no lost source, every exchange a sample but those in its moment`, () => {
      const day = new LeapDay([habit]);
      day.run(-1000);
      const before = day.rig.calls.length;
      day.run(3600);
      const calls = day.rig.calls.slice(before).filter(call => !/^(send|close|steer) /.test(call));
      assert.deepEqual(calls, [
        `step ${by}`,
        `report ${done} ${by}`,
        `report ${Happening.LeapChanged} ${Leap.None}`,
      ]);
      const { verdicts, sent, reach } = day.rig.association;
      assert.equal(verdicts[Verdict.Sampled] + verdicts[Verdict.LeapSecondNear], sent);
      assert.ok(verdicts[Verdict.LeapSecondNear] <= 1);
      assert.equal(reach, 0xff);
    });

    it(`${name}: what is claimed holds through it, second by second`, () => {
      const day = new LeapDay([habit]);
      day.run(-100);
      const { engine } = day.rig;
      for (let second = -100; second < 300; second++) {
        day.run(second + 0.5);
        const truth = day.now >= (by < 0 ? 0 : -1) ? by : 0;
        const claim = engine.system.rootDelay / 2 + engine.rootDispersion(day.rig.now);
        assert.ok(Math.abs(day.rig.error() - truth) < claim, `second ${second}`);
        assert.equal(engine.system.stratum, 3);
      }
    });

    it(`${name}: its reference time is never later than the time it serves`, () => {
      const day = new LeapDay([habit]);
      for (let second = -100; second < 100; second++) {
        day.run(second + 0.001);
        const shown = new Timestamp();
        day.rig.engine.clock.read(day.rig.now, shown);
        assert.ok(shown.since(day.rig.engine.system.reference) >= 0, `second ${second}`);
      }
    });
  }

  it("inserted: 23:59:59 twice, to be told apart, and announced until the second is over", () => {
    const day = new LeapDay([INSERTS]);
    const { leapSecond, system } = day.rig.engine;
    day.run(-0.5);
    assert.ok(Math.abs(day.shows() + 0.5) < 0.001);
    assert.equal(leapSecond.isInserted(day.rig.now), false);
    day.run(0.5);
    assert.ok(Math.abs(day.shows() + 0.5) < 0.001);
    assert.equal(leapSecond.isInserted(day.rig.now), true);
    assert.equal(system.leap, Leap.Insert);
    day.run(1.01);
    assert.ok(Math.abs(day.shows() - 0.01) < 0.001);
    assert.equal(leapSecond.isInserted(day.rig.now), false);
    assert.equal(system.leap, Leap.None);
  });

  it("is passed in its moment though nobody wakes the engine then", () => {
    const day = new LeapDay([INSERTS]);
    day.run(-10);
    for (const [ahead, shown] of [
      [9.9, -0.1],
      [10.1, -0.9],
      [30, 19],
    ])
      assert.ok(Math.abs(day.shows(ahead) - shown) < 0.001, `${ahead}`);
    day.rig.now.add(30 * SECOND);
    day.run(20);
    assert.ok(Math.abs(day.shows() - (day.now - 1)) < 0.001);
    assert.deepEqual(day.told(Happening.LeapInserted), [1]);
  });

  it("is not passed again for a source that goes on announcing, the next day or the next month", () => {
    const forever = { ...INSERTS, until: Infinity };
    const day = new LeapDay([forever]);
    const seldom = { minPollLog2: 10, maxPollLog2: 10 };
    day.run(2000);
    day.configure({ associations: [server(HOSTS[0], seldom)] });
    day.run(32 * 86_400);
    assert.deepEqual(day.told(Happening.LeapAnnounced, Happening.LeapInserted), [1, 1]);
    assert.ok(Math.abs(day.error(-SECOND)) < 0.1);
  });

  it("an exchange that straddles it changes nothing", () => {
    const day = new LeapDay([INSERTS]);
    day.run(-30);
    const { rig } = day;
    const { filter, verdicts } = rig.association;
    const before = [filter.offset, verdicts[Verdict.Sampled], rig.association.leap];
    while (day.now < -4) day.run(day.now + 0.25, silent);
    rig.association.schedule.nextAt.copy(rig.now);
    rig.engine.wake(rig.now);
    assert.equal(rig.answer(rig.last, { extra: 5 * SECOND, holding: 2 * SECOND }), Verdict.LeapSecondNear);
    assert.deepEqual([filter.offset, verdicts[Verdict.Sampled], rig.association.leap], before);
  });
});

describe("leap second: whom it is believed", () => {
  it("two of three, and it is passed; who does not pass it is a falseticker in time", () => {
    const day = new LeapDay([INSERTS, KNOWS_NOTHING, INSERTS]);
    day.run(1200);
    assert.equal(day.rig.reported(Happening.LeapInserted), 1);
    day.run(4000);
    assert.equal(day.rig.engine.associations[1].standing, Standing.Falseticker);
    assert.ok(Math.abs(day.error(-SECOND)) < 0.2, `${day.error(-SECOND)} ms`);
    assert.deepEqual(day.told(Happening.Stepped, Happening.Unsynchronized, Happening.SecondMoved), [0, 0, 0]);
  });

  it("one of three is not", () => {
    const day = new LeapDay([{ says: Leap.Insert }, KNOWS_NOTHING, KNOWS_NOTHING]);
    day.run(4000);
    assert.deepEqual(day.told(Happening.LeapAnnounced, Happening.LeapInserted), [0, 0]);
    assert.ok(Math.abs(day.error(0)) < 0.2);
  });

  it("a majority that takes it back in time is heard", () => {
    const day = new LeapDay([{ says: Leap.Insert, until: -600 }]);
    day.run(-700);
    assert.equal(day.rig.engine.system.leap, Leap.Insert);
    day.run(4000);
    assert.equal(day.rig.engine.system.leap, Leap.None);
    assert.deepEqual(day.told(Happening.LeapWithdrawn, Happening.LeapInserted), [1, 0]);
    assert.ok(Math.abs(day.error(0)) < 0.1);
  });

  it("servers announce it only in June and December", () => {
    const day = new LeapDay([{ says: Leap.Insert }], APRIL);
    day.run(4000);
    assert.deepEqual(day.told(Happening.LeapAnnounced, Happening.LeapInserted), [0, 0]);
  });

  it("the system peer may change, and all sources fall silent, after they have announced it", () => {
    const day = new LeapDay([INSERTS, INSERTS]);
    day.run(-2000);
    const first = day.rig.engine.system.peer!.address.word3 - 0xc000_0201;
    day.run(-1000, (fields, host) => (host === HOSTS[first] ? undefined : fields));
    assert.notEqual(day.rig.engine.system.peer!.address.word3 - 0xc000_0201, first);
    day.run(2000, silent);
    assert.equal(day.rig.reported(Happening.LeapInserted), 1);
    assert.ok(Math.abs(day.error(-SECOND)) < 5, `${day.error(-SECOND)} ms`);
    day.run(4000);
    assert.deepEqual(day.told(Happening.Stepped, Happening.SecondMoved), [0, 0]);
    assert.ok(Math.abs(day.error(-SECOND)) < 0.5, `${day.error(-SECOND)} ms`);
  });
});

describe("leap second: configured", () => {
  const leapSecond = { leap: Leap.Insert, dayEnd: APRIL } as const;

  it("holds at the end of any month, though sources know nothing of it", () => {
    const day = new LeapDay([UNANNOUNCED], APRIL, { leapSecond });
    day.run(-3500);
    assert.equal(day.rig.engine.system.leap, Leap.Insert);
    day.run(4000);
    assert.deepEqual(day.told(Happening.LeapInserted, Happening.SecondMoved), [1, 0]);
    assert.ok(Math.abs(day.error(-SECOND)) < 0.1);
  });

  it("is announced as its day begins, by a node that follows its own clock alone", () => {
    const rig = new Rig(0, 0, 8, APRIL - 3 * 86_400);
    rig.configure({ localClock: { unit: 0, stratum: 2 }, leapSecond });
    rig.pass(2 * 86_400 - 200);
    assert.equal(rig.engine.system.leap, Leap.None);
    rig.pass(200);
    assert.equal(rig.engine.system.leap, Leap.Insert);
    rig.pass(86_400 + 10);
    assert.equal(rig.engine.system.leap, Leap.None);
    assert.equal(rig.error(), -SECOND);
  });

  it("is passed by a clock that nobody has set but the board", () => {
    const rig = new Rig(0, 0, 8, APRIL - 2 * 86_400);
    rig.configure({ leapSecond });
    rig.pass(3 * 86_400);
    assert.equal(rig.engine.system.leap, Leap.Unsynchronized);
    assert.equal(rig.error(), -SECOND);
    assert.equal(rig.reported(Happening.LeapChanged), 0);
    assert.ok(rig.engine.system.reference.isZero());
  });

  it("is passed by a node that set its reference time half a second before", () => {
    const rig = new Rig(0, -SECOND / 2, 8, APRIL - 100 - 10 * 64);
    rig.configure({ localClock: { unit: 0, stratum: 2 }, leapSecond });
    rig.pass(640.6);
    const shown = new Timestamp();
    rig.engine.clock.read(rig.now, shown);
    assert.equal(rig.reported(Happening.LeapInserted), 1);
    assert.ok(Math.abs(shown.since(rig.engine.system.reference) - 0.6 * SECOND) < MILLISECOND);
  });

  it("is withdrawn when it is taken out, with and without sources", () => {
    for (const habits of [[KNOWS_NOTHING], []]) {
      const day = new LeapDay(habits, APRIL, { leapSecond });
      day.run(-1000);
      assert.equal(day.rig.reported(Happening.LeapAnnounced), 1);
      day.configure({});
      assert.equal(day.rig.reported(Happening.LeapWithdrawn), 1);
      day.run(1000);
      assert.equal(day.rig.reported(Happening.LeapInserted), 0);
      assert.ok(Math.abs(day.error(0)) < 500);
    }
  });

  it("long past, it does nothing", () => {
    const day = new LeapDay([KNOWS_NOTHING], APRIL + 86_400 * 2, { leapSecond });
    day.run(1000);
    assert.deepEqual(day.told(Happening.LeapAnnounced, Happening.LeapInserted), [0, 0]);
  });

  it("is none for a clock that is stepped past it, nor is the smear of it", () => {
    const day = new LeapDay([KNOWS_NOTHING], APRIL, { leapSecond, leapSmearSec: 7200 });
    const { clock, leapSecond: leap, system } = day.rig.engine;
    assert.equal(leap.indicator, Leap.Insert);
    day.run(-3000, fields => ({ ...fields, error: 86_400 * SECOND }));
    assert.ok(Math.abs(day.error(86_400 * SECOND)) < 0.1, `${day.error(86_400 * SECOND)} ms`);
    assert.deepEqual(day.told(Happening.Stepped, Happening.LeapInserted), [1, 0]);
    assert.equal(system.leap, Leap.None);
    const served = new Timestamp();
    clock.serve(day.rig.now, served);
    assert.ok(Math.abs(day.secondsOf(served) - day.shows()) < 1e-9);
  });

  it("announced for a day that the clock is stepped back from, is not that of the day it is stepped to", () => {
    const day = new LeapDay([INSERTS], YEAR_END, { leapSecond: { ...leapSecond, dayEnd: YEAR_END } });
    const back = daysToSeconds(2026, 7, 1) - YEAR_END;
    day.run(3600, ({ leap, error = 0 }) => ({ leap, error: error + back * SECOND }));
    assert.deepEqual(
      day.told(
        Happening.LeapAnnounced,
        Happening.LeapWithdrawn,
        Happening.LeapInserted,
        Happening.SecondMoved,
      ),
      [2, 1, 1, 0],
    );
    assert.ok(Math.abs(day.error(back * SECOND - SECOND)) < 0.1);
  });

  it("is passed again when its moment comes, by a clock that was ahead and is stepped back", () => {
    const rig = new Rig(30, 1800 * SECOND, 8, APRIL - 3700);
    rig.configure({ associations: [server(HOSTS[0])], leapSecond });
    rig.pass(2600);
    assert.equal(rig.reported(Happening.LeapInserted), 1);
    rig.passAnswering(2000, ({ departedAt }) => ({
      error: rig.trueTime(departedAt).seconds >= APRIL ? -SECOND : 0,
    }));
    assert.deepEqual(
      [Happening.Stepped, Happening.LeapInserted].map(told => rig.reported(told)),
      [1, 2],
    );
    assert.ok(Math.abs(rig.error() + SECOND) < 0.1 * MILLISECOND);
  });
});

describe("leap second: sources that do otherwise", () => {
  for (const late of [5, 20, 300, 800])
    it(`one that passes it ${late} s late is waited for`, () => {
      const day = new LeapDay([{ ...INSERTS, at: late }]);
      day.run(4000);
      assert.deepEqual(
        day.told(
          Happening.LeapInserted,
          Happening.Stepped,
          Happening.SecondMoved,
          Happening.Unsynchronized,
          Happening.Holdover,
        ),
        [1, 0, 0, 0, 0],
      );
      assert.ok(Math.abs(day.error(-SECOND)) < 0.2, `${day.error(-SECOND)} ms`);
    });

  it("where most do not pass what they announced, it is taken back after a quarter of an hour", () => {
    const day = new LeapDay([{ says: Leap.Insert }, { says: Leap.Insert }, INSERTS]);
    day.run(890);
    assert.equal(day.rig.reported(Happening.SecondMoved), 0);
    day.run(1000);
    assert.equal(day.rig.reported(Happening.SecondMoved), 1);
    assert.ok(Math.abs(day.error(0)) < 0.2, `${day.error(0)} ms`);
    day.run(6000);
    assert.deepEqual(day.told(Happening.Stepped, Happening.Unsynchronized, Happening.SecondMoved), [0, 0, 1]);
    assert.ok(Math.abs(day.error(0)) < 0.2, `${day.error(0)} ms`);
  });

  it("taken back and then passed by them after all, it is passed with them", () => {
    const day = new LeapDay([{ ...INSERTS, at: 1200 }]);
    day.run(1190);
    assert.ok(Math.abs(day.error(0)) < 0.2, `${day.error(0)} ms`);
    day.run(1200 + 140);
    assert.ok(Math.abs(day.error(-SECOND)) < 0.2, `${day.error(-SECOND)} ms`);
    assert.deepEqual(day.told(Happening.Stepped, Happening.SecondMoved), [0, 2]);
  });

  it("taken back while it is smeared, it is smeared back", () => {
    const day = new LeapDay([{ says: Leap.Insert }], YEAR_END, { leapSmearSec: 7200 });
    const ahead = (): number => {
      const served = new Timestamp();
      day.rig.engine.clock.serve(day.rig.now, served);
      return day.secondsOf(served) - day.now;
    };
    day.run(0);
    assert.ok(Math.abs(ahead() + 0.5) < 0.001, `${ahead()}`);
    let before = ahead();
    for (let second = 1; second < 6000; second++) {
      day.run(second);
      assert.ok(Math.abs(ahead() - before) < 0.001, `at ${second}: ${ahead() - before}`);
      before = ahead();
    }
    assert.equal(day.rig.reported(Happening.SecondMoved), 1);
    assert.ok(Math.abs(ahead()) < 0.001);
    assert.equal(day.rig.engine.clock.passage, undefined);
  });

  const unannounced: { name: string; habits: readonly Habit[]; by: Q32 }[] = [
    { name: "inserted, by one alone", habits: [UNANNOUNCED], by: -SECOND },
    { name: "deleted, by one alone", habits: [{ by: SECOND, at: -1 }], by: SECOND },
    {
      name: "inserted, by two of three",
      habits: [UNANNOUNCED, KNOWS_NOTHING, UNANNOUNCED],
      by: -SECOND,
    },
    {
      name: "inserted, by two of three, of which one has announced it",
      habits: [UNANNOUNCED, KNOWS_NOTHING, INSERTS],
      by: -SECOND,
    },
    {
      name: "inserted, by one of three: it is not followed",
      habits: [UNANNOUNCED, KNOWS_NOTHING, KNOWS_NOTHING],
      by: 0,
    },
    { name: "inserted, by one of two: it is not followed", habits: [UNANNOUNCED, KNOWS_NOTHING], by: 0 },
  ];
  for (const { name, habits, by } of unannounced)
    it(`unannounced and ${name}, it is known within two polls`, () => {
      const day = new LeapDay(habits, APRIL);
      day.run(140);
      assert.ok(Math.abs(day.error(by)) < 0.2, `${day.error(by)} ms`);
      day.run(6000);
      assert.ok(Math.abs(day.error(by)) < 0.2, `${day.error(by)} ms`);
      assert.deepEqual(day.told(Happening.Stepped, Happening.SecondMoved), [0, by === 0 ? 0 : 1]);
    });

  it("a server asked for patience is not asked more often for it", () => {
    const day = new LeapDay([UNANNOUNCED], APRIL);
    day.run(-200);
    day.rig.association.rateFloorLog2 = 6;
    const { length } = day.rig.requests;
    day.run(180);
    assert.ok(day.rig.requests.length - length <= 7, `${day.rig.requests.length - length}`);
  });

  it("a server that jumps by a second in the middle of a month is not followed so soon", () => {
    const day = new LeapDay([{ by: -SECOND }], APRIL - 10 * 86_400);
    day.run(600);
    assert.ok(Math.abs(day.error(0)) < 0.2, `${day.error(0)} ms`);
  });

  it("a node that starts as a month begins has to wait for it to be sure, not for the next poll", () => {
    const rig = new Rig(30, 200 * MILLISECOND, 8, APRIL - 105);
    rig.configure({ associations: [server(HOSTS[0])] });
    rig.passAnswering(26, ({ departedAt }) => {
      const isPast = rig.trueTime(departedAt).seconds >= APRIL;
      return { error: isPast ? -SECOND : 0 };
    });
    assert.equal(rig.engine.system.stratum, 3);
    assert.ok(Math.abs(rig.error() + SECOND) < MILLISECOND, `${rig.error() / MILLISECOND} ms`);
    assert.ok(rig.association.verdicts[Verdict.LeapSecondNear] > 4);
  });
});
