/** Broadcast and multicast servers and those who listen to them, for hours, on LANs and across routers. */
import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { WayTime } from "../../src/core/listening.js";
import { AssociationKind } from "../../src/core/settings.js";
import { Verdict } from "../../src/core/verdict.js";
import { MILLISECOND, SECOND, toSeconds } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  Mode,
  setFirst,
  setPoll,
  setPrecision,
  setStratum,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../../src/wire/header.js";
import { endpoint } from "../support/engine-rig.js";
import { constant } from "./course.js";
import { changed, during, exponential, sum, type Delay } from "./delay.js";
import { type Host } from "./host.js";
import { type Lan } from "./network.js";
import { Probe } from "./probe.js";
import { World } from "./world.js";

const HOUR = 3600;
const SERVER = "192.0.2.1";
const LAN: Delay = exponential(1e-4, 2e-5);

const SENDS =
  "ntp-service enable\nntp-service refclock-master 2\ninterface eth0\nntp-service broadcast-server";
const HEARS = "ntp-service enable\ninterface eth0\nntp-service broadcast-client";

interface Given {
  readonly config?: string;
  readonly there?: Delay;
  readonly back?: Delay;
  /** Of what the listener sends. */
  readonly loss?: number;
  readonly lan?: Lan;
}

interface Listener {
  readonly host: Host;
  readonly probe: Probe;
}

/** A server with a perfect clock, and those who hear it, whose counters are up to 100 ppm wrong. */
class Scene {
  readonly world: World;
  readonly server: Host;
  readonly listeners: Listener[] = [];

  constructor(seed: number, config = SENDS, lan?: Lan) {
    this.world = new World(seed);
    this.server = this.world.host({
      interfaces: [{ name: "eth0", addresses: [`${SERVER}/24`], lan: lan ?? this.world.network.lan }],
    });
    this.server.start({ config });
  }

  listener({ config = HEARS, there = LAN, back = there, loss = 0, lan }: Given = {}): Listener {
    const n = this.listeners.length + 2;
    const host = this.world.host({
      interfaces: [{ name: "eth0", addresses: [`192.0.2.${n}/24`], lan: lan ?? this.world.network.lan }],
      oscillator: { frequency: constant((n % 2 === 0 ? 10 : -100) * 1e-6), walk: 1e-9 },
      bootOffset: (n - 3) * 30 * MILLISECOND,
    });
    this.world.link(host, this.server, { delay: there, loss }, { delay: back });
    const listener = { host, probe: new Probe(host) };
    host.start({ config });
    this.listeners.push(listener);
    return listener;
  }

  /** A broadcast in the server's name: its time, but an interval of 2^`pollLog2` s. */
  forge(pollLog2: number): void {
    const datagram = new Datagram();
    clearHeader(datagram);
    setFirst(datagram, 0, 4, Mode.Broadcast);
    setStratum(datagram, 2);
    setPoll(datagram, pollLog2);
    setPrecision(datagram, -20);
    const time = new Timestamp();
    this.world.time(time);
    writeTimestamp(datagram, TRANSMIT_TIMESTAMP, time);
    const forger = { machine: { name: "forger" }, local: endpoint(SERVER), take: () => false };
    this.world.network.send(forger, datagram, endpoint("255.255.255.255"));
  }
}

const heardBy = ({ host }: Listener): Association[] =>
  host.node!.status.associations.filter(({ settings }) => settings?.kind === AssociationKind.BroadcastClient);

/** The largest error of the last `seconds`, in ms. */
const worst = ({ probe }: Listener, seconds: number): number =>
  Math.max(...probe.errors.subarray(-seconds).map(Math.abs)) / MILLISECOND;

const isHonest = ({ probe }: Listener): void => {
  const { violations, violatedAt, worstRatio } = probe.invariant;
  assert.equal(violations, 0, `from ${violatedAt} s on, ${worstRatio} of the claim`);
};

