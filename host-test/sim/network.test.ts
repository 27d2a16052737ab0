/** Packets between two machines that are not nodes: what the links do to them. */
import assert from "node:assert/strict";
import { SECOND } from "../../src/time/fixed.js";
import { isMulticast } from "../../src/wire/address-kind.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Datagram } from "../../src/wire/datagram.js";
import { type Endpoint } from "../../src/wire/address.js";
import { endpoint } from "../support/engine-rig.js";
import { always, uniform } from "./delay.js";
import { type WayOptions } from "./link.js";
import { type Flight, type Lan, type Machine, type Receiver } from "./network.js";
import { World } from "./world.js";

const SEED = 8;
const PACKETS = 2000;

/** Remembers what arrives: the packet's first octets as a number, and when. */
class Ear implements Receiver, Machine {
  readonly heard: { readonly number: number; readonly at: number }[] = [];
  readonly local: Endpoint;
  readonly name: string;
  readonly isShared: boolean;
  readonly machine: Machine;

  /** `address`: may be a group or an IPv4 broadcast address; `machine`: if not said, its own. */
  constructor(
    readonly world: World,
    address: string,
    readonly lan?: Lan,
    machine?: Machine,
  ) {
    this.name = address;
    this.machine = machine ?? this;
    this.local = endpoint(address);
    this.isShared = isMulticast(this.local) || address.endsWith(".255");
    world.network.bind(this);
  }

  take({ datagram }: Flight): boolean {
    this.heard.push({ number: datagram.view.getUint32(0), at: this.world.now.seconds });
    return false;
  }
}

/** `PACKETS` packets from one to the other, a millisecond apart. */
function conversation(there: WayOptions, hosts = 0): Ear {
  const world = new World(SEED);
  for (let i = 0; i < hosts; i++) world.host({ addresses: [`198.51.100.${i + 1}`] }).ports.word();
  const from = new Ear(world, "192.0.2.1");
  const to = new Ear(world, "2001:db8::2");
  world.link(from, to, there, { delay: always(1) });
  const datagram = new Datagram();
  datagram.length = 4;
  for (let i = 0; i < PACKETS; i++) {
    datagram.view.setUint32(0, i);
    world.network.send(from, datagram, to.local);
    world.run(0.001);
  }
  world.run(10);
  return to;
}

describe("network", () => {
  it("delivers what was sent, as long after as the way takes", () => {
    const { heard } = conversation({ delay: always(0.25) });
    assert.equal(heard.length, PACKETS);
    for (const [i, { number, at }] of heard.entries()) {
      assert.equal(number, i);
      assert.ok(Math.abs(at - i / 1000 - 0.25) < 1e-6, `${at}`);
    }
  });

  it("lets packets overtake each other where delays differ", () => {
    const { heard } = conversation({ delay: uniform(0, 0.1) });
    const overtaken = heard.filter(({ number }, i) => i > 0 && number < heard[i - 1].number);
    assert.ok(overtaken.length > PACKETS / 4);
    assert.equal(heard.length, PACKETS);
  });

  const shares = [
    { name: "loses a third", way: { delay: always(0), loss: 1 / 3 }, arrive: 2 / 3 },
    { name: "doubles a quarter", way: { delay: always(0), duplication: 1 / 4 }, arrive: 5 / 4 },
    { name: "carries nothing while down", way: { delay: always(0), isDown: (s: number) => s < 1 }, arrive: 1 / 2 }, // prettier-ignore
  ];
  for (const { name, way, arrive } of shares)
    it(`${name} (seed ${SEED})`, () => {
      const share = conversation(way).heard.length / PACKETS;
      assert.ok(Math.abs(share - arrive) < 0.04, `${share} arrived`);
    });

  it("each way has its own delay", () => {
    const world = new World(SEED);
    const [a, b] = [new Ear(world, "192.0.2.1"), new Ear(world, "192.0.2.2")];
    world.link(a, b, { delay: always(1) }, { delay: always(2) });
    world.network.send(a, new Datagram(), b.local);
    world.network.send(b, new Datagram(), a.local);
    world.run(3);
    assert.deepEqual([a.heard[0].at, b.heard[0].at], [2, 1]);
  });

  it("what befalls a link does not depend on who else is in the world", () => {
    const way = { delay: uniform(0, 0.1), loss: 0.1 };
    assert.deepEqual(conversation(way, 5).heard, conversation(way).heard);
  });

  it("loses what nobody is bound to receive, also where that closes meanwhile", () => {
    const world = new World(SEED);
    const [a, b] = [new Ear(world, "192.0.2.1"), new Ear(world, "192.0.2.2")];
    world.network.send(a, new Datagram(), endpoint("192.0.2.2", 124));
    world.network.send(a, new Datagram(), b.local);
    world.network.unbind(b);
    world.run(1);
    assert.deepEqual(b.heard, []);
  });
});

