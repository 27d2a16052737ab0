/** What a receiver says on its way to the engine, and to who reads the log. Whole runs: host-test/sim. */
import assert from "node:assert/strict";
import { Leap, type Association } from "../../src/core/association.js";
import { Edge, type ReferenceClockSettings } from "../../src/core/clock-settings.js";
import { Happening } from "../../src/core/happening.js";
import { GpsClock } from "../../src/refclock/gps-clock.js";
import { Condition, type ReceiverStatus } from "../../src/refclock/reference-clock.js";
import { Standing } from "../../src/core/verdict.js";
import { type PulseHandler, type SerialHandler } from "../../src/runtime/line-ports.js";
import { OpenReceiver } from "../../src/runtime/receiver.js";
import { type Q32 } from "../../src/time/fixed.js";
import { Timestamp, type Instant } from "../../src/time/moment.js";
import { Rig, server } from "../support/engine-rig.js";
import { instant, ms } from "../support/quantities.js";

const NOW = instant(100);
const SETTINGS: ReferenceClockSettings = {
  unit: 1,
  serial: "serial0",
  baud: 9600,
  pulse: "pps0",
  edge: Edge.Rising,
  pulseDelayUs: 0,
  textDelayMs: undefined,
  taiOffsetSec: 37,
  prefer: false,
};

/** A node with a receiver whose lines the test holds. */
class Bench {
  readonly rig = new Rig();
  /** What was reported, with the source that it is of. */
  readonly told: string[] = [];
  /** What the engine was told. */
  readonly heard: unknown[][] = [];
  readonly closed: string[] = [];
  line!: SerialHandler;
  pulse!: PulseHandler;
  octets = 0;
  readonly receiver: OpenReceiver;

  constructor(isConfigured = true, more: Partial<ReferenceClockSettings> = {}) {
    const { engine } = this.rig;
    this.rig.configure(isConfigured ? { referenceClocks: [SETTINGS] } : {});
    Object.assign(engine, {
      told: (one: Association, at: Instant, time: Timestamp, error: Q32, now: Instant) =>
        void this.heard.push([one.settings!.host, at, time, error, now]),
      leapTold: (one: Association, leap: Leap, changeAt: number) =>
        void this.heard.push([one.settings!.host, leap, changeAt]),
    });
    const host = {
      engine,
      read: () => NOW,
      report: (happening: Happening, one: Association | undefined, value: number, why?: string) =>
        void this.told.push([one?.settings?.host ?? "-", happening, why ?? value].join(" ")),
      watch: undefined,
    };
    const serial = {
      open: (name: string, _: number, handler: SerialHandler) => {
        this.line = handler;
        return {
          write: (_octets: Uint8Array, length: number) => void (this.octets += length),
          close: () => void this.closed.push(name),
        };
      },
    };
    const pulses = {
      open: (name: string, _: Edge, handler: PulseHandler) => {
        this.pulse = handler;
        return { close: () => void this.closed.push(name) };
      },
    };
    this.receiver = new OpenReceiver({ ...SETTINGS, ...more }, host, serial, pulses);
    this.receiver.passed(NOW);
    this.told.length = 0;
  }
}

