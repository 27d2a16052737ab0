/** When a real-time clock carries the time, and where to. What it is worth in the world: host-test/sim. */
import assert from "node:assert/strict";
import { Announcement } from "../../src/core/announcement.js";
import { Association } from "../../src/core/association.js";
import { Carriage, Carrier } from "../../src/core/carrier.js";
import { type Core } from "../../src/core/core.js";
import { Discipline } from "../../src/core/discipline.js";
import { Happening } from "../../src/core/happening.js";
import { Loss } from "../../src/core/loss.js";
import { SecondOscillator } from "../../src/core/second-oscillator.js";
import { SecondRecord } from "../../src/core/second-record.js";
import { ClockState } from "../../src/core/system.js";
import { SECOND, type Q32 } from "../../src/time/fixed.js";
import { Datagram } from "../../src/wire/datagram.js";
import { Rig, server } from "../support/engine-rig.js";
import { instant, ms, near } from "../support/quantities.js";

const HOUR = 3600;
const TAUGHT = instant(100);

/** A clock that gains nothing, and was off by `worst` at most after an hour, in so many rehearsals. */
function recorded(worst: Q32, rehearsals = 16): SecondRecord {
  const record = new SecondRecord();
  record.gain = 0;
  record.gainAgeSec = HOUR;
  record.runOffs.forEach(({ byLast }) => Object.assign(byLast, { square: (worst / 2) ** 2, worst }));
  record.runOffs[0].count = record.runOffs[1].count = rehearsals;
  return record;
}

/** What such a clock is to a node that was set right at 100 s, and compared then. */
function known(record: SecondRecord): SecondOscillator {
  const second = new SecondOscillator();
  second.restore(record, instant(0));
  second.learn(ms(7), TAUGHT);
  return second;
}

/** A node that was set right at 100 s, within 5 ms, and compared then with a real-time clock. */
class Bench {
  readonly rig = new Rig();
  readonly core: Core;
  readonly announcement: Announcement;
  readonly discipline: Discipline;
  readonly source = new Association(0);
  readonly carrier: Carrier;

  constructor(record?: SecondRecord) {
    const { rig } = this;
    const { authentication, clock, system } = rig.engine;
    const chance = { next: () => 0 };
    this.core = { sink: rig, chance, clock, system, authentication, outgoing: new Datagram() };
    this.discipline = new Discipline(clock);
    this.announcement = new Announcement(this.core);
    this.carrier = new Carrier(this.core, this.discipline, this.announcement, [this.source]);
    this.source.mobilize(server("192.0.2.1"));
    if (record) this.carrier.restore(record, instant(0));
    this.announcement.become(this.source, 3, 0, TAUGHT);
    system.clockState = ClockState.Synchronized;
    system.rootDispersion = ms(5);
    this.carrier.compared(ms(7), TAUGHT);
  }

  /** The source is gone, and the clock is found `behind` by the real-time clock, an hour after it was right. */
  hold(behind: Q32, at = instant(100 + HOUR)): void {
    if (!this.announcement.isHolding) this.announcement.hold(Loss.Unreachable);
    this.carrier.compared(ms(7) + behind, at);
  }

  get slew(): Q32 {
    return this.core.clock.slewLeft(instant(100 + HOUR));
  }
}

