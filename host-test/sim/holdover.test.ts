/** A month with a room's warmth and cold, and then a day without a source; restarts, and servers that come back. */
import assert from "node:assert/strict";
import { ClockState } from "../../src/core/system.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { constant, daily, ofTemperature, sine, step, sum, type Course } from "./course.js";
import { exponential } from "./delay.js";
import { type Host } from "./host.js";
import { Probe } from "./probe.js";
import { type Server } from "./server.js";
import { World } from "./world.js";

const DAY = 86_400;
const HOUR = 3600;
const SERVER = "192.0.2.1";
const CLIENT = "192.0.2.2";

interface Given {
  readonly seed: number;
  readonly frequency?: Course;
  readonly walk?: number;
  readonly temperature?: Course;
  readonly hasThermometer?: boolean;
  readonly config?: string;
  readonly polls?: string;
}

interface Scene {
  readonly world: World;
  readonly server: Server;
  readonly client: Host;
  readonly probe: Probe;
}

function scene(given: Given): Scene {
  const { seed, frequency = constant(0), walk = 1e-9, temperature, hasThermometer, config = "" } = given;
  const world = new World(seed);
  const server = world.server({ address: SERVER });
  const client = world.host({
    addresses: [CLIENT],
    oscillator: { frequency, walk, temperature },
    bootOffset: 10 * MILLISECOND,
    hasThermometer,
  });
  const delay = exponential(2e-3, 1e-3);
  world.link(client, server, { delay });
  const probe = new Probe(client);
  const { polls = "minpoll 6 maxpoll 10" } = given;
  client.start({ config: `ntp-service enable\nntp-service unicast-server ${SERVER} ${polls}\n${config}` });
  return { world, server, client, probe };
}

/** The 99th percentile of the true error in the last `seconds`, and the greatest claim, in ms. */
function outcome({ probe }: Scene, seconds: number): { p99: number; claim: number } {
  const errors = probe.errors.subarray(-seconds).map(Math.abs).sort();
  return {
    p99: errors[Math.floor(0.99 * seconds)] / MILLISECOND,
    claim: Math.max(...probe.claims.subarray(-seconds)) / MILLISECOND,
  };
}

const room = daily(25, 5);
const rooms: { name: string; frequency: Course; most: number }[] = [
  { name: "3 ppm up and down", frequency: sum(constant(10e-6), sine(3e-6, DAY)), most: 100 },
  {
    name: "a parabola about 20 °C",
    frequency: sum(constant(-4e-6), ofTemperature(room, 20, 0, -0.04e-6)),
    most: 75,
  },
];

describe("holdover after a month of warm days and cool nights", function () {
  this.timeout(120_000);

  for (const { name, frequency, most } of rooms)
    it(`${name}: a day without a source is held, and claimed at most five times what it comes to`, () => {
      const given = scene({ seed: 7, frequency, temperature: room });
      given.world.run(30 * DAY);
      given.server.isUp = () => false;
      given.world.run(DAY);
      const { p99, claim } = outcome(given, DAY);
      assert.equal(given.client.node!.status.system.clockState, ClockState.Holdover);
      assert.equal(given.probe.invariant.violations, 0);
      assert.ok(claim <= 5 * p99, `${claim} ms claimed, ${p99} ms were the error`);
      assert.ok(p99 < most, `${p99} ms; with the last frequency it may be 200`);
    });

  it("with a thermometer the error is that of the crystal's walk alone, and so is the claim", () => {
    const [, { frequency }] = rooms;
    const given = scene({ seed: 7, frequency, temperature: room, hasThermometer: true });
    given.world.run(30 * DAY);
    const rms = (errors: Float64Array): number =>
      Math.sqrt(errors.reduce((all, error) => all + error * error, 0) / errors.length) / MILLISECOND;
    const withSources = rms(given.probe.errors.subarray(-20 * DAY));
    assert.ok(withSources < 0.35, `${withSources} ms; without a thermometer 0.7`);
    given.server.isUp = () => false;
    given.world.run(DAY);
    const { p99, claim } = outcome(given, DAY);
    assert.equal(given.probe.invariant.violations, 0);
    assert.ok(p99 < 45 && claim < 80, `${p99} ms, ${claim} ms claimed`);
  });
});

