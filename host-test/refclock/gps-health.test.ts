/** What a GPS receiver's condition is at which moment, to a unit of time where that decides. */
import assert from "node:assert/strict";
import { GpsHealth } from "../../src/refclock/gps-health.js";
import { GpsStatus } from "../../src/refclock/gps-status.js";
import { GpsWords } from "../../src/refclock/gps-words.js";
import { LabelWindow } from "../../src/refclock/label-window.js";
import { PulseTrain } from "../../src/refclock/pulse-train.js";
import { ReceiverLeap } from "../../src/refclock/receiver-leap.js";
import { Antenna, Condition, Fix } from "../../src/refclock/reference-clock.js";
import { SecondCount } from "../../src/refclock/second-count.js";
import { SECOND, type Q32 } from "../../src/time/fixed.js";
import { type Instant } from "../../src/time/moment.js";
import { instant } from "../support/quantities.js";

/** When a receiver under test begins to speak: its counter has run before. */
const START = 100;

/** Second `seconds` of the receiver's life, and `units` more. */
function at(seconds: number, units: Q32 = 0): Instant {
  const moment = instant(START + seconds);
  moment.add(units);
  return moment;
}

/** A receiver that has a fix from its first second on, and knows the leap seconds. */
class Receiver {
  readonly leap = new ReceiverLeap(37);
  readonly train = new PulseTrain();
  readonly count = new SecondCount();
  readonly status = new GpsStatus(this.leap, this.train, new LabelWindow(undefined));
  readonly words = new GpsWords(this.status, this.leap, {
    named: () => {},
    coming: () => {},
    leapChanged: () => {},
  });
  readonly health: GpsHealth;

  constructor(readonly hasPulses = true) {
    const options = { hasPulses, baud: 9600, textDelay: undefined, pulseDelay: 0, taiOffsetSec: 37 };
    this.health = new GpsHealth(options, this.status, this.words, this.leap, this.train, this.count);
    this.status.fix = Fix.Time;
    this.words.fixedAt.copy(at(0));
  }

  /** Its text comes at second `second`, and names it. */
  hear(second: number, name = second): void {
    this.words.isHeard = true;
    this.words.heardAt.copy(at(second));
    this.count.told(at(second), 1000 + name, SECOND, 500, 0);
  }

  /** Text and pulses, as they are to be, in seconds `from` up to `to`, and samples as soon as they may be. */
  run(from: number, to: number): Condition {
    let condition = Condition.Silent;
    for (let second = from; second <= to; second++) {
      this.hear(second);
      if (this.hasPulses) this.train.take(at(second));
      const isMarked = this.train.isSteady || !this.hasPulses;
      if (isMarked && this.health.allowsSample(at(second))) this.health.sampled(at(second));
      condition = this.health.judge(at(second));
    }
    return condition;
  }
}

