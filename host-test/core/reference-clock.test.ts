/** A receiver of time as a source: through the engine, as selection, discipline and others see it. */
import assert from "node:assert/strict";
import { Leap } from "../../src/core/association.js";
import { Edge, type ReferenceClockSettings } from "../../src/core/clock-settings.js";
import { Happening } from "../../src/core/happening.js";
import { Standing } from "../../src/core/verdict.js";
import { MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { refidToText } from "../../src/wire/refid.js";
import { seeded } from "../support/random.js";
import { Rig, server } from "../support/engine-rig.js";

const GPS: ReferenceClockSettings = {
  unit: 1,
  serial: "serial0",
  baud: 9600,
  pulse: "pps0",
  edge: Edge.Rising,
  pulseDelayUs: 0,
  textDelayMs: undefined,
  taiOffsetSec: undefined,
  prefer: false,
};

function rigWith(more: Partial<ReferenceClockSettings> = {}, ppm = 20, bootOffset = 0): Rig {
  const rig = new Rig(ppm, bootOffset);
  rig.configure({ referenceClocks: [{ ...GPS, ...more }] });
  return rig;
}

const MICROSECOND: Q32 = SECOND / 1e6;
const HOUR = 3600;

/** The end of 2026, in seconds since 1900. */
const YEAR_END = 4_007_750_400;

describe("a receiver of time", () => {
  it("makes a node a primary within 10 s, however wrong its clock was", () => {
    for (const bootOffset of [0, -40 * SECOND, 1e9 * SECOND]) {
      const rig = rigWith({}, 20, bootOffset);
      rig.passShowing(10, rig.association);
      const { system } = rig.engine;
      assert.equal(system.stratum, 1);
      assert.equal(system.leap, Leap.None);
      assert.equal(refidToText(system.refid), "PPS");
      rig.passShowing(300, rig.association);
      assert.ok(Math.abs(rig.error()) < 2 * MICROSECOND, `${rig.error() / MICROSECOND} us`);
    }
  });

  it("is called GPS where its text alone tells", () => {
    const rig = rigWith({ pulse: "" });
    rig.passShowing(20, rig.association);
    assert.equal(refidToText(rig.engine.system.refid), "GPS");
  });

  it("is asked nothing, and silent, is no source", () => {
    const rig = rigWith();
    rig.pass(HOUR);
    assert.equal(rig.requests.length, 0);
    assert.equal(rig.association.standing, Standing.Unheard);
    assert.equal(rig.engine.system.stratum, 16);
  });

  const scatters: { name: string; error: Q32; scatter: Q32; within: Q32 }[] = [
    { name: "pulses that interrupts delay", error: 5 * MICROSECOND, scatter: 5 * MICROSECOND, within: 2 * MICROSECOND },
    { name: "text", error: 100 * MILLISECOND, scatter: 20 * MILLISECOND, within: 3 * MILLISECOND },
  ]; // prettier-ignore
  for (const { name, error, scatter, within } of scatters)
    it(`is followed in the mean of ${name}, and what is claimed holds`, () => {
      const rig = rigWith();
      const random = seeded(5);
      const wrong = (): Q32 => random(2 * scatter) - scatter;
      rig.passShowing(600, rig.association, wrong, error);
      let worst = 0;
      for (let i = 0; i < 60; i++) {
        rig.passShowing(10, rig.association, wrong, error);
        worst = Math.max(worst, Math.abs(rig.error()));
        assert.ok(Math.abs(rig.error()) < rig.engine.rootDispersion(rig.now));
      }
      assert.ok(worst < within, `${worst / MICROSECOND} us`);
    });

  it("claims no more than it is worth: no step of 5 ms between it and us", () => {
    const rig = rigWith();
    rig.passShowing(300, rig.association);
    assert.ok(rig.engine.system.rootDispersion < 700 * MICROSECOND);
    assert.ok(rig.engine.system.rootDispersion >= 10 * MICROSECOND);
  });

  it("lost, is held for hours with a growing claim, then is no source, and comes back without a step", () => {
    const rig = rigWith();
    const { system } = rig.engine;
    rig.passShowing(HOUR, rig.association);
    rig.pass(150);
    assert.equal(rig.association.reach, 0);
    assert.equal(system.peer, undefined);
    assert.equal(system.stratum, 1);
    rig.pass(6 * HOUR);
    assert.equal(system.stratum, 1);
    assert.ok(Math.abs(rig.error()) < rig.engine.rootDispersion(rig.now));
    const before = rig.reported(Happening.Stepped);
    rig.passShowing(HOUR, rig.association);
    assert.equal(rig.reported(Happening.Stepped), before);
    assert.equal(system.peer, rig.association);
    assert.ok(Math.abs(rig.error()) < 2 * MICROSECOND);
    assert.equal(rig.reported(Happening.AssociationUp), 2);
    assert.equal(rig.reported(Happening.AssociationDown), 1);
    rig.pass(48 * HOUR);
    assert.equal(system.stratum, 16);
  });

  it("leads servers that agree, which are asked as rarely as they may be", () => {
    const rig = new Rig(20);
    const associations = ["192.0.2.1", "192.0.2.2"].map(host => server(host, { maxPollLog2: 10 }));
    rig.configure({ referenceClocks: [GPS], associations });
    const receiver = rig.association;
    for (let i = 0; i < HOUR; i++) {
      rig.passAnswering(1);
      rig.engine.told(receiver, rig.now, rig.trueTime(rig.now), 0, rig.now);
    }
    assert.equal(rig.engine.system.peer, receiver);
    assert.ok(Math.abs(rig.error()) < 5 * MICROSECOND, `${rig.error() / MICROSECOND}`);
    const late = rig.requests.filter(({ departedAt }) => departedAt.seconds > 1000).length;
    assert.ok(late <= 8, `${late} requests`);
  });

  it("is refuted by three servers", () => {
    const rig = new Rig(20);
    const associations = ["192.0.2.1", "192.0.2.2", "192.0.2.3"].map(host => server(host));
    rig.configure({ referenceClocks: [GPS], associations });
    const receiver = rig.association;
    for (let i = 0; i < 200; i++) {
      rig.passAnswering(1);
      const time = rig.trueTime(rig.now);
      time.add(SECOND);
      rig.engine.told(receiver, rig.now, time, 0, rig.now);
    }
    assert.equal(receiver.standing, Standing.Falseticker);
    assert.equal(rig.engine.system.stratum, 3);
  });

  it("starts where a unit takes the place of another, and keeps what it has where only its line changes", () => {
    const rig = rigWith();
    rig.passShowing(100, rig.association);
    rig.configure({ referenceClocks: [{ ...GPS, pulse: "", baud: 4800 }] });
    assert.notEqual(rig.association.reach, 0);
    rig.configure({ referenceClocks: [{ ...GPS, unit: 2 }] });
    assert.equal(rig.association.reach, 0);
    rig.passShowing(10, rig.association);
    assert.equal(rig.association.reach, 15);
    rig.configure({});
    assert.equal(rig.engine.system.peer, undefined);
  });

  const announcements: { name: string; startSec: number; change: Leap; changeAt: number; leap: Leap }[] = [
    { name: "for the end of this month", startSec: YEAR_END - 3 * HOUR, change: Leap.Insert, changeAt: YEAR_END, leap: Leap.Insert },
    { name: "months ahead", startSec: YEAR_END - 40 * 24 * HOUR, change: Leap.Insert, changeAt: YEAR_END, leap: Leap.None },
    { name: "after it has come", startSec: YEAR_END + HOUR, change: Leap.Insert, changeAt: YEAR_END, leap: Leap.None },
    { name: "withdrawn", startSec: YEAR_END - 3 * HOUR, change: Leap.None, changeAt: 0, leap: Leap.None },
  ]; // prettier-ignore
  for (const { name, startSec, change, changeAt, leap } of announcements)
    it(`votes for a leap second announced ${name} with ${leap}`, () => {
      const rig = new Rig(0, 0, 8, startSec);
      rig.configure({ referenceClocks: [GPS] });
      rig.engine.leapTold(rig.association, change, changeAt);
      rig.passShowing(60, rig.association);
      assert.equal(rig.association.leap, leap);
      assert.equal(rig.engine.system.leap, leap);
    });
});
