import assert from "node:assert/strict";
import { Clock } from "../../src/runtime/clock.js";
import { createNode } from "../../src/runtime/create-node.js";
import { UNIX_EPOCH } from "../../src/time/calendar.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { constant } from "../sim/course.js";
import { type Host } from "../sim/host.js";
import { World } from "../sim/world.js";

const MASTER = "ntp-service enable\nntp-service refclock-master 2";

function trueMilliseconds(host: Host): number {
  const right = new Timestamp();
  host.trueTime(right);
  return (right.seconds - UNIX_EPOCH + right.fraction / SECOND) * 1000;
}

describe("a clock for an application", () => {
  for (const [server, own] of [
    ["192.0.2.1", "192.0.2.2"],
    ["2001:db8::1", "2001:db8::2"],
  ])
    it(`follows ${server}, is wrong by less than it says, and tells of changes`, () => {
      const world = new World(1);
      const master = createNode({ ports: world.host({ addresses: [server] }), config: MASTER });
      const ports = world.host({
        addresses: [own],
        oscillator: { frequency: constant(30e-6) },
        bootOffset: 180 * MILLISECOND,
      });
      const told: boolean[] = [];
      const clock: Clock = new Clock({
        ports,
        servers: [server],
        onChange: () => told.push(clock.isSynchronized),
      });
      assert.equal(clock.isSynchronized, false);
      world.run(300);
      assert.equal(clock.isSynchronized, true);
      assert.equal(told.join(), "true");
      const error = Math.abs(clock.milliseconds - trueMilliseconds(ports));
      assert.ok(
        error < clock.errorMilliseconds,
        `${error} ms, said to be ${clock.errorMilliseconds} at most`,
      );
      assert.ok(clock.errorMilliseconds < 20, `${clock.errorMilliseconds} ms`);
      const changes = told.length;
      master.stop();
      world.run(20_000);
      assert.ok(told.length > changes);
      clock.stop();
    });

  for (const server of [
    "two words",
    "256.0.0.1",
    "224.0.1.1",
    "255.255.255.255",
    "127.127.1.0",
    "0.0.0.0",
    "::",
    "",
  ])
    it(`refuses "${server}", which is no server`, () => {
      const ports = new World(1).host({ addresses: ["192.0.2.2"] });
      assert.throws(() => new Clock({ ports, servers: [server] }), RangeError);
    });

  it("answers nobody: no socket is open at the NTP port", () => {
    const world = new World(1);
    const ports = world.host({ addresses: ["192.0.2.1"] });
    const opened: number[] = [];
    const { open } = ports.udp;
    ports.udp.open = (options, handler) => {
      opened.push(options.port);
      return open(options, handler);
    };
    const clock = new Clock({ ports, servers: ["192.0.2.9"] });
    world.run(600);
    assert.ok(opened.length > 1);
    assert.ok(opened.every(port => port === 0));
    clock.stop();
  });

  it("asks servers by their names", () => {
    const world = new World(1);
    world.names.set("time.example", ["192.0.2.1"]);
    const master = createNode({ ports: world.host({ addresses: ["192.0.2.1"] }), config: MASTER });
    const clock = new Clock({ ports: world.host({ addresses: ["192.0.2.2"] }), servers: ["Time.Example"] });
    world.run(30);
    assert.equal(clock.isSynchronized, true);
    clock.stop();
    master.stop();
  });

  it("asks as soon as there is an address to ask from", () => {
    const world = new World(1);
    const master = createNode({ ports: world.host({ addresses: ["192.0.2.1"] }), config: MASTER });
    const ports = world.host({ addresses: ["192.0.2.2"] });
    ports.change("eth0", { isUp: false, addresses: [] });
    const clock = new Clock({ ports, servers: ["192.0.2.1"] });
    world.run(20);
    assert.equal(clock.isSynchronized, false);
    ports.change("eth0", { isUp: true, addresses: ["192.0.2.2"] });
    world.run(10);
    assert.equal(clock.isSynchronized, true);
    clock.stop();
    master.stop();
  });

  it("does not ask more where nobody listens, however often interfaces change", () => {
    const world = new World(1);
    const ports = world.host({ addresses: ["192.0.2.2"] });
    ports.refusal = "ECONNREFUSED";
    const clock = new Clock({ ports, servers: ["192.0.2.1"] });
    world.run(100);
    let asked = 0;
    const { open } = ports.udp;
    ports.udp.open = (options, handler) => {
      asked++;
      return open(options, handler);
    };
    for (let i = 0; i < 5; i++) {
      ports.changed();
      world.run(1);
    }
    assert.equal(asked, 0);
    clock.stop();
  });
});
