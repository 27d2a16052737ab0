import assert from "node:assert/strict";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Condition, type ReceiverOptions } from "../../src/refclock/reference-clock.js";
import { ROLLOVER } from "../../src/refclock/rollover.js";
import { SimReceiver, type Habits } from "../sim/receiver.js";

/** 31 December 2026, 23:30, half an hour before a year ends. */
const START = 4_007_748_600;
const { Silent, AntennaLost, NoFix, LeapUnknown, Settling, SecondInDoubt, PulseLost, TextOnly, Locked } = {
  Silent: Condition.Silent,
  AntennaLost: Condition.AntennaLost,
  NoFix: Condition.NoFix,
  LeapUnknown: Condition.LeapUnknown,
  Settling: Condition.Settling,
  SecondInDoubt: Condition.SecondInDoubt,
  PulseLost: Condition.PulseLost,
  TextOnly: Condition.TextOnly,
  Locked: Condition.Locked,
};

interface Scenario {
  readonly name: string;
  readonly options?: Partial<ReceiverOptions>;
  readonly start?: number;
  readonly leapAt?: number;
  readonly seconds: number;
  /** What is changed at the beginning of a second. */
  readonly change?: (second: number, habits: Habits, receiver: SimReceiver) => void;
  /** The conditions that it goes through. */
  readonly conditions: readonly Condition[];
  /** All samples are so near the true time, in microseconds, and say so. */
  readonly withinUs: number;
  /** The seconds of the run, from and up to, in which every second has a sample; between these are none. */
  readonly sampled: readonly [from: number, to: number][];
  /** Edges and texts that are refused. */
  readonly refused?: { pulses?: number; labels?: number };
}

const between = (second: number, from: number, to: number): boolean => second >= from && second < to;