describe("an open receiver", () => {
  const conditions: readonly [condition: Condition, happening: Happening | undefined][] = [
    [Condition.Silent, Happening.ReceiverLost],
    [Condition.SecondInDoubt, Happening.ReceiverLost],
    [Condition.PulseLost, Happening.ReceiverLost],
    [Condition.Settling, undefined],
    [Condition.TextOnly, Happening.ReceiverBack],
    [Condition.Locked, Happening.ReceiverBack],
  ];
  for (const [condition, happening] of conditions)
    it(`${happening === undefined ? "is not told of" : "is told of"} in condition ${condition}`, () => {
      const bench = new Bench();
      bench.receiver.changed(condition);
      const told = happening === undefined ? [] : [`127.127.20.1 ${happening} ${condition}`];
      assert.deepEqual(bench.told, told);
    });

  it("has its text come when that is configured, or measures when", () => {
    const status = (textDelayMs?: number): ReceiverStatus => new Bench(true, { textDelayMs }).receiver.status;
    assert.deepEqual([status(300).labelDelay, status(300).isDelayKnown], [ms(300), true]);
    assert.equal(status().isDelayKnown, false);
  });

  it("is told the time of the nearest server that agrees, and of nobody else", () => {
    const bench = new Bench();
    const { engine } = bench.rig;
    const hosts = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];
    bench.rig.configure({ referenceClocks: [SETTINGS], associations: hosts.map(host => server(host)) });
    const [liar, near, far] = hosts.map(host =>
      engine.associations.find(one => one.settings?.host === host)!,
    );
    const own = engine.associations.find(one => one.settings?.host === "127.127.20.1")!;
    [liar, near, far].forEach((one, i) => {
      one.rootDelay = one.rootDispersion = ms(10 * (i + 1));
      one.filter.add(ms(i), ms(1), ms(1), NOW, NOW);
    });
    const clock = new Timestamp();
    engine.clock.aim(NOW, clock);
    const suggested = (): number | undefined => {
      let offset: number | undefined;
      const { suggest } = GpsClock.prototype;
      GpsClock.prototype.suggest = (_at, time) => void (offset = time.since(clock));
      bench.receiver.passed(NOW);
      GpsClock.prototype.suggest = suggest;
      return offset;
    };
    liar.standing = Standing.Falseticker;
    own.standing = Standing.SystemPeer;
    assert.equal(suggested(), undefined);
    far.standing = Standing.Candidate;
    assert.equal(suggested(), ms(2));
    near.standing = Standing.Outlyer;
    assert.equal(suggested(), ms(1));
    near.standing = Standing.LastResort;
    assert.equal(suggested(), ms(2));
  });

  it("hands on what it has read, as of its source", () => {
    const { heard, receiver } = new Bench();
    const [at, time] = [instant(99), new Timestamp()];
    receiver.sample(at, time, ms(3));
    assert.deepEqual(heard, [["127.127.20.1", at, time, ms(3), NOW]]);
  });

  for (const [change, leap] of [
    [1, Leap.Insert],
    [-1, Leap.Delete],
    [0, Leap.None],
  ])
    it(`hands on that leap seconds change by ${change}`, () => {
      const { heard, receiver, told } = new Bench();
      receiver.leapKnown({ change, changeAt: 4e9, taiOffsetSec: 37 });
      assert.deepEqual(heard, [["127.127.20.1", leap, 4e9]]);
      assert.deepEqual(told, [], "as many as are configured");
    });

  it("is told of once where it knows other leap seconds than were known", () => {
    const { receiver, told } = new Bench();
    for (const taiOffsetSec of [undefined, 38, 38, undefined, 38, 37])
      receiver.leapKnown({ change: 0, changeAt: 0, taiOffsetSec });
    const of = (seconds: number): string => `127.127.20.1 ${Happening.ReceiverLeap} ${seconds}`;
    assert.deepEqual(told, [of(38), of(37)]);
  });

  it("without a place in the pool says nothing to the engine", () => {
    const { heard, receiver, told } = new Bench(false);
    receiver.sample(NOW, new Timestamp(), ms(3));
    receiver.leapKnown({ change: 1, changeAt: 4e9, taiOffsetSec: 38 });
    assert.deepEqual([heard, told], [[], []]);
  });

  for (const [name, lose] of [
    ["line", ({ line }: Bench) => line.failed("it is unplugged")],
    ["pulses", ({ pulse }: Bench) => pulse.failed("it is unplugged")],
  ] as const)
    it(`is closed where its ${name} fail, told of once, and opened again`, () => {
      const bench = new Bench();
      lose(bench);
      lose(bench);
      assert.deepEqual(bench.closed, ["serial0", "pps0"]);
      assert.equal(bench.receiver.obstacle, "it is unplugged");
      assert.deepEqual(bench.told, [`127.127.20.1 ${Happening.CannotHear} it is unplugged`]);
      const { octets } = bench;
      bench.receiver.passed(NOW);
      assert.equal(bench.receiver.obstacle, "");
      assert.ok(bench.octets > octets, "it is asked again for what is wanted of it");
      lose(bench);
      assert.equal(bench.told.length, 2);
    });
});