describe("the health of a GPS receiver", () => {
  it("settles for five seconds, and is locked from then on", () => {
    const receiver = new Receiver();
    assert.equal(receiver.health.judge(at(0)), Condition.Silent);
    assert.equal(receiver.run(0, 4), Condition.Settling);
    assert.ok(!receiver.health.allowsSample(at(5, -1)));
    assert.ok(receiver.health.allowsSample(at(5)));
    // A pulse that is not steady yet is none.
    assert.equal(receiver.run(5, 6), Condition.Settling);
    assert.equal(receiver.run(7, 30), Condition.Locked);
  });

  it("is of text alone where there are no pulses", () => {
    const receiver = new Receiver(false);
    assert.ok(receiver.health.allowsText(at(0)));
    assert.equal(receiver.run(0, 20), Condition.TextOnly);
  });

  const silences = [
    { name: "text", judged: Condition.Silent, say: () => {} },
    { name: "pulses", judged: Condition.PulseLost, say: (receiver: Receiver) => receiver.hear(33) },
  ];
  for (const { name, judged, say } of silences)
    it(`is without ${name} after three seconds, not before`, () => {
      const receiver = new Receiver();
      receiver.run(0, 30);
      say(receiver);
      assert.equal(receiver.health.judge(at(33)), Condition.Locked);
      assert.equal(receiver.health.judge(at(33, 1)), judged);
    });

  it("is in doubt three seconds after the last sample, though nothing stands against one", () => {
    const receiver = new Receiver(false);
    receiver.run(0, 30);
    receiver.hear(34);
    assert.equal(receiver.health.judge(at(33)), Condition.TextOnly);
    assert.equal(receiver.health.judge(at(33, 1)), Condition.SecondInDoubt);
  });

  it("… and settles for as long after an obstacle", () => {
    const receiver = new Receiver(false);
    receiver.run(0, 30);
    receiver.status.fix = Fix.None;
    assert.equal(receiver.health.judge(at(31)), Condition.NoFix);
    receiver.status.fix = Fix.Time;
    receiver.hear(34);
    assert.equal(receiver.health.judge(at(34)), Condition.Settling);
    assert.equal(receiver.health.judge(at(34, 1)), Condition.SecondInDoubt);
  });

  it("waits 30 s for the first pulse before text has to do", () => {
    const { health, words } = new Receiver();
    health.judge(at(0));
    assert.ok(!health.allowsText(at(60)), "nothing was said yet");
    words.isHeard = true;
    health.judge(at(10));
    health.judge(at(11));
    assert.ok(!health.allowsText(at(40, -1)));
    assert.ok(health.allowsText(at(40)));
  });

  it("waits, after pulses, until a clock left alone may be as wrong as text: 100 ms at 15 ppm", () => {
    const receiver = new Receiver();
    receiver.run(0, 30);
    assert.ok(!receiver.health.allowsText(at(30 + 6666)));
    assert.ok(receiver.health.allowsText(at(30 + 6667)));
  });

  it("samples two marks that are half a second apart, and none that are nearer", () => {
    const receiver = new Receiver(false);
    receiver.run(0, 30);
    assert.ok(!receiver.health.allowsSample(at(30)));
    assert.ok(!receiver.health.allowsSample(at(30, SECOND / 2 - 1)));
    assert.ok(receiver.health.allowsSample(at(30, SECOND / 2)));
  });

  it("is in doubt from the third second in a row that others name otherwise", () => {
    const receiver = new Receiver();
    const { health } = receiver;
    receiver.run(0, 30);
    for (let i = 0; i < 2; i++) health.contradicted();
    assert.equal(health.judge(at(30)), Condition.Locked);
    health.agreed();
    for (let i = 0; i < 2; i++) health.contradicted();
    assert.equal(health.judge(at(30)), Condition.Locked);
    health.contradicted();
    assert.equal(health.judge(at(30)), Condition.SecondInDoubt);
  });

  it("is in doubt where its own words leave the count", () => {
    const receiver = new Receiver();
    receiver.run(0, 30);
    for (const second of [31, 32, 33]) receiver.hear(second, second + 1);
    receiver.train.take(at(33));
    assert.equal(receiver.health.judge(at(33)), Condition.SecondInDoubt);
  });

  it("settles until its own words go on as they began", () => {
    const receiver = new Receiver(false);
    receiver.words.fixedAt.copy(at(-60));
    for (const second of [0, 1]) receiver.hear(second);
    receiver.health.sampled(at(1));
    assert.equal(receiver.health.judge(at(1)), Condition.Settling);
    receiver.hear(2);
    assert.equal(receiver.health.judge(at(2)), Condition.TextOnly);
  });

  const antennas = [
    { name: "open", antenna: Antenna.Open, after: Condition.AntennaLost },
    { name: "short", antenna: Antenna.Short, after: Condition.AntennaLost },
    { name: "not told of any more", antenna: Antenna.Unknown, after: Condition.Locked },
  ];
  for (const { name, antenna, after } of antennas)
    it(`an antenna that is ${name} is ${after === Condition.Locked ? "not lost" : "lost, if it ever was good"}`, () => {
      const receiver = new Receiver();
      receiver.status.antenna = antenna;
      assert.equal(receiver.run(0, 30), Condition.Locked);
      receiver.status.antenna = Antenna.Good;
      assert.equal(receiver.run(31, 32), Condition.Locked);
      receiver.status.antenna = antenna;
      assert.equal(receiver.health.judge(at(32)), after);
      assert.equal(receiver.health.allowsSample(at(33)), after === Condition.Locked);
    });

  it("knows no second while leap seconds are those of the factory", () => {
    const receiver = new Receiver();
    receiver.run(0, 30);
    receiver.leap.told(undefined, undefined);
    assert.equal(receiver.health.judge(at(30)), Condition.LeapUnknown);
    assert.ok(!receiver.health.allowsSample(at(31)));
  });
});
