/** What a node says of its time, and what is told when that changes. */
import assert from "node:assert/strict";
import { Announcement } from "../../src/core/announcement.js";
import { Association, Leap, MAXSTRAT } from "../../src/core/association.js";
import { type Core } from "../../src/core/core.js";
import { Happening } from "../../src/core/happening.js";
import { Loss } from "../../src/core/loss.js";
import { ClockState, type System } from "../../src/core/system.js";
import { MAXDISP, SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { Datagram } from "../../src/wire/datagram.js";
import { Rig, server } from "../support/engine-rig.js";
import { instant, ms } from "../support/quantities.js";

/** A node that has just been switched on. */
class Bench {
  readonly rig = new Rig();
  readonly system: System = this.rig.engine.system;
  readonly announcement: Announcement;
  readonly sources = [0, 1].map(id => {
    const source = new Association(id);
    source.mobilize(server(`192.0.2.${id + 1}`));
    return source;
  });

  constructor() {
    const { authentication, clock, system } = this.rig.engine;
    const chance = { next: () => 0 };
    const core: Core = { sink: this.rig, chance, clock, system, authentication, outgoing: new Datagram() };
    this.announcement = new Announcement(core);
    this.rig.calls.length = 0;
  }

  /** What is told when the clock is set right by a source, as of `stratum`. */
  become(source: number, stratum = 3, at = 100): string[] {
    this.announcement.become(this.sources[source], stratum, 0x0a00_0001 + source, instant(at));
    return this.told();
  }

  told(): string[] {
    return this.rig.calls.splice(0).map(call => call.replace("report ", ""));
  }
}

const SYNCHRONIZED = `${Happening.Synchronized} 0`;
const CHANGED = `${Happening.SystemPeerChanged} 0`;
const stratum = (to: number): string => `${Happening.StratumChanged} ${to}`;

describe("what a node says of its time", () => {
  it("is told once for each source that it follows, and each stratum", () => {
    const bench = new Bench();
    assert.deepEqual(bench.become(0), [SYNCHRONIZED, stratum(3)]);
    assert.deepEqual(bench.become(0), []);
    assert.deepEqual(bench.become(1), [CHANGED]);
    assert.deepEqual(bench.become(1, 4), [stratum(4)]);
    assert.deepEqual([bench.system.refid, bench.system.stratum], [0x0a00_0002, 4]);
  });

  it("is told of a source that follows one which has left the pool as of a change", () => {
    const bench = new Bench();
    bench.become(0);
    bench.system.peer = undefined;
    assert.deepEqual(bench.become(1), [CHANGED]);
  });

  it("has the reference of when the clock was set right, and ages from then on", () => {
    const bench = new Bench();
    bench.become(0, 3, 150);
    const time = new Timestamp();
    bench.rig.engine.clock.read(instant(150), time);
    assert.ok(bench.system.reference.equals(time));
    assert.equal(bench.announcement.age(instant(157)), 7 * SECOND);
  });

  it("stays as it is while the time is held, and is told of a source after that", () => {
    const bench = new Bench();
    bench.become(0);
    bench.announcement.hold(Loss.Denied);
    assert.deepEqual(bench.told(), [`${Happening.Holdover} ${Loss.Denied}`]);
    assert.ok(bench.announcement.isSynchronized && bench.announcement.isHolding);
    assert.deepEqual(
      [bench.system.peer, bench.system.stratum, bench.system.refid],
      [undefined, 3, 0x0a00_0001],
    );
    bench.announcement.carried(ms(9), instant(900));
    assert.equal(bench.system.rootDispersion, ms(9));
    assert.equal(bench.announcement.age(instant(901)), SECOND);
    bench.system.clockState = ClockState.Synchronized;
    assert.deepEqual(bench.become(0), [SYNCHRONIZED]);
  });

  it("is nothing once the time is lost", () => {
    const bench = new Bench();
    bench.become(0);
    Object.assign(bench.system, { leap: Leap.None, rootDelay: ms(1), rootDispersion: ms(1) });
    bench.announcement.lose(Loss.TooLong);
    assert.deepEqual(bench.told(), [
      `${Happening.Unsynchronized} ${Loss.TooLong}`,
      `${Happening.LeapChanged} ${Leap.Unsynchronized}`,
      stratum(MAXSTRAT),
    ]);
    const { leap, peer, refid, rootDelay, rootDispersion } = bench.system;
    assert.deepEqual([leap, peer, refid, rootDelay, rootDispersion], [3, undefined, 0, 0, MAXDISP]);
    assert.ok(!bench.announcement.isSynchronized);
    assert.deepEqual(bench.become(0), [SYNCHRONIZED, stratum(3)]);
  });

  it("is at boot what the board knows, and MAXDISP at most", () => {
    const bench = new Bench();
    bench.announcement.boot(ms(300), instant(200));
    assert.equal(bench.system.rootDispersion, ms(300));
    assert.equal(bench.announcement.age(instant(201)), SECOND);
    bench.announcement.boot(20 * SECOND, instant(200));
    assert.equal(bench.system.rootDispersion, MAXDISP);
    assert.ok(!bench.announcement.isSynchronized);
  });
});
