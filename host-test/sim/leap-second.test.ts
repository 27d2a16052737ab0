/** Leap seconds among nodes: each passes it in the same moment of true time, or serves it smeared. */
import assert from "node:assert/strict";
import { Leap } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { SLEW_MAX } from "../../src/core/software-clock.js";
import { type NtpNode } from "../../src/runtime/node.js";
import { DAY, daysToSeconds } from "../../src/time/calendar.js";
import { half, MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { constant } from "./course.js";
import { type Host } from "./host.js";
import { World } from "./world.js";

const YEAR_END = daysToSeconds(2027, 1, 1);
/** The first one of the second era. */
const JUNE_END_2036 = daysToSeconds(2036, 7, 1);

const HOUR = 3600;

/** Names by number, so that a failure says what happened. */
const PASSING = [
  Happening.LeapAnnounced,
  Happening.LeapWithdrawn,
  Happening.LeapInserted,
  Happening.LeapDeleted,
  Happening.SecondMoved,
  Happening.Stepped,
  Happening.Unsynchronized,
];

/** A world that begins `before` seconds before the end of the day at `dayEnd`, and what its nodes tell. */
class LeapWorld extends World {
  readonly told: { name: string; happening: Happening; at: number }[] = [];

  constructor(
    seed: number,
    readonly dayEnd: number,
    readonly before: number,
  ) {
    super(seed, dayEnd - before);
  }

  /** True time, in seconds from the end of the day. */
  get fromDayEnd(): number {
    return this.now.seconds - this.before;
  }

  /** Runs up to `until` seconds from the end of the day. */
  runTo(until: number): void {
    this.run(until - this.fromDayEnd);
  }

  /** Starts a node whose counter is `ppm` too fast and whose clock is 40 ms off at the start. */
  startNode(address: string, ppm: number, config: readonly string[]): Host {
    const host = this.host({
      addresses: [address],
      oscillator: { frequency: constant(ppm * 1e-6) },
      bootOffset: ppm === 0 ? 0 : 40 * MILLISECOND,
    });
    host.start({
      config: ["ntp-service enable", ...config].join("\n"),
      listener: happening => {
        if (PASSING.includes(happening)) this.told.push({ name: address, happening, at: this.fromDayEnd });
      },
    });
    return host;
  }

  /** What a node told from `since` on, of what is told of leap seconds. */
  toldBy({ name }: Host, since = -Infinity): Happening[] {
    return this.told.filter(told => told.name === name && told.at >= since).map(({ happening }) => happening);
  }

  /** How far a node's clock is ahead of true time that was moved by `by`. */
  error({ node }: Host, by: Q32): Q32 {
    const shown = new Timestamp();
    const truth = new Timestamp();
    node!.status.time(shown);
    this.time(truth);
    truth.add(by);
    return shown.since(truth);
  }
}

const claim = ({ status }: NtpNode): Q32 => half(status.system.rootDelay) + status.rootDispersion();

const dateOf = (dayEnd: number): string => (dayEnd === YEAR_END ? "2026-12-31" : "2036-06-30");

const master = (...more: readonly string[]): readonly string[] => ["ntp-service refclock-master 1", ...more];
const follows = (...servers: readonly string[]): readonly string[] =>
  servers.map(address => `ntp-service unicast-server ${address}`);

describe("leap second: a primary, its client, and the client's client", () => {
  for (const { name, by, turn, dayEnd, passed } of [
    { name: "insert", by: -SECOND, turn: 0, dayEnd: YEAR_END, passed: Happening.LeapInserted },
    { name: "insert", by: -SECOND, turn: 0, dayEnd: JUNE_END_2036, passed: Happening.LeapInserted },
    { name: "delete", by: SECOND, turn: -1, dayEnd: YEAR_END, passed: Happening.LeapDeleted },
  ]) {
    const leap = `ntp-service leap ${name} ${dateOf(dayEnd)}`;

    it(`${leap}: all pass it in the same moment, and claim no more than is true (seed 1)`, () => {
      const world = new LeapWorld(1, dayEnd, HOUR);
      const hosts = [
        world.startNode("192.0.2.1", 0, master(leap)),
        world.startNode("192.0.2.2", 30, follows("192.0.2.1")),
        world.startNode("192.0.2.3", -20, follows("192.0.2.2")),
      ];
      world.runTo(-300);
      const indicator = name === "insert" ? Leap.Insert : Leap.Delete;
      for (const { node } of hosts) assert.equal(node!.status.system.leap, indicator);

      for (let second = -300; second < HOUR; second++) {
        world.runTo(second + 0.5);
        for (const host of hosts) {
          const error = world.error(host, second >= turn ? by : 0);
          const { system } = host.node!.status;
          assert.ok(system.stratum < 16, `${host.name} at ${second}`);
          assert.ok(
            Math.abs(error) <= claim(host.node!),
            `${host.name} at ${second}: ${error / MILLISECOND} ms`,
          );
          assert.ok(
            Math.abs(error) < 0.5 * MILLISECOND,
            `${host.name} at ${second}: ${error / MILLISECOND} ms`,
          );
        }
      }

      const moments = world.told.filter(({ happening }) => happening === passed);
      assert.equal(moments.length, hosts.length);
      for (const { at } of moments) assert.ok(Math.abs(at - turn) < 0.0005, `${at}`);
      for (const host of hosts) {
        assert.deepEqual(world.toldBy(host, -300), [passed]);
        assert.equal(host.node!.status.system.leap, Leap.None);
      }
    });
  }
});

describe("leap second: servers of a network", () => {
  /** Three servers that are no nodes, of which those in `announcing` announce it, and those in `passing` pass it. */
  const served = (
    world: LeapWorld,
    announcing: readonly number[],
    passing: readonly number[],
  ): readonly string[] =>
    [0, 1, 2].map(i => {
      const address = `192.0.2.${10 + i}`;
      const server = world.server({
        address,
        leap: announcing.includes(i) ? Leap.Insert : Leap.None,
        error: second => (passing.includes(i) && second >= world.before ? -SECOND : 0),
      });
      world.at(world.before, () => (server.leap = Leap.None));
      return address;
    });

  it("two of three announce it: it is passed with them, and the third is left behind (seed 2)", () => {
    const world = new LeapWorld(2, YEAR_END, HOUR);
    const host = world.startNode("192.0.2.1", 30, follows(...served(world, [0, 2], [0, 2])));
    world.runTo(2 * HOUR);
    assert.deepEqual(world.toldBy(host, -HOUR / 2), [Happening.LeapInserted]);
    assert.ok(Math.abs(world.error(host, -SECOND)) < MILLISECOND);
  });

  it("two of three pass it unannounced: they are followed within minutes (seed 3)", () => {
    const world = new LeapWorld(3, YEAR_END, HOUR);
    const host = world.startNode("192.0.2.1", 30, follows(...served(world, [], [0, 2])));
    world.runTo(150);
    assert.deepEqual(world.toldBy(host, -HOUR / 2), [Happening.SecondMoved]);
    assert.ok(Math.abs(world.error(host, -SECOND)) < MILLISECOND);
    world.runTo(2 * HOUR);
    assert.deepEqual(world.toldBy(host, -HOUR / 2), [Happening.SecondMoved]);
    assert.ok(Math.abs(world.error(host, -SECOND)) < MILLISECOND);
  });

  it("all announce it and none passes it: it is taken back (seed 4)", () => {
    const world = new LeapWorld(4, YEAR_END, HOUR);
    const host = world.startNode("192.0.2.1", 30, follows(...served(world, [0, 1, 2], [])));
    world.runTo(2 * HOUR);
    assert.deepEqual(world.toldBy(host, -HOUR / 2), [Happening.LeapInserted, Happening.SecondMoved]);
    assert.ok(Math.abs(world.error(host, 0)) < MILLISECOND);
  });

  it("the only source is gone before it: it is passed all the same, and nobody notices her return (seed 5)", () => {
    const world = new LeapWorld(5, YEAR_END, HOUR);
    const config = master("ntp-service leap insert 2026-12-31");
    const primary = world.startNode("192.0.2.1", 0, config);
    const host = world.startNode("192.0.2.2", 30, follows("192.0.2.1"));
    world.runTo(-600);
    primary.node!.stop();
    world.runTo(1200);
    assert.deepEqual(world.toldBy(host, -HOUR / 2), [Happening.LeapInserted]);
    assert.ok(Math.abs(world.error(host, -SECOND)) < claim(host.node!));
    // Its board clock knows nothing of leap seconds.
    const back = world.host({ addresses: ["192.0.2.1"], bootOffset: -SECOND });
    back.start({ config: ["ntp-service enable", ...config].join("\n") });
    world.runTo(2 * HOUR);
    assert.deepEqual(world.toldBy(host, -HOUR / 2), [Happening.LeapInserted]);
    assert.ok(Math.abs(world.error(host, -SECOND)) < MILLISECOND);
  });
});

describe("leap second: smeared", () => {
  for (const { name, by } of [
    { name: "insert", by: -SECOND },
    { name: "delete", by: SECOND },
  ])
    it(`${name}: a client sees no jump, and claims what the smear is off (seed 6)`, () => {
      const world = new LeapWorld(6, YEAR_END, DAY / 2 + HOUR);
      const config = master(`ntp-service leap ${name} 2026-12-31`, "ntp-service leap-smear");
      const server = world.startNode("192.0.2.1", 0, config);
      const client = world.startNode("192.0.2.2", 30, follows("192.0.2.1"));
      world.runTo(-DAY / 2 - HOUR / 2);
      let before = world.error(client, 0);
      let furthest = 0;
      for (let second = -DAY / 2 - HOUR / 2; second < DAY / 2 + HOUR; second += 10) {
        world.runTo(second + 0.5);
        const { system } = client.node!.status;
        assert.deepEqual([system.leap, system.stratum], [Leap.None, 2], `at ${second}`);
        // No faster than a clock is slewed.
        const moved = world.error(client, 0) - before;
        assert.ok(Math.abs(moved) < 10 * SLEW_MAX, `at ${second}: moved ${moved / MILLISECOND} ms`);
        before += moved;
        const error = world.error(client, second >= (by < 0 ? 0 : -1) ? by : 0);
        furthest = Math.max(furthest, Math.abs(error));
        assert.ok(Math.abs(error) <= claim(client.node!), `at ${second}: ${error / MILLISECOND} ms`);
      }
      assert.ok(furthest > 0.49 * SECOND && furthest < 0.51 * SECOND, `${furthest / MILLISECOND} ms`);
      assert.ok(Math.abs(world.error(client, by)) < MILLISECOND);
      assert.equal(world.error(server, by), 0);
      assert.deepEqual(world.toldBy(client, -DAY / 2 - HOUR / 2), []);
    });
});