describe("a real-time clock that may carry the time", () => {
  const carriages: { name: string; record?: SecondRecord; carriage: Carriage }[] = [
    { name: "of which nothing is known", carriage: Carriage.Unknown },
    { name: "that was rehearsed too seldom", record: recorded(ms(2), 3), carriage: Carriage.Unrehearsed },
    { name: "that is better than the crystal", record: recorded(ms(2)), carriage: Carriage.Ready },
    { name: "that is better later on", record: recorded(ms(100)), carriage: Carriage.Ready },
    { name: "that is worse for days", record: recorded(900 * SECOND), carriage: Carriage.Worse },
  ];
  for (const { name, record, carriage } of carriages)
    it(`is one ${name}: ${carriage}`, () => {
      const { carrier, discipline } = new Bench(record);
      assert.equal(carrier.carriage, carriage);
      const better: number[] = [];
      if (record !== undefined && carriage !== Carriage.Unrehearsed)
        for (let elapsed = 256; elapsed <= 2 ** 17; elapsed *= 2)
          if (known(record).bound(elapsed * SECOND) < discipline.dispersion(elapsed * SECOND))
            better.push(elapsed * SECOND);
      assert.equal(carrier.takeover, Math.min(...better));
    });

  it("is nothing before it was ever compared, and nothing is remembered of it", () => {
    const { announcement, core, discipline } = new Bench();
    const carrier = new Carrier(core, discipline, announcement, []);
    assert.equal(carrier.carriage, Carriage.Unknown);
    assert.equal(carrier.takeover, Infinity);
    assert.ok(!carrier.remember(new SecondRecord(), TAUGHT));
    carrier.restore(recorded(ms(2)), TAUGHT);
    const record = new SecondRecord();
    assert.ok(carrier.remember(record, TAUGHT));
    assert.equal(record.gain, 0);
  });

  const taught = [
    { name: "twice a poll interval ago", seconds: 128, units: 0, state: ClockState.Synchronized, isTaught: true },
    { name: "longer ago", seconds: 128, units: 1, state: ClockState.Synchronized, isTaught: false },
    { name: "just now, and is not believed", seconds: 0, units: 0, state: ClockState.Spike, isTaught: false },
  ]; // prettier-ignore
  for (const { name, seconds, units, state, isTaught } of taught)
    it(`learns ${isTaught ? "" : "nothing "}from a source that spoke ${name}`, () => {
      const bench = new Bench(recorded(ms(2)));
      bench.carrier.interrupt();
      bench.core.system.clockState = state;
      const at = instant(100 + seconds);
      at.add(units);
      assert.equal(bench.carrier.isTaught(at), isTaught);
      bench.carrier.compared(ms(7), at);
      assert.equal(bench.carrier.carriage, isTaught ? Carriage.Ready : Carriage.Unknown);
    });

  it("moves the clock to where it says, and tells of it once", () => {
    const bench = new Bench(recorded(ms(2)));
    const [moved, turned] = [ms(8), Math.round(ms(8) / HOUR / 8)];
    bench.source.filter.add(0, ms(1), ms(1), TAUGHT, TAUGHT);
    bench.hold(ms(8));
    const { carrier, core, rig, source } = bench;
    assert.equal(carrier.carriage, Carriage.Carrying);
    assert.equal(bench.slew, moved);
    assert.equal(core.clock.frequency, turned);
    // Reckoned back to when it was taken, as if the clock had run so by then.
    near(source.filter.stageOffset(0), HOUR * turned - moved, 1);
    assert.ok(rig.calls.includes(`report ${Happening.RtcCarries} ${moved}`));
    // It is where the clock aims now.
    bench.hold(0, instant(100 + HOUR + 64));
    assert.equal(core.clock.slewLeft(instant(100 + HOUR + 64)), 0);
    assert.equal(core.clock.frequency, turned);
    assert.equal(rig.reported(Happening.RtcCarries), 1);
    bench.announcement.become(source, 3, 0, instant(100 + 2 * HOUR));
    core.system.clockState = ClockState.Synchronized;
    assert.equal(carrier.carriage, Carriage.Ready, "there is a source again");
  });

  it("is as wrong as the clock was, and as rehearsals have shown since", () => {
    const record = recorded(ms(2));
    const bench = new Bench(record);
    bench.hold(0);
    const [hour, two] = [HOUR, 2 * HOUR].map(seconds => known(record).bound(seconds * SECOND));
    assert.equal(bench.core.system.rootDispersion, ms(5) + hour);
    assert.equal(bench.announcement.age(instant(100 + HOUR)), 0);
    bench.hold(0, instant(100 + 2 * HOUR));
    assert.equal(bench.core.system.rootDispersion, ms(5) + two);
  });

  it("carries nothing while the crystal alone is better", () => {
    const bench = new Bench(recorded(ms(100)));
    bench.hold(ms(8), instant(200));
    assert.equal(bench.slew, 0);
    assert.equal(bench.carrier.carriage, Carriage.Ready);
    bench.hold(ms(8));
    assert.equal(bench.carrier.carriage, Carriage.Carrying);
  });

  it("is forgotten where it is farther off than both may be: one of them has jumped", () => {
    const [bench, other] = [new Bench(recorded(ms(2))), new Bench(recorded(ms(2)))];
    const at = instant(228);
    const may = bench.discipline.dispersion(128 * SECOND);
    bench.hold(may + ms(9), at);
    assert.equal(bench.carrier.carriage, Carriage.Unknown);
    assert.equal(bench.slew, 0);
    other.hold(-may - ms(1), at);
    assert.equal(other.carrier.carriage, Carriage.Carrying);
  });

  it("… and, while it carries, by more than two comparisons may be apart", () => {
    for (const [beyond, carriage] of [
      [ms(2), Carriage.Carrying],
      [-ms(2), Carriage.Carrying],
      [ms(4), Carriage.Unknown],
      [-ms(4), Carriage.Unknown],
    ]) {
      const bench = new Bench(recorded(ms(100)));
      bench.hold(0);
      const may = Math.sign(beyond) * bench.discipline.dispersion(64 * SECOND);
      bench.hold(may + beyond, instant(100 + HOUR + 64));
      assert.equal(bench.carrier.carriage, carriage, `${beyond / ms(1)} ms`);
    }
  });

  const ends: { name: string; end: (bench: Bench) => void; again: Carriage }[] = [
    { name: "the clock was stepped", end: ({ carrier }) => carrier.interrupt(), again: Carriage.Ready },
    {
      name: "nobody has the time",
      end: ({ carrier, core }) => {
        core.system.clockState = ClockState.Set;
        carrier.compared(ms(7), instant(150));
      },
      again: Carriage.Ready,
    },
    { name: "it was set or trimmed", end: ({ carrier }) => carrier.forget(), again: Carriage.Unknown },
  ];
  for (const { name, end, again } of ends)
    it(`carries nothing once ${name}, ${again === Carriage.Ready ? "until" : "nor when"} a source is followed`, () => {
      const bench = new Bench(recorded(ms(2)));
      end(bench);
      assert.equal(bench.carrier.carriage, Carriage.Unknown);
      bench.core.system.clockState = ClockState.Synchronized;
      bench.announcement.become(bench.source, 3, 0, instant(200));
      bench.carrier.compared(ms(7), instant(200));
      assert.equal(bench.carrier.carriage, again);
    });
});
