/** A real-time clock in the world: boots, what is believed after them, and what it is worth without a source. */
import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { ClockState } from "../../src/core/system.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { KITS } from "../support/clock-drivers.js";
import { type SimulatedChip } from "../support/clock-chips.js";
import { constant, daily, ofTemperature, sine, sum, type Course } from "./course.js";
import { exponential } from "./delay.js";
import { type Host } from "./host.js";
import { Probe } from "./probe.js";
import { type Server } from "./server.js";
import { wireClock } from "./wired-clock.js";
import { World } from "./world.js";

const HOUR = 3600;
const DAY = 86_400;
const SERVERS = ["192.0.2.1", "192.0.2.3"];
const CLIENT = "192.0.2.2";

interface Scene {
  readonly world: World;
  readonly servers: readonly Server[];
  readonly client: Host;
  readonly chip: SimulatedChip;
  readonly probe: Probe;
  readonly told: Happening[];
}

/** A board whose own time is ten days off at boot. */
function scene(addresses: readonly string[] = SERVERS, more = ""): Scene {
  const world = new World(5);
  const servers = addresses.map(address => world.server({ address }));
  const client = world.host({
    addresses: [CLIENT],
    oscillator: { frequency: constant(20e-6), walk: 1e-9 },
    bootOffset: -10 * DAY * SECOND,
  });
  for (const server of servers) world.link(client, server, { delay: exponential(2e-3, 1e-3) });
  const chip = wireClock(client, KITS[0], constant(3e-6));
  const probe = new Probe(client);
  const told: Happening[] = [];
  const lines = addresses.map(address => `ntp-service unicast-server ${address}`);
  const config = ["ntp-service enable", ...lines, more].join("\n");
  client.start({ config, listener: happening => told.push(happening) });
  return { world, servers, client, chip, probe, told };
}

/** How wrong the clock is now, and claims to be at most, in ms. */
function error({ client, world }: Scene): { wrong: number; claim: number } {
  const [shown, truth] = [new Timestamp(), new Timestamp()];
  client.node!.status.time(shown);
  world.time(truth);
  return {
    wrong: shown.since(truth) / MILLISECOND,
    claim: client.node!.status.rootDispersion() / MILLISECOND,
  };
}

describe("a board that boots from a real-time clock", function () {
  this.timeout(60_000);

  /** It has followed its servers for half a day, and was off for an hour. */
  function rebooted(addresses: readonly string[], befalls: (scene: Scene) => void): Scene {
    const given = scene(addresses);
    given.world.run(12 * HOUR);
    given.told.length = 0;
    befalls(given);
    given.client.restart(HOUR);
    given.world.run(HOUR + 900);
    return given;
  }

  it("has the time before any server, says to nobody that it has, and how well it knows it", () => {
    const given = rebooted(SERVERS, ({ servers }) => servers.forEach(server => (server.isUp = () => false)));
    const { clockState, stratum } = given.client.node!.status.system;
    assert.equal(stratum, 16);
    assert.equal(clockState, ClockState.FrequencySet);
    const { wrong, claim } = error(given);
    assert.ok(Math.abs(wrong) < claim && claim < 100, `${wrong} ms, ${claim} ms claimed`);
  });

  const rows = [
    { name: "a server an hour off is refused", servers: 1, offSec: HOUR, tells: Happening.Refused },
    { name: "two that agree are believed", servers: 2, offSec: HOUR, tells: Happening.Stepped },
    { name: "a server five minutes off is believed", servers: 1, offSec: 300, tells: Happening.Stepped },
    { name: "after its battery was lost one an hour off is, too", servers: 1, offSec: HOUR, tells: Happening.Stepped, isEmpty: true },
  ]; // prettier-ignore
  for (const { name, servers: count, offSec, tells, isEmpty } of rows)
    it(name, () => {
      const given = rebooted(SERVERS.slice(0, count), ({ servers, chip }) => {
        for (const server of servers) server.error = constant(offSec * SECOND);
        if (isEmpty) chip.losePower();
      });
      const { wrong } = error(given);
      assert.ok(given.told.includes(tells), `tells ${given.told.join(" ")}`);
      assert.ok(Math.abs(wrong - (tells === Happening.Refused ? 0 : offSec * 1000)) < 100, `${wrong} ms`);
    });
});