const SCENARIOS: readonly Scenario[] = [
  {
    name: "a good receiver",
    seconds: 60,
    conditions: [Settling, Locked],
    withinUs: 10,
    sampled: [[7, 60]],
  },
  {
    name: "a pulse whose delay is known",
    options: { pulseDelay: MILLISECOND },
    seconds: 40,
    change: (_, habits) => (habits.pulseLateUs = 1000),
    conditions: [Settling, Locked],
    withinUs: 10,
    sampled: [[7, 40]],
  },
  {
    name: "spikes and doubles beside the pulse",
    seconds: 60,
    change: (second, habits) => (habits.spikes = second % 3 === 0 ? [0.1, 0.7001] : [0.1]),
    conditions: [Settling, Locked],
    withinUs: 10,
    sampled: [[7, 60]],
    refused: { pulses: 80 },
  },
  {
    name: "an interrupt that is served late",
    seconds: 60,
    change: (second, habits) => (habits.pulseLateUs = second === 30 ? 150 : 0),
    conditions: [Settling, Locked],
    withinUs: 10,
    sampled: [
      [7, 30],
      [31, 60],
    ],
    refused: { pulses: 1 },
  },
  {
    name: "a pulse that moves",
    seconds: 60,
    change: (second, habits) => (habits.pulseLateUs = second >= 30 ? -9000 : 0),
    conditions: [Settling, Locked, PulseLost, Settling, Locked],
    withinUs: 9010,
    sampled: [
      [7, 30],
      [41, 60],
    ],
    refused: { pulses: 4 },
  },
  {
    name: "a single wrong label",
    seconds: 60,
    change: (second, habits) => (habits.shiftSec = second === 30 ? 1 : 0),
    conditions: [Settling, Locked],
    withinUs: 10,
    sampled: [
      [7, 30],
      [31, 60],
    ],
    refused: { labels: 1 },
  },
  {
    name: "labels that go wrong for some seconds",
    seconds: 60,
    change: (second, habits) => (habits.shiftSec = between(second, 30, 40) ? -1 : 0),
    conditions: [Settling, Locked, SecondInDoubt, Locked],
    withinUs: 10,
    sampled: [
      [7, 30],
      [40, 60],
    ],
    refused: { labels: 10 },
  },
  {
    name: "a text that once comes out of its window",
    seconds: 60,
    change: (second, habits) => (habits.textDelayMs = second === 30 ? 700 : 300),
    conditions: [Settling, Locked],
    withinUs: 10,
    sampled: [
      [7, 30],
      [31, 60],
    ],
    refused: { labels: 1 },
  },
  {
    name: "a text that comes at another time from now on",
    seconds: 60,
    change: (second, habits) => (habits.textDelayMs = second >= 30 ? 700 : 300),
    conditions: [Settling, Locked, SecondInDoubt, Locked],
    withinUs: 10,
    sampled: [
      [7, 30],
      [40, 60],
    ],
    refused: { labels: 10 },
  },
  {
    name: "labels of another second than others say",
    seconds: 60,
    change: (second, habits, receiver) => {
      habits.shiftSec = second < 30 ? 1 : 0;
      receiver.suggest(0, 10 * MILLISECOND);
    },
    conditions: [Settling, SecondInDoubt, Locked],
    withinUs: 10,
    sampled: [[32, 60]],
    refused: { labels: 30 },
  },
  {
    name: "a date of 1024 weeks ago",
    seconds: 40,
    change: (_, habits) => (habits.shiftSec = -ROLLOVER),
    conditions: [Settling, Locked],
    withinUs: 10,
    sampled: [[7, 40]],
  },
  {
    name: "a date of 2048 weeks ago",
    seconds: 40,
    change: (_, habits) => (habits.shiftSec = -2 * ROLLOVER),
    conditions: [Settling, Locked],
    withinUs: 10,
    sampled: [[7, 40]],
  },
  {
    name: "a rollover that only others can tell",
    start: START + ROLLOVER,
    seconds: 40,
    change: (_, habits, receiver) => {
      habits.shiftSec = -ROLLOVER;
      receiver.suggest(0, 10 * MILLISECOND);
    },
    conditions: [Settling, Locked],
    withinUs: 10,
    sampled: [[7, 40]],
  },
  {
    name: "text that names what lies between pulses",
    seconds: 40,
    change: (_, habits) => (habits.fractionMs = 400),
    conditions: [Settling, Locked],
    withinUs: 10,
    sampled: [[7, 40]],
  },
  {
    name: "text alone that names what lies between seconds",
    options: { hasPulses: false, textDelay: 300 * MILLISECOND },
    seconds: 40,
    change: (_, habits) => {
      habits.hasPulse = false;
      habits.fractionMs = 400;
    },
    conditions: [Settling, TextOnly],
    withinUs: 20_000,
    sampled: [[6, 40]],
  },
  {
    name: "text alone of another second than others say",
    options: { hasPulses: false },
    seconds: 60,
    change: (second, habits, receiver) => {
      habits.hasPulse = false;
      habits.shiftSec = second < 30 ? 1 : 0;
      receiver.suggest(0, 10 * MILLISECOND);
    },
    conditions: [Settling, SecondInDoubt, TextOnly],
    withinUs: 400_000,
    sampled: [[32, 60]],
    refused: { labels: 30 },
  },
  {
    name: "text alone, of unknown delay",
    options: { hasPulses: false },
    seconds: 40,
    change: (_, habits) => (habits.hasPulse = false),
    conditions: [Settling, TextOnly],
    withinUs: 400_000,
    sampled: [[6, 40]],
  },
  {
    name: "text alone, its delay configured",
    options: { hasPulses: false, textDelay: 300 * MILLISECOND },
    seconds: 40,
    change: (_, habits) => (habits.hasPulse = false),
    conditions: [Settling, TextOnly],
    withinUs: 20_000,
    sampled: [[6, 40]],
  },
  {
    name: "text alone, its delay measured by what others say",
    options: { hasPulses: false },
    seconds: 60,
    change: (second, habits, receiver) => {
      habits.hasPulse = false;
      habits.hasText = second >= 10;
      if (second < 20) receiver.suggest(0, MILLISECOND);
    },
    conditions: [Settling, TextOnly],
    withinUs: 210_000,
    sampled: [[16, 60]],
  },
  {
    name: "pulses that never come",
    seconds: 60,
    change: (_, habits) => (habits.hasPulse = false),
    conditions: [Settling, TextOnly],
    withinUs: 400_000,
    sampled: [[31, 60]],
  },
  {
    name: "pulses that end, and come back",
    seconds: 90,
    change: (second, habits) => (habits.hasPulse = !between(second, 30, 60)),
    conditions: [Settling, Locked, PulseLost, Settling, Locked],
    withinUs: 10,
    sampled: [
      [7, 30],
      [60, 90],
    ],
  },
  {
    name: "a fix that is lost for hours",
    seconds: 4 * 3600,
    change: (second, habits) => {
      habits.hasFix = !between(second, 1000, 12_000);
      habits.hasPulse = habits.hasFix;
    },
    conditions: [Settling, Locked, NoFix, Settling, Locked],
    withinUs: 10,
    sampled: [
      [7, 1000],
      [12_006, 14_400],
    ],
  },
  {
    name: "a receiver that is gone, and comes back",
    seconds: 90,
    change: (second, habits) => (habits.hasPower = !between(second, 30, 60)),
    conditions: [Settling, Locked, Silent, Settling, Locked],
    withinUs: 10,
    sampled: [
      [7, 30],
      [66, 90],
    ],
  },
  {
    name: "an antenna that is cut, and mended",
    seconds: 90,
    change: (second, habits) => (habits.antenna = between(second, 30, 60) ? 4 : 2),
    conditions: [Settling, Locked, AntennaLost, Settling, Locked],
    withinUs: 10,
    sampled: [
      [7, 31],
      [61, 90],
    ],
  },
  {
    name: "an antenna that was always said to be open",
    seconds: 40,
    change: (_, habits) => (habits.antenna = 4),
    conditions: [Settling, Locked],
    withinUs: 10,
    sampled: [[7, 40]],
  },
  {
    name: "leap seconds of the factory, until satellites tell",
    options: { taiOffsetSec: undefined },
    seconds: 100,
    change: (second, habits) => {
      habits.leapSource = second < 60 ? 0 : 2;
      habits.shiftSec = second < 60 ? 2 : 0;
    },
    conditions: [LeapUnknown, Settling, SecondInDoubt, Locked],
    withinUs: 10,
    sampled: [[89, 100]],
    refused: { labels: 29 },
  },
  {
    name: "sentences alone: leap seconds are known when the almanac has come",
    options: { taiOffsetSec: undefined },
    seconds: 900,
    conditions: [LeapUnknown, Locked],
    withinUs: 10,
    sampled: [[780, 900]],
  },
  {
    name: "sentences alone, and others name the same second",
    options: { taiOffsetSec: undefined },
    seconds: 60,
    change: (second, _, receiver) => receiver.suggest(0, second < 30 ? SECOND : 10 * MILLISECOND),
    conditions: [LeapUnknown, Locked],
    withinUs: 10,
    sampled: [[30, 60]],
  },
  {
    name: "a receiver that takes the leap seconds in late, without a word",
    seconds: 100,
    change: (second, habits) => (habits.shiftSec = second < 30 ? 0 : 2),
    conditions: [Settling, Locked, SecondInDoubt, Locked],
    withinUs: 2_000_010,
    sampled: [
      [7, 30],
      [59, 100],
    ],
    refused: { labels: 29 },
  },
  {
    name: "a leap second that only the text shows",
    seconds: 1860,
    leapAt: 1800,
    conditions: [Settling, Locked],
    withinUs: 10,
    sampled: [
      [7, 1800],
      [1801, 1860],
    ],
  },
  {
    name: "a leap second that TIM-TP and the text go through",
    options: { taiOffsetSec: undefined },
    seconds: 1860,
    leapAt: 1800,
    change: (_, habits) => {
      habits.leapSource = 2;
      habits.announcesLeap = true;
      habits.hasTimTp = true;
    },
    conditions: [NoFix, LeapUnknown, Settling, Locked],
    withinUs: 10,
    sampled: [
      [7, 1800],
      [1801, 1860],
    ],
  },
  {
    name: "text that names a second too late, and TIM-TP that names it rightly",
    seconds: 60,
    change: (second, habits) => {
      habits.hasTimTp = true;
      habits.shiftSec = second >= 20 ? -1 : 0;
    },
    conditions: [NoFix, Settling, Locked],
    withinUs: 10,
    sampled: [[7, 60]],
    refused: { labels: 40 },
  },
  {
    name: "text that comes at any time, while TIM-TP names the pulse",
    seconds: 60,
    change: (second, habits) => {
      habits.hasTimTp = true;
      habits.textJitterMs = second % 2 === 0 ? 10 : 200;
    },
    conditions: [NoFix, Settling, Locked],
    withinUs: 10,
    sampled: [[7, 60]],
    refused: { labels: 1 },
  },
];

