import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import {
  awaitPoll,
  GAP,
  isBurstInVain,
  isHeldBack,
  isPaceOver,
  mayBurst,
  slowDown,
  spreadInterval,
} from "../../src/core/pace.js";
import { Pace } from "../../src/core/schedule.js";
import { type AssociationSettings } from "../../src/core/settings.js";
import { log2Seconds, SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { server } from "../support/engine-rig.js";

/** Chance that answers nothing but this. */
const always = (value: number): { next: () => number } => ({ next: () => value });
const NEVER_MORE = always(0);

const NOW = new Instant();
NOW.set(1000, 0);

const asked = (pace: Pace, more: Partial<AssociationSettings> = {}): Association => {
  const association = new Association(0);
  association.mobilize(server("192.0.2.1", { maxPollLog2: 10, ...more }));
  association.schedule.begin(pace, NOW);
  return association;
};

/** The intervals that `awaitPoll` sets, one after another, in seconds. */
const intervals = (association: Association, count: number): number[] =>
  Array.from({ length: count }, () => {
    awaitPoll(association, NEVER_MORE, NOW);
    return association.schedule.nextAt.since(NOW) / SECOND;
  });

describe("pace", () => {
  it("requests of a fast start are two seconds apart", () => assert.equal(GAP, 2 * SECOND));

  describe("a fast start is over", () => {
    const rows = [
      { name: "not at once", requests: 0, samples: 0, isOver: false },
      { name: "not with three samples", requests: 3, samples: 3, isOver: false },
      { name: "with four", requests: 4, samples: 4, isOver: true },
      { name: "not after three requests that nobody answered", requests: 3, samples: 0, isOver: false },
      { name: "after four", requests: 4, samples: 0, isOver: true },
      { name: "not after seven with losses", requests: 7, samples: 1, isOver: false },
      { name: "after eight", requests: 8, samples: 3, isOver: true },
    ];
    for (const { name, requests, samples, isOver } of rows)
      it(name, () => {
        const association = asked(Pace.FastStart);
        association.schedule.requests = requests;
        association.schedule.samples = samples;
        assert.equal(isPaceOver(association), isOver);
      });
  });

  it("a burst is over after eight requests, answered or not", () => {
    const association = asked(Pace.Burst);
    association.schedule.samples = 7;
    association.schedule.requests = 7;
    assert.equal(isPaceOver(association), false);
    association.schedule.requests = 8;
    assert.equal(isPaceOver(association), true);
  });

  it("a burst is in vain when two requests in a row went unanswered, a fast start is not", () => {
    const [burst, start] = [asked(Pace.Burst), asked(Pace.FastStart)];
    for (const { schedule } of [burst, start]) schedule.unanswered = 1;
    assert.equal(isBurstInVain(burst), false);
    for (const { schedule } of [burst, start]) schedule.unanswered = 2;
    assert.equal(isBurstInVain(burst), true);
    assert.equal(isBurstInVain(start), false);
  });

  describe("a burst", () => {
    const rows = [
      { name: "where it is wanted", burst: true, pollLog2: 6, isAllowed: true },
      { name: "not where it is not", burst: false, pollLog2: 6, isAllowed: false },
      { name: "not at intervals that it would fill", burst: true, pollLog2: 5, isAllowed: false },
      { name: "not while the interval grows", burst: true, pollLog2: 6, rampLog2: 5, isAllowed: false },
      { name: "when it has grown", burst: true, pollLog2: 6, rampLog2: 6, isAllowed: true },
      { name: "not of who wants patience", burst: true, pollLog2: 6, rateFloorLog2: 6, isAllowed: false },
    ];
    for (const { name, burst, pollLog2, rampLog2 = Infinity, rateFloorLog2 = 0, isAllowed } of rows)
      it(name, () => {
        const association = asked(Pace.Steady, { burst });
        association.pollLog2 = pollLog2;
        association.schedule.rampLog2 = rampLog2;
        association.rateFloorLog2 = rateFloorLog2;
        assert.equal(mayBurst(association), isAllowed);
        assert.equal(isHeldBack(association), rateFloorLog2 > 0);
      });
  });

  it("an interval has up to a 32nd added", () => {
    for (const log2 of [4, 6, 10, 17]) {
      const interval = log2Seconds(log2);
      assert.equal(spreadInterval(log2, NEVER_MORE), interval);
      assert.equal(spreadInterval(log2, always(2 ** 31)), interval + interval / 64);
      assert.ok(spreadInterval(log2, always(2 ** 32 - 1)) <= interval + interval / 32);
    }
  });

  describe("the next poll", () => {
    it("is an interval away", () => {
      const association = asked(Pace.Steady);
      association.schedule.samples = 1;
      assert.deepEqual(intervals(association, 2), [64, 64]);
      assert.equal(association.schedule.plannedLog2, 6);
      association.pollLog2 = 10;
      awaitPoll(association, always(2 ** 31), NOW);
      assert.equal(association.schedule.nextAt.since(NOW) / SECOND, 1024 + 16);
    });

    it("after a fast start soon, then from 4 s on twice as far each time, until that is the interval", () => {
      const association = asked(Pace.FastStart);
      association.schedule.samples = 4;
      association.pollLog2 = 7;
      assert.deepEqual(intervals(association, 7), [4, 8, 16, 32, 64, 128, 128]);
      assert.equal(association.schedule.pace, Pace.Steady);
    });

    it("after one that nobody answered an interval away", () => {
      const association = asked(Pace.FastStart);
      assert.deepEqual(intervals(association, 1), [64]);
    });

    it("after one by whom patience is wanted, too", () => {
      const association = asked(Pace.FastStart);
      association.schedule.samples = 4;
      association.rateFloorLog2 = 6;
      assert.deepEqual(intervals(association, 2), [64, 64]);
    });

    it("grows on from where it is when polls are to be slower", () => {
      const association = asked(Pace.FastStart);
      association.schedule.samples = 4;
      assert.deepEqual(intervals(association, 5), [4, 8, 16, 32, 64]);
      association.pollLog2 = 9;
      assert.deepEqual(intervals(association, 4), [64, 128, 256, 512]);
    });
  });

  it("silence makes polls slower, up to the slowest configured or 1024 s", () => {
    for (const { maxPollLog2, slowest } of [
      { maxPollLog2: 8, slowest: 8 },
      { maxPollLog2: 17, slowest: 10 },
    ]) {
      const association = asked(Pace.Steady, { maxPollLog2 });
      slowDown(association);
      assert.equal(association.pollLog2, 7);
      for (let i = 0; i < 20; i++) slowDown(association);
      assert.equal(association.pollLog2, slowest);
    }
  });
});
