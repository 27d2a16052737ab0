/** Manycast in virtual time: searches across routers, what they find, and what is kept of it. */
import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { AssociationKind } from "../../src/core/settings.js";
import { Standing, Verdict } from "../../src/core/verdict.js";
import { Timestamp } from "../../src/time/moment.js";
import { toSeconds } from "../../src/time/fixed.js";
import { Mode, modeOf } from "../../src/wire/header.js";
import { endpoint } from "../support/engine-rig.js";
import { constant } from "./course.js";
import { exponential, type Delay } from "./delay.js";
import { type Host } from "./host.js";
import { type Lan } from "./network.js";
import { World } from "./world.js";

const MINUTE = 60;
const HOUR = 3600;
const GROUP = "224.0.1.1";
const NEAR = exponential(2e-4, 2e-5);

const GUIDE = ["ntp-service enable", "ntp-service refclock-master 2", "interface eth0"];
const SEARCH = ["ntp-service enable", "interface eth0"];

/** One client, and servers behind as many routers as a test says. */
class Scene {
  readonly world: World;
  readonly client: Host;
  /** When each request to the group left. */
  readonly rounds: number[] = [];
  readonly #lans: Lan[];
  #servers = 0;

  constructor(
    seed: number,
    readonly ttl = 255,
    capacity = 16,
  ) {
    this.world = new World(seed);
    // Each behind one router more.
    this.#lans = [this.world.network.lan];
    this.client = this.world.host({
      interfaces: [{ name: "eth0", addresses: ["192.0.2.1/24"], lan: this.#lans[0] }],
      oscillator: { frequency: constant(20e-6) },
    });
    this.world.network.bind({
      machine: { name: "ear" },
      local: endpoint(GROUP),
      lan: this.#lans[0],
      isShared: true,
      take: ({ datagram }) => {
        if (modeOf(datagram) === Mode.Client) this.rounds.push(this.world.now.second);
        return false;
      },
    });
    const config = [...SEARCH, `ntp-service manycast-client ${GROUP} ttl ${ttl}`].join("\n");
    this.world.at(0, () => this.client.start({ config, capacity }));
  }

  server(routers: number, delay: Delay = NEAR, lines = GUIDE): Host {
    for (let i = this.#lans.length; i <= routers; i++) {
      this.#lans.push(this.world.lan());
      this.world.route(this.#lans[i - 1], this.#lans[i]);
    }
    const host = this.world.host({
      interfaces: [
        { name: "eth0", addresses: [`198.51.100.${++this.#servers}/24`], lan: this.#lans[routers] },
      ],
    });
    this.world.link(this.client, host, { delay });
    host.start({ config: [...lines, `ntp-service manycast-server ${GROUP}`].join("\n") });
    return host;
  }

  get found(): Association[] {
    return this.client.node!.status.associations.filter(({ settings }) => settings?.isDynamic);
  }

  /** The last octets of the addresses found. */
  get names(): number[] {
    return this.found.map(({ address }) => address.word3 & 0xff).sort((one, other) => one - other);
  }

  get error(): number {
    const shown = new Timestamp();
    const time = new Timestamp();
    this.client.node!.status.time(shown);
    this.world.time(time);
    return toSeconds(shown.since(time));
  }
}

describe("manycast in the simulator", function () {
  this.timeout(60_000);

  it("searches farther until three are found, and then no more", () => {
    const scene = new Scene(1);
    for (const routers of [0, 1, 7, 15]) scene.server(routers);
    scene.world.run(MINUTE);
    assert.equal(scene.rounds.length, 4, "to ttl 1, 2, 4 and 8");
    assert.deepEqual(scene.names, [1, 2, 3]);
    assert.ok(scene.found.every(({ settings }) => settings!.kind === AssociationKind.Client));
    scene.world.run(2 * HOUR);
    assert.equal(scene.rounds.length, 4);
    assert.ok(scene.found.every(({ standing, reach }) => standing >= Standing.Candidate && reach === 0xff));
    assert.equal(scene.client.node!.status.system.stratum, 3);
    assert.ok(Math.abs(scene.error) < 1e-3, `${scene.error} s`);
  });

  it("goes no farther than it may, and asks more and more rarely there", () => {
    const scene = new Scene(2, 2);
    for (const routers of [0, 1, 7]) scene.server(routers);
    scene.world.run(4 * HOUR);
    assert.deepEqual(scene.names, [1, 2]);
    const between = scene.rounds.map((at, i) => at - scene.rounds[i - 1]).slice(1);
    assert.ok(between[0] >= 3 && between[0] <= 9, `${between[0]} s at first`);
    const last = between.slice(9);
    assert.ok(last.length > 5);
    assert.ok(
      last.every(gap => gap >= 510 && gap <= 1030),
      `${last.join()} s at last`,
    );
    assert.equal(scene.client.node!.status.system.stratum, 3, "two are better than none");
  });

  it("begins anew from nearby when one of three dies", () => {
    const scene = new Scene(3);
    const [first] = [0, 0, 0].map(routers => scene.server(routers));
    scene.world.run(HOUR);
    assert.equal(scene.rounds.length, 1);
    first.node!.stop();
    scene.server(3);
    scene.world.run(HOUR);
    assert.deepEqual(scene.names, [2, 3, 4], "the dead one is gone");
    assert.equal(scene.rounds.length, 1 + 3, "ttl 1, 2, 4");
    assert.ok(scene.found.every(({ standing }) => standing >= Standing.Candidate));
  });

  it("keeps of twelve ten, and of these in the end the best", () => {
    const scene = new Scene(4);
    for (let i = 0; i < 12; i++) scene.server(0, i < 4 ? NEAR : exponential(5e-3, 20e-3));
    scene.world.run(30);
    assert.equal(scene.found.length, 10);
    assert.equal(scene.client.node!.status.verdicts[Verdict.NoRoom], 2);
    scene.world.run(6 * HOUR);
    const { found } = scene;
    assert.ok(found.length >= 3 && found.length < 10, `${found.length} are left`);
    assert.ok([1, 2, 3, 4].filter(name => scene.names.includes(name)).length >= 3, scene.names.join());
    assert.equal(scene.rounds.length, 1, "enough is enough");
  });

  it("does without a liar among four", () => {
    const scene = new Scene(5);
    for (let i = 0; i < 3; i++) scene.server(0);
    const liar = scene.world.host({
      interfaces: [{ name: "eth0", addresses: ["198.51.100.66/24"] }],
      bootOffset: 2 ** 33,
    });
    liar.start({ config: [...GUIDE, `ntp-service manycast-server ${GROUP}`].join("\n") });
    scene.world.run(30);
    assert.deepEqual(scene.names, [1, 2, 3, 66]);
    scene.world.run(HOUR);
    assert.deepEqual(scene.names, [1, 2, 3]);
    assert.ok(Math.abs(scene.error) < 1e-3);
  });

  it("finds servers that had no time at first as soon as they have it", () => {
    const scene = new Scene(6, 1);
    const asks = ["ntp-service enable", "ntp-service unicast-server 198.51.100.200", "interface eth0"];
    const guide = scene.server(0, NEAR, asks);
    scene.world.run(2 * MINUTE);
    assert.deepEqual(scene.names, []);
    assert.ok(guide.node!.status.verdicts[Verdict.Unsuitable] > 3);
    scene.world.server({ address: "198.51.100.200" });
    scene.world.run(20 * MINUTE);
    assert.deepEqual(scene.names, [1]);
    assert.equal(scene.client.node!.status.system.stratum, 3);
  });

  it("passes by a server of a stratum that is of no use, when it asks", () => {
    const scene = new Scene(7);
    const low = ["ntp-service enable", "ntp-service refclock-master 15", "interface eth0"];
    scene.server(0, NEAR, low);
    for (let i = 0; i < 3; i++) scene.server(1);
    scene.world.run(HOUR);
    assert.deepEqual(scene.names, [2, 3, 4]);
    assert.equal(scene.client.node!.status.system.stratum, 3);
  });

  it("goes on while the client restarts, and after it", () => {
    const scene = new Scene(8);
    for (let i = 0; i < 3; i++) scene.server(0);
    scene.world.run(HOUR);
    scene.client.restart(5);
    scene.world.run(MINUTE);
    assert.deepEqual(scene.names, [1, 2, 3]);
    assert.equal(scene.client.node!.status.system.stratum, 3);
  });

  it("searches on an interface that comes up later", () => {
    const scene = new Scene(9);
    scene.server(0);
    scene.client.change("eth0", { isUp: false });
    scene.world.run(10 * MINUTE);
    assert.deepEqual([scene.rounds.length, scene.found.length], [0, 0]);
    scene.client.change("eth0", { isUp: true });
    scene.world.run(15);
    assert.deepEqual(scene.names, [1]);
  });
});