describe("broadcasts in the simulator", function () {
  this.timeout(60_000);

  it("keep five clients of a LAN right for hours, with few requests", () => {
    const scene = new Scene(1);
    for (let i = 0; i < 5; i++) scene.listener();
    scene.world.run(4 * HOUR);
    for (const one of scene.listeners) {
      isHonest(one);
      assert.ok(one.probe.invariant.synchronizedAt < 15, `${one.probe.invariant.synchronizedAt} s`);
      assert.ok(worst(one, 3 * HOUR) < 0.1, `${worst(one, 3 * HOUR)} ms`);
      const [heard] = heardBy(one);
      assert.equal(heard.listening.wayTime, WayTime.Measured);
      assert.equal(heard.reach, 0xff);
      assert.equal(one.host.node!.status.system.stratum, 3);
      // A volley of four at the start, at every doubling of half a minute, and every 34 minutes then.
      assert.ok(one.host.requests <= 4 * (1 + 6 + 7), `${one.host.requests} requests`);
      const taken = heard.verdicts[Verdict.Sampled] - (one.host.requests - 0);
      assert.equal(taken, (4 * HOUR) / 64, "one broadcast every 64 s");
    }
  });

  it("to a group pass as many routers as they may", () => {
    const group = "224.0.1.1";
    const world = new Scene(2, SENDS.replace("broadcast-server", `multicast-server ${group} ttl 2`));
    const near = world.world.lan();
    const far = world.world.lan();
    world.world.route(world.world.network.lan, near);
    world.world.route(near, far);
    const config = HEARS.replace("broadcast-client", `multicast-client ${group}`);
    const delay = exponential(2e-3, 2e-4);
    const heard = world.listener({ config, there: delay, lan: near });
    const deaf = world.listener({ config, there: delay, lan: far });
    world.world.run(2 * HOUR);
    isHonest(heard);
    assert.ok(worst(heard, HOUR) < 0.5, `${worst(heard, HOUR)} ms`);
    assert.deepEqual(heardBy(deaf), []);
    assert.equal(deaf.host.requests, 0);
  });

  it("of a server that answers nobody are followed with what is assumed of their way", () => {
    const scene = new Scene(3);
    const one = scene.listener({ loss: 1 });
    scene.world.run(3 * HOUR);
    isHonest(one);
    assert.ok(one.probe.invariant.synchronizedAt < 150, `${one.probe.invariant.synchronizedAt} s`);
    const [heard] = heardBy(one);
    assert.equal(heard.listening.wayTime, WayTime.Assumed);
    assert.equal(one.host.requests, 4 * 6, "it is asked again every 34 minutes");
    // 4 ms are assumed, 0.1 are true.
    const error = one.probe.errors[one.probe.count - 1] / MILLISECOND;
    assert.ok(Math.abs(error - 3.9) < 0.1, `${error} ms`);
  });

  for (const { name, loss, atMost } of [
    { name: "asks", loss: 0, atMost: 1 },
    { name: "cannot ask", loss: 1, atMost: 5 },
  ])
    it(`keep a client right that ${name}, whatever interval a forged one names`, () => {
      const scene = new Scene(9);
      const one = scene.listener({ loss });
      scene.world.run(1000);
      const [heard] = heardBy(one);
      // One every half interval, which is as often as a rule of half the interval would let pass.
      for (let second = 1010; second < 4 * HOUR; second += 32) scene.world.at(second, () => scene.forge(17));
      scene.world.run(5 * HOUR);
      isHonest(one);
      assert.ok(worst(one, 4 * HOUR) < atMost, `${worst(one, 4 * HOUR)} ms`);
      assert.ok(
        heard.verdicts[Verdict.Sampled] >= (4 * HOUR) / 64 + (3 * HOUR) / 32,
        "all of them are heard",
      );
      assert.ok(one.host.node!.status.system.pollLog2 <= 7);
    });

  it("over a way that is lopsided are as wrong as answers are, and so it is claimed", () => {
    const scene = new Scene(4);
    const one = scene.listener({ there: exponential(1e-3, 1e-4), back: exponential(9e-3, 1e-4) });
    scene.world.run(3 * HOUR);
    isHonest(one);
    const error = one.probe.errors[one.probe.count - 1] / MILLISECOND;
    assert.ok(Math.abs(error + 4) < 0.4, `${error} ms`);
  });

  it("that wait in a queue for an hour move the clock by little", () => {
    const scene = new Scene(5);
    const isBusy = (second: number): boolean => second >= 2 * HOUR && second < 3 * HOUR;
    const quiet = exponential(1e-3, 1e-4);
    const back = sum(quiet, during(isBusy, exponential(0, 20e-3)));
    const one = scene.listener({ there: quiet, back });
    scene.world.run(5 * HOUR);
    isHonest(one);
    assert.ok(worst(one, 4 * HOUR) < 2, `${worst(one, 4 * HOUR)} ms`);
  });

  it("that take a longer way from now on are asked about, and the clock stays", () => {
    const scene = new Scene(6);
    const way = changed(2 * HOUR, exponential(1e-3, 1e-4), exponential(6e-3, 1e-4));
    const one = scene.listener({ there: way });
    scene.world.run(5 * HOUR);
    isHonest(one);
    const [heard] = heardBy(one);
    assert.ok(
      Math.abs(toSeconds(heard.listening.delay) - 6.1e-3) < 4e-4,
      `${toSeconds(heard.listening.delay)} s`,
    );
    assert.ok(worst(one, 2 * HOUR) < 0.7, `${worst(one, 2 * HOUR)} ms`);
  });

  for (const { name, seconds } of [
    { name: "ahead", seconds: 20 },
    { name: "behind", seconds: -20 },
    { name: "a little ahead", seconds: 0.05 },
    { name: "a little behind", seconds: -0.05 },
  ])
    it(`of a server that restarts ${name} of itself are followed once answers say the same`, () => {
      const scene = new Scene(7);
      const one = scene.listener();
      scene.world.run(HOUR);
      scene.server.node!.stop();
      scene.world.run(30);
      // Another machine takes its place, of another time.
      const other = scene.world.host({
        name: "other",
        interfaces: [{ name: "eth0", addresses: [`${SERVER}/24`] }],
        bootOffset: Math.round(seconds * SECOND),
      });
      other.start({ config: SENDS });
      scene.world.run(HOUR);
      const error = toSeconds(one.probe.errors[one.probe.count - 1]);
      assert.ok(Math.abs(error - seconds) < 1e-3, `${error} s`);
      assert.equal(heardBy(one)[0].listening.wayTime, WayTime.Measured);
    });

  it("that cease leave the clock in holdover, and their association goes after twelve minutes", () => {
    const scene = new Scene(8);
    const one = scene.listener();
    scene.world.run(2 * HOUR);
    scene.server.node!.stop();
    scene.world.run(720 - 65);
    assert.equal(heardBy(one).length, 1);
    scene.world.run(66);
    assert.deepEqual(heardBy(one), []);
    assert.equal(one.host.node!.status.system.stratum, 3);
    scene.world.run(HOUR);
    isHonest(one);
  });
});
