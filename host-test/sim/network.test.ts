/** Packets between two machines that are not nodes: what the links do to them. */
import assert from "node:assert/strict";
import { SECOND } from "../../src/time/fixed.js";
import { Datagram } from "../../src/wire/datagram.js";
import { type Endpoint } from "../../src/wire/address.js";
import { endpoint } from "../support/engine-rig.js";
import { always, uniform } from "./delay.js";
import { type WayOptions } from "./link.js";
import { type Flight, type Machine, type Receiver } from "./network.js";
import { World } from "./world.js";

const SEED = 8;
const PACKETS = 2000;

/** Remembers what arrives: the packet's first octets as a number, and when. */
class Ear implements Receiver, Machine {
  readonly heard: { readonly number: number; readonly at: number }[] = [];
  readonly local: Endpoint;
  readonly name: string;

  constructor(
    readonly world: World,
    address: string,
  ) {
    this.name = address;
    this.local = endpoint(address);
    world.network.bind(this);
  }

  get machine(): Machine {
    return this;
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
