/** Machines that boot wrongly, restart, are too busy, or live in the same world as others. */
import assert from "node:assert/strict";
import { Cast } from "../../src/runtime/ports.js";
import { MAXSTRAT } from "../../src/core/association.js";
import { DEGREE } from "../../src/core/temperature.js";
import { UNIX_EPOCH } from "../../src/time/calendar.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { Family } from "../../src/wire/address.js";
import { constant, step } from "./course.js";
import { always } from "./delay.js";
import { type HostOptions, type Host } from "./host.js";
import { Probe } from "./probe.js";
import { SampleLog } from "./sample-log.js";
import { traceOf } from "./trace.js";
import { World } from "./world.js";

const SEED = 6;
const CONFIG = "ntp-service enable\nntp-service unicast-server 192.0.2.1 minpoll 4 maxpoll 4";

/** A true server, and a machine that asks it. */
function pair(options: Partial<HostOptions> = {}, startSeconds?: number): { world: World; host: Host } {
  const world = new World(SEED, startSeconds);
  world.server({ address: "192.0.2.1" });
  const host = world.host({
    addresses: ["192.0.2.2"],
    oscillator: { frequency: constant(20e-6), walk: 1e-9 },
    ...options,
  });
  return { world, host };
}

describe("simulated host", () => {
  const boots = [
    { name: "in 1900", bootSeconds: 0 },
    { name: "in 1970", bootSeconds: UNIX_EPOCH },
    { name: "in the next era, 2036", bootSeconds: 2 ** 32 + 1000 },
    { name: "a second ahead", bootOffset: SECOND },
  ];
  for (const { name, ...options } of boots)
    it(`boots ${name}, and finds its way`, () => {
      const { world, host } = pair(options);
      const probe = new Probe(host);
      host.start({ config: CONFIG });
      const shown = new Timestamp();
      host.node!.status.time(shown);
      if (options.bootSeconds !== undefined) assert.equal(shown.seconds, options.bootSeconds >>> 0);
      world.run(120);
      assert.ok(Math.abs(probe.errors[0]) >= SECOND, "wrong at first");
      assert.ok(Math.abs(probe.errors[120]) < MILLISECOND, `${probe.errors[120]}`);
    });

  it("a world may begin in any year", () => {
    const { world, host } = pair({}, 2 ** 32 - 60);
    const probe = new Probe(host);
    host.start({ config: CONFIG });
    world.run(120);
    const now = new Timestamp();
    host.trueTime(now);
    assert.equal(now.seconds, 60);
    assert.ok(Math.abs(probe.errors[120]) < MILLISECOND);
  });

  it("restarts with what it had stored, and is nobody meanwhile", () => {
    const { world, host } = pair();
    const first = host.start({ config: CONFIG });
    world.run(100);
    host.stored.set("kept", "yes");
    assert.ok(first.status.system.stratum < MAXSTRAT);
    host.restart(30);
    assert.equal(host.node, undefined);
    assert.equal(world.network.receivers.length, 1, "the server alone");
    world.run(29.9);
    assert.equal(host.node, undefined);
    world.run(0.2);
    assert.notEqual(host.node, first);
    assert.equal(host.node!.status.system.stratum, MAXSTRAT);
    assert.equal(host.stored.get("kept"), "yes");
    world.run(60);
    assert.ok(host.node!.status.system.stratum < MAXSTRAT);
  });

  it("too busy, it hears late what was stamped on time", () => {
    const { world, host } = pair({ oscillator: {} });
    world.link(host, [...world.network.receivers][0].machine, { delay: always(0.1) });
    const log = (host.log = new SampleLog(world));
    const node = host.start({ config: CONFIG });
    const [association] = node.status.associations;
    world.run(0.15);
    host.stall(5);
    world.run(4.9);
    assert.deepEqual([association.received, host.requests], [0, 1]);
    world.run(0.2);
    assert.deepEqual([association.received, host.requests], [1, 2], "the answer, then the alarm");
    assert.equal(association.destination.since(association.origin), Math.round(0.1 * SECOND) * 2);
    assert.deepEqual(
      log.samples.map(({ offset, delay }) => [offset, delay]),
      [[0, 2 * Math.round(0.1 * SECOND)]],
    );
  });

  it("has a thermometer if it is said to, which reads what its oscillator feels", () => {
    const world = new World(SEED);
    const oscillator = { temperature: step(7.5, 100) };
    const host = world.host({ addresses: ["192.0.2.2"], oscillator, hasThermometer: true });
    assert.equal(host.thermometer!.read(), 0);
    world.run(100);
    assert.equal(host.thermometer!.read(), 7.5 * DEGREE);
    assert.equal(world.host({ addresses: ["192.0.2.3"], oscillator }).thermometer, undefined);
  });

  it("rings its alarm when its counter, not true time, is there", () => {
    const world = new World(SEED);
    const host = world.host({ addresses: ["192.0.2.2"], oscillator: { frequency: constant(-0.5) } });
    const [at, shown] = [new Instant(), new Instant()];
    at.set(10, 5);
    let rangAt = 0;
    host.alarm.set(at, () => {
      rangAt = world.now.second;
      host.counter.read(shown);
    });
    world.run(30);
    assert.equal(rangAt, 20);
    assert.ok(shown.equals(at));
  });

  it("asks from a port that is not taken", () => {
    const { host } = pair();
    const nobody = { received: () => {}, failed: () => {} };
    const options = {
      family: Family.IPv4,
      address: undefined,
      port: 0,
      device: undefined,
      dscp: 0,
      cast: Cast.Own,
    };
    const ports = new Set<number>();
    for (let i = 0; i < 2000; i++) ports.add(host.udp.open(options, nobody).local.port);
    assert.equal(ports.size, 2000);
  });

  it("counts the requests it sends, not its answers", () => {
    const { world, host } = pair();
    host.start({ config: CONFIG });
    const other = world.host({ addresses: ["192.0.2.3"] });
    other.start({ config: CONFIG.replace("192.0.2.1", "192.0.2.2") });
    world.run(200);
    const [association] = other.node!.status.associations;
    assert.ok(association.received > 0, "it was answered");
    assert.equal(other.requests, association.sent);
    assert.equal(host.requests, host.node!.status.associations[0].sent);
  });

  it("is the same whoever else lives in its world", () => {
    const traces = [0, 3].map(others => {
      const world = new World(SEED);
      world.server({ address: "192.0.2.1" });
      const oscillator = { walk: 1e-8 };
      for (let i = 0; i < others; i++)
        world.host({ addresses: [`192.0.2.${100 + i}`], oscillator }).start({ config: CONFIG });
      const host = world.host({ addresses: ["192.0.2.2"], oscillator });
      const probe = new Probe(host);
      host.start({ config: CONFIG });
      world.run(1000);
      return traceOf(probe);
    });
    assert.equal(traces[1], traces[0]);
  });
});