describe("a board without a network, whose clock is set by hand half a second off", function () {
  this.timeout(60_000);

  const within = (given: Scene, leastMs: number, mostMs: number): void => {
    const { wrong, claim } = error(given);
    assert.ok(Math.abs(wrong) < claim, `${wrong} ms, ${claim} ms claimed`);
    assert.ok(claim > leastMs && claim < mostMs, `${claim} ms claimed`);
  };

  for (const [name, config, stratum] of [
    ["claims two seconds and what it runs off, and so after a restart", "", 16],
    ["serves that as its own, where it is told to", "ntp-service refclock-master 5", 5],
  ] as const)
    it(name, () => {
      const given = scene([], `clock protocol none\n${config}`);
      const { client, world } = given;
      world.run(200);
      const time = new Timestamp();
      world.time(time);
      time.add(SECOND / 2);
      client.node!.setClock(time, 2 * SECOND, "con0");
      assert.ok(Math.abs(error(given).wrong - 500) < 1);
      assert.ok(given.told.includes(Happening.ClockSet));
      world.run(HOUR);
      assert.equal(client.node!.status.system.stratum, stratum);
      if (stratum === 16) within(given, 2000, 2800);
      client.restart(HOUR);
      world.run(HOUR + 5);
      if (stratum === 16) within(given, 2000, 2800);
      assert.ok(Math.abs(error(given).wrong - 500) < 100, `${error(given).wrong} ms`);
    });
});

describe("a day without a source, after days of warm noons", function () {
  this.timeout(120_000);

  const room = daily(25, 5);
  const frequency = sum(constant(-4e-6), ofTemperature(room, 20, 0, -0.04e-6));

  interface Alone {
    readonly name: string;
    /** Which chip, and what it gains. */
    readonly kit: number;
    readonly gain: Course;
    /** Days with a source. */
    readonly days: number;
    /** What befalls the chip six hours after the loss. */
    readonly befalls?: (chip: SimulatedChip, host: Host) => void;
  }

  const swinging = sum(constant(2e-6), sine(0.1e-6, DAY));

  function alone({ kit, gain, days, befalls = () => {} }: Alone): Probe[] {
    const world = new World(7);
    const server = world.server({ address: SERVERS[0] });
    const hosts = [CLIENT, "192.0.2.4"].map(address =>
      world.host({ addresses: [address], oscillator: { frequency, walk: 1e-9 } }),
    );
    for (const host of hosts) world.link(host, server, { delay: exponential(2e-3, 1e-3) });
    const chip = wireClock(hosts[0], KITS[kit], gain);
    const probes = hosts.map(host => new Probe(host));
    const config = `ntp-service enable\nntp-service unicast-server ${SERVERS[0]} minpoll 6 maxpoll 8`;
    for (const host of hosts) host.start({ config });
    world.run(days * DAY);
    server.isUp = () => false;
    world.run(6 * HOUR);
    befalls(chip, hosts[0]);
    world.run(18 * HOUR);
    return probes;
  }

  it("a DS3231 carries the time: the error is a tenth, and the claim a third, of what the crystal's are", () => {
    const [carried, left] = alone({ name: "", kit: 0, gain: swinging, days: 6 });
    const worst = ({ errors }: Probe): number => Math.max(...errors.subarray(-DAY).map(Math.abs));
    assert.ok(worst(carried) < worst(left) / 10, `${worst(carried) / SECOND} ${worst(left) / SECOND}`);
    const claim = ({ claims }: Probe): number => claims[claims.length - 1];
    assert.ok(claim(carried) < claim(left) / 3, `${claim(carried) / SECOND} ${claim(left) / SECOND}`);
    assert.deepEqual(
      [carried, left].map(({ invariant }) => invariant.violations),
      [0, 0],
    );
  });

  const rows: readonly Alone[] = [
    { name: "of one that is no better than the crystal", kit: 1, gain: sine(3e-6, 7 * HOUR), days: 3 },
    { name: "of one that somebody sets meanwhile", kit: 0, gain: swinging, days: 3, befalls: setBySomebody },
    { name: "of one whose bus is gone meanwhile", kit: 0, gain: swinging, days: 3, befalls: unplug },
    { name: "of one that jumps by 40 ms meanwhile", kit: 0, gain: swinging, days: 3, befalls: jump },
  ];
  for (const row of rows)
    it(`the claim holds every second: ${row.name}`, () => {
      const [{ invariant }] = alone(row);
      assert.equal(invariant.violations, 0, `${invariant.worstRatio}`);
    });
});

function setBySomebody(chip: SimulatedChip): void {
  chip.writeUint8(0, 0x30);
}

function unplug(chip: SimulatedChip): void {
  chip.readBuffer = () => {
    throw new Error("no answer");
  };
}

/** For 40 s it gains a thousandth. */
function jump(chip: SimulatedChip, { world }: Host): void {
  const { become } = chip;
  const until = world.now.second + 40;
  chip.become = gain => become.call(chip, world.now.second < until ? 1e-3 : gain);
}
