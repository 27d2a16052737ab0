import assert from "node:assert/strict";
import { Clock } from "../../src/runtime/clock.js";
import { createNode } from "../../src/runtime/create-node.js";
import { SocketError } from "../../src/runtime/ports.js";
import { ServingClock } from "../../src/runtime/serving-clock.js";
import { World } from "../sim/world.js";

const MASTER = "ntp-service enable\nntp-service refclock-master 2";

describe("a clock that hands the time on", () => {
  it("follows its servers, and is followed", () => {
    const world = new World(1);
    const master = createNode({ ports: world.host({ addresses: ["192.0.2.1"] }), config: MASTER });
    const ports = world.host({ addresses: ["192.0.2.2"] });
    const between = new ServingClock({ ports, servers: ["192.0.2.1"] });
    const last = new Clock({ ports: world.host({ addresses: ["192.0.2.3"] }), servers: ["192.0.2.2"] });
    world.run(300);
    assert.equal(between.isSynchronized, true);
    assert.equal(last.isSynchronized, true);
    assert.ok(last.errorMilliseconds > between.errorMilliseconds);
    between.stop();
    last.stop();
    master.stop();
  });

  it("answers at the addresses that it has, as they come and go", () => {
    const world = new World(1);
    const master = createNode({ ports: world.host({ addresses: ["192.0.2.1"] }), config: MASTER });
    const ports = world.host({ addresses: ["192.0.2.2"] });
    const between = new ServingClock({ ports, servers: ["192.0.2.1"] });
    const last = new Clock({ ports: world.host({ addresses: ["192.0.2.3"] }), servers: ["192.0.2.4"] });
    world.run(300);
    assert.equal(last.isSynchronized, false);
    ports.change("eth0", { addresses: ["192.0.2.4"] });
    world.run(300);
    assert.equal(last.isSynchronized, true);
    for (const one of [between, last, master]) one.stop();
  });

  it("throws where the NTP port is taken", () => {
    const ports = new World(1).host({ addresses: ["192.0.2.2"] });
    ports.unbindable.set("192.0.2.2", "EADDRINUSE");
    assert.throws(() => new ServingClock({ ports, servers: ["192.0.2.1"] }), SocketError);
  });
});