describe("holdover: what is never broken", function () {
  this.timeout(120_000);

  const crystals: { name: string; frequency: Course; walk: number }[] = [
    { name: "a calm one", frequency: constant(30e-6), walk: 1e-10 },
    { name: "a poor one", frequency: constant(-30e-6), walk: 1e-8 },
    { name: "one in a room", frequency: rooms[1].frequency, walk: 1e-9 },
    { name: "one beside a heater", frequency: sine(3e-6, HOUR), walk: 1e-9 },
  ];
  for (const { name, frequency, walk } of crystals)
    it(`the claim holds for two days, after minutes, hours, days of knowing ${name}`, () => {
      for (const [i, learned] of [600, 2 * HOUR, 12 * HOUR, 2 * DAY, 5.3 * DAY].entries()) {
        const given = scene({ seed: 30 + i, frequency, walk });
        given.world.run(learned);
        given.server.isUp = () => false;
        given.world.run(2 * DAY);
        const { violations, worstRatio } = given.probe.invariant;
        assert.equal(violations, 0, `after ${learned} s: ${worstRatio}`);
      }
    });

  it("a client of one who holds sees its claim grow, and is unsynchronized with it", () => {
    const world = new World(3);
    const server = world.server({ address: SERVER });
    const relay = world.host({ addresses: [CLIENT], oscillator: { frequency: constant(5e-6), walk: 1e-9 } });
    const leaf = world.host({
      addresses: ["192.0.2.3"],
      oscillator: { frequency: constant(-9e-6), walk: 1e-9 },
    });
    const probe = new Probe(leaf);
    relay.start({ config: `ntp-service enable\nntp-service unicast-server ${SERVER}` });
    leaf.start({ config: `ntp-service enable\nntp-service unicast-server ${CLIENT}` });
    world.run(6 * HOUR);
    server.isUp = () => false;
    world.run(6 * HOUR);
    const { system } = leaf.node!.status;
    assert.equal(system.clockState, ClockState.Synchronized);
    assert.equal(system.stratum, 3);
    assert.ok(system.rootDispersion > 100 * MILLISECOND, `${system.rootDispersion / MILLISECOND} ms`);
    world.run(2 * DAY);
    assert.equal(relay.node!.status.system.stratum, 16);
    assert.equal(leaf.node!.status.system.stratum, 16);
    assert.equal(probe.invariant.violations, 0);
  });
});

describe("holdover: the source comes back", function () {
  this.timeout(60_000);

  it("the clock is slewed to it, never stepped, never back", () => {
    const given = scene({ seed: 11, frequency: sum(constant(20e-6), step(0.5e-6, 13 * HOUR)) });
    const { world, server, client, probe } = given;
    const stepped: number[] = [];
    client.node!.listen((_happening, _association, value) => stepped.push(value));
    world.run(12 * HOUR);
    server.isUp = () => false;
    world.run(6 * HOUR);
    const off = probe.errors[probe.count - 1] / MILLISECOND;
    assert.ok(Math.abs(off) > 5 && Math.abs(off) < 30, `${off} ms`);
    server.isUp = () => true;
    world.run(3 * HOUR);
    const { errors } = probe;
    for (let i = 1; i < errors.length; i++)
      if (i > 60) assert.ok(Math.abs(errors[i] - errors[i - 1]) < 600e-6 * SECOND, `second ${i}`);
    assert.ok(Math.abs(errors[errors.length - 1]) < 2 * MILLISECOND);
    assert.equal(client.node!.status.system.clockState, ClockState.Synchronized);
    assert.equal(probe.invariant.violations, 0);
  });
});

describe("what is remembered of a crystal", function () {
  this.timeout(120_000);

  it("serves from the first second after a restart, and claims are no longer PHI's", () => {
    const given = scene({ seed: 5, frequency: rooms[0].frequency });
    const { world, server, client, probe } = given;
    world.run(12 * DAY);
    client.restart(30);
    world.run(2 * HOUR);
    server.isUp = () => false;
    world.run(12 * HOUR);
    assert.equal(client.node!.status.system.clockState, ClockState.Holdover);
    const claim = probe.claims[probe.count - 1] / MILLISECOND;
    assert.ok(claim < 0.6 * 12 * HOUR * 15e-3, `${claim} ms`);
    assert.equal(probe.invariant.violations, 0);
    assert.match(
      client.stored.get("drift")!,
      /^-?\d+\.\d{3} \d\.\d{3} \d\.\d{5} 2026-12-\d\dT[\d:]{8}Z\nhorizon 1024 /,
    );
  });

  it("with a thermometer, also what the temperature does: a cold start in a cold room is foreseen", () => {
    let cold = 0;
    const temperature: Course = second => room(second) - cold;
    const frequency = ofTemperature(temperature, 20, 0, -0.04e-6);
    const given = scene({ seed: 6, frequency, temperature, hasThermometer: true });
    const { world, client } = given;
    world.run(6 * DAY);
    const warm = client.node!.status.system.frequency;
    client.node!.stop();
    client.node = undefined;
    world.run(HOUR);
    cold = 4;
    client.start({ config: "ntp-service enable" });
    world.run(60);
    const shift = ((client.node!.status.system.frequency - warm) / SECOND) * 1e6;
    const at = world.now.second;
    const wanted = -(frequency(at) - -0.04e-6 * (room(at - HOUR - 60) - 20) ** 2) * 1e6;
    assert.ok(Math.abs(shift - wanted) < 0.3, `${shift} ppm, ${wanted} wanted`);
  });
});
