/** A receiver, the node that has it, and the clients of that: the whole way, its loss and its return. */
import assert from "node:assert/strict";
import { replay } from "../../src/runtime/replay.js";
import { Happening } from "../../src/core/happening.js";
import { SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { refidToText } from "../../src/wire/refid.js";
import { constant, daily, sum } from "./course.js";
import { exponential } from "./delay.js";
import { type Host } from "./host.js";
import { WiredReceiver } from "./wired-receiver.js";
import { World } from "./world.js";

const HOUR = 3600;

/** How often is looked, in seconds. */
const LOOK_SEC = 7;
const GPS = "ntp-service refclock gps serial serial0 pps pps0 leap-seconds 18";

/** What an ESP32's crystal does in a room. */
const CRYSTAL = { frequency: sum(constant(12e-6), daily(0, 0.3e-6)), walk: 1e-10 };

interface Chain {
  readonly world: World;
  readonly primary: Host;
  readonly client: Host;
  readonly receiver: WiredReceiver;
  readonly told: string[];
}

function chain(line = GPS): Chain {
  const world = new World(11);
  const primary = world.host({ addresses: ["192.0.2.1"], oscillator: CRYSTAL, bootOffset: -40 * SECOND });
  const client = world.host({ addresses: ["192.0.2.2"], oscillator: { frequency: constant(-20e-6) } });
  world.link(primary, client, { delay: exponential(60e-6, 20e-6) });
  const receiver = new WiredReceiver(primary);
  const told: string[] = [];
  primary.start({
    config: `ntp-service enable\n${line}`,
    listener: (happening, _, value, why) => told.push(`${happening} ${value} ${why}`.trim()),
  });
  client.start({ config: "ntp-service enable\nntp-service unicast-server 192.0.2.1 minpoll 4 maxpoll 6" });
  return { world, primary, client, receiver, told };
}

/** How far its clock is ahead of the true time, in microseconds. */
function errorUs({ node, world }: Host): number {
  const shown = new Timestamp();
  const now = new Timestamp();
  node!.status.time(shown);
  world.time(now);
  return (shown.since(now) / SECOND) * 1e6;
}

/** The largest error of each. */
function worstUs({ world, primary, client }: Chain, seconds: number): [primary: number, client: number] {
  let [first, second] = [0, 0];
  for (let i = 0; i < seconds; i += LOOK_SEC) {
    world.run(LOOK_SEC);
    first = Math.max(first, Math.abs(errorUs(primary)));
    second = Math.max(second, Math.abs(errorUs(client)));
    const claimUs = (primary.node!.status.rootDispersion() / SECOND) * 1e6;
    assert.ok(Math.abs(errorUs(primary)) <= claimUs, `${i} s: ${errorUs(primary)} us, claimed ${claimUs}`);
  }
  return [first, second];
}

const isTold = ({ told }: Chain, happening: Happening): boolean =>
  told.some(line => line.startsWith(`${happening} `) || line === `${happening}`);

describe("a receiver, a node and its client, in virtual time", () => {
  it("serves within microseconds of the satellites, holds for hours, and comes back without a step", () => {
    const all = chain();
    const { world, primary, client, receiver } = all;
    world.run(20 * 60);
    const { status } = primary.node!;
    assert.equal(status.system.stratum, 1);
    assert.equal(refidToText(status.system.refid), "PPS");
    assert.equal(client.node!.status.system.stratum, 2);
    const [served, followed] = worstUs(all, 1200);
    assert.ok(served < 20, `${served} us`);
    assert.ok(followed < 100, `${followed} us`);

    receiver.hasFix = receiver.hasPulse = false;
    const [held] = worstUs(all, 2 * HOUR);
    assert.ok(isTold(all, Happening.ReceiverLost));
    assert.ok(isTold(all, Happening.Holdover));
    assert.equal(status.system.stratum, 1);
    assert.ok(held < 20_000, `${held} us`);

    receiver.hasFix = receiver.hasPulse = true;
    const steps = all.told.filter(line => line.startsWith(`${Happening.Stepped} `)).length;
    world.run(20 * 60);
    const [again] = worstUs(all, 600);
    assert.ok(again < 20, `${again} us`);
    assert.equal(all.told.filter(line => line.startsWith(`${Happening.Stepped} `)).length, steps);
  });

  it("is tried again where its line is not there, which is told once", () => {
    const all = chain();
    const { world, primary, receiver, told } = all;
    world.run(60);
    receiver.unplug();
    world.run(300);
    const { associations, obstacles } = primary.node!.status;
    const [association] = associations;
    assert.equal(obstacles.of(association), "there is no serial line serial0");
    const why = `${Happening.CannotHear} 0 there is no serial line serial0`;
    assert.equal(told.filter(line => line === why).length, 1);
    receiver.isPlugged = true;
    world.run(300);
    assert.equal(obstacles.of(association), "");
    assert.equal(primary.node!.status.system.peer, association);
  });

  it("is told of where the device has no lines", () => {
    const world = new World(3);
    const host = world.host({ addresses: ["192.0.2.1"] });
    host.start({ config: `ntp-service enable\n${GPS}` });
    world.run(10);
    const { associations, obstacles } = host.node!.status;
    assert.match(obstacles.of(associations[0]), /no serial lines/);
  });

  it("takes a pulse for as late as its offset says", () => {
    const all = chain(`${GPS} offset 300`);
    all.world.run(20 * 60);
    const ahead = errorUs(all.primary);
    assert.ok(Math.abs(ahead - 300) < 20, `${ahead} us`);
  });

  for (const textDelaySec of [0.12, 0.3, 0.88])
    for (const isInstant of [false, true])
      it(`claims no less than it is wrong by text alone, ${textDelaySec} s late, ${isInstant ? "at once" : "by octets"}`, () => {
        const all = chain("ntp-service refclock gps serial serial0 leap-seconds 18");
        Object.assign(all.receiver, { isInstant, textDelaySec });
        all.world.run(20 * 60);
        assert.equal(all.primary.node!.status.system.stratum, 1);
        worstUs(all, 1200);
      });

  it("waits for the leap seconds where they are not configured", () => {
    const all = chain("ntp-service refclock gps serial serial0 pps pps0");
    all.world.run(300);
    assert.equal(all.primary.node!.status.system.stratum, 16);
    assert.ok(isTold(all, Happening.ReceiverLost));
  });

  it("is replayed from a recording to the same decisions", () => {
    const world = new World(5);
    const host = world.host({ addresses: ["192.0.2.1"], oscillator: CRYSTAL });
    const receiver = new WiredReceiver(host);
    const recording: string[] = [];
    const decisions: string[] = [];
    host.start({
      config: `ntp-service enable\n${GPS}`,
      record: line => void recording.push(line),
      decisions: line => void decisions.push(line),
    });
    world.run(120);
    receiver.unplug();
    world.run(60);
    receiver.isPlugged = true;
    world.run(120);
    const again: string[] = [];
    replay(recording.join("\n"), line => void again.push(line));
    const wanted = new Set(decisions.filter(line => line.startsWith("steer")));
    assert.ok(wanted.size > 5);
    assert.deepEqual(
      again.filter(line => line.startsWith("steer")),
      decisions.filter(line => line.startsWith("steer")),
    );
  });
});