/** The seconds of the run that have a sample, as `sampled` has them; a second without one ends a stretch. */
function stretches(receiver: SimReceiver): [number, number][] {
  const found: [number, number][] = [];
  for (const { second } of receiver.samples) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === second) last[1]++;
    else found.push([second, second + 1]);
  }
  return found;
}

describe("a GPS receiver as a clock", () => {
  for (const scenario of SCENARIOS) {
    const { name, options = {}, start = START, leapAt, seconds, change, conditions, withinUs } = scenario;
    it(name, () => {
      const receiver = new SimReceiver(options, start, 1, 30, leapAt);
      receiver.run(seconds, (second, habits) => change?.(second, habits, receiver));
      const { counts } = receiver.clock.status;
      assert.deepEqual(
        receiver.conditions.map(([, condition]) => condition),
        conditions,
      );
      assert.deepEqual(stretches(receiver), scenario.sampled);
      for (const { second, offsetUs, errorUs } of receiver.samples) {
        assert.ok(Math.abs(offsetUs) <= withinUs, `${offsetUs} us in second ${second}`);
        if (withinUs < 1000)
          assert.ok(Math.abs(offsetUs) <= errorUs, `${offsetUs} us is not within ${errorUs}`);
      }
      assert.equal(counts.refusedPulses, scenario.refused?.pulses ?? 0, "refused pulses");
      assert.equal(counts.refusedLabels, scenario.refused?.labels ?? 0, "refused labels");
      assert.equal(counts.samples, receiver.samples.length);
    });
  }

  it("asks for what it wants at the start, and again when the receiver was gone", () => {
    const receiver = new SimReceiver({}, START, 1);
    receiver.run(3);
    assert.equal(receiver.sent, 0);
    receiver.clock.start();
    const frames = receiver.sent;
    assert.ok(frames > 0);
    receiver.run(30, (second, habits) => (habits.hasPower = !between(second, 10, 20)));
    assert.equal(receiver.sent, 2 * frames);
  });
});