describe("world", () => {
  it("does what is planned when it is due, and looks around at the beginning of each second", () => {
    const world = new World(SEED);
    const seen: string[] = [];
    const note = (what: string) => (): void =>
      void seen.push(`${what} ${world.now.second}.${(10 * world.now.fraction) / SECOND}`);
    world.at(1.5, note("plan"));
    world.at(1, note("plan"));
    world.after(2 * SECOND, note("after"));
    world.eachSecond(() => note("look")());
    world.run(2);
    assert.deepEqual(seen, ["look 0.0", "look 1.0", "plan 1.0", "plan 1.5", "look 2.0", "after 2.0"]);
  });

  it("is looked at just before and just after whatever happens", () => {
    const world = new World(SEED);
    const seen: string[] = [];
    world.aroundEvents(() => seen.push(`look ${world.now.seconds}`));
    world.at(1.5, () => seen.push("plan"));
    world.run(2);
    assert.deepEqual(seen, ["look 1.5", "plan", "look 1.5"]);
  });

  it("goes on where it stopped", () => {
    const [one, other] = [new World(SEED), new World(SEED)];
    const looks: number[] = [];
    one.eachSecond(second => looks.push(second));
    for (let i = 0; i < 8; i++) one.run(0.75);
    other.run(6);
    assert.deepEqual(looks, [0, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(one.now, other.now);
  });

  it("what is planned for the past happens now", () => {
    const world = new World(SEED);
    world.run(5.5);
    let at = 0;
    world.at(2, () => (at = world.now.seconds));
    world.run(1);
    assert.equal(at, 5.5);
  });

  it("counts single units of 2^-32 s after a year", () => {
    const world = new World(SEED);
    world.at(365 * 86_400, () => world.after(1, () => assert.equal(world.now.fraction, 1)));
    world.run(366 * 86_400);
    assert.equal(world.now.second, 366 * 86_400);
  });
});

describe("network of LANs", () => {
  const port = 123;
  const all = endpoint("255.255.255.255", port);
  const group = endpoint("224.0.1.1", port);
  const nearGroup = endpoint("ff02::101", port);

  /** Who of `ears` hears what `from` sends. */
  function heardBy(ears: Record<string, Ear>, from: Ear, to: Endpoint, hops?: number): string[] {
    from.world.network.send(from, new Datagram(), to, hops);
    from.world.run(1);
    return Object.keys(ears).filter(name => ears[name].heard.splice(0).length > 0);
  }

  /** A LAN with two machines, one behind two routers, and one that no router leads to. */
  function plan(shared: Endpoint): { from: Ear; ears: Record<string, Ear> } {
    const world = new World(SEED);
    const [here, there, elsewhere] = [world.lan(), world.lan(), world.lan()];
    world.route(here, there, 2);
    const text = formatAddress(shared);
    const from = new Ear(world, "192.0.2.1", here);
    const ears = {
      self: new Ear(world, text, here, from),
      near: new Ear(world, text, here),
      far: new Ear(world, text, there),
      lost: new Ear(world, text, elsewhere),
    };
    return { from, ears };
  }

  const rows = [
    { name: "a broadcast stays in its LAN", to: all, hops: undefined, heard: ["near"] },
    { name: "a subnet's broadcast stays in its LAN", to: endpoint("192.0.2.255", port), hops: undefined, heard: ["near"] }, // prettier-ignore
    { name: "a group without hops to spare stays in its LAN", to: group, hops: 1, heard: ["near"] },
    { name: "a group passes no more routers than it may", to: group, hops: 2, heard: ["near"] },
    { name: "a group passes as many routers as it may", to: group, hops: 3, heard: ["near", "far"] },
    { name: "a group of one link stays there", to: nearGroup, hops: 3, heard: ["near"] },
  ];
  for (const { name, to, hops, heard } of rows)
    it(`${name}, and nobody hears himself`, () => {
      const { from, ears } = plan(to);
      assert.deepEqual(heardBy(ears, from, to, hops), heard);
    });

  it("a packet to one address finds the nearest that has it", () => {
    const world = new World(SEED);
    const lans = Array.from({ length: 6 }, () => world.lan());
    for (const [one, other, routers] of [
      [0, 5, 9],
      [0, 1, 7],
      [1, 4, 1],
      [0, 2, 1],
      [2, 3, 1],
      [3, 1, 1],
    ])
      // prettier-ignore
      world.route(lans[one], lans[other], routers);
    const from = new Ear(world, "192.0.2.1", lans[0]);
    const names = { farthest: 5, behind: 4, far: 1, near: 3 };
    const ears: Record<string, Ear> = {};
    for (const [name, lan] of Object.entries(names)) ears[name] = new Ear(world, "192.0.2.9", lans[lan]);
    for (const [name, routers] of [
      ["near", 2],
      ["far", 3],
      ["behind", 4],
      ["farthest", 9],
    ] as const) {
      // prettier-ignore
      assert.deepEqual(heardBy(ears, from, endpoint("192.0.2.9"), routers), [], "too far");
      assert.deepEqual(heardBy(ears, from, endpoint("192.0.2.9"), routers + 1), [name]);
      world.network.unbind(ears[name]);
    }
  });

  it("equal addresses in two LANs are two", () => {
    const world = new World(SEED);
    const [red, blue] = [world.lan(), world.lan()];
    const ears = { red: new Ear(world, "10.0.0.1", red), blue: new Ear(world, "10.0.0.1", blue) };
    assert.deepEqual(heardBy(ears, new Ear(world, "10.0.0.2", red), endpoint("10.0.0.1")), ["red"]);
    assert.deepEqual(heardBy(ears, new Ear(world, "10.0.0.2", blue), endpoint("10.0.0.1")), ["blue"]);
  });
});
