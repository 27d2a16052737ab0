import assert from "node:assert/strict";
import { ClientLoop } from "../../src/runtime/client-loop.js";
import { DRIFT } from "../../src/runtime/drift.js";
import { MILLISECOND, PPM } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { constant } from "../sim/course.js";
import { World } from "../sim/world.js";
import { onHost } from "../support/client-loop.js";
import { server, settings } from "../support/engine-rig.js";

const SERVER = "192.0.2.1";
const HOUR = 3600;

describe("the host of an engine", () => {
  it("boots it with what the board believes, at the counter's reading", () => {
    const world = new World(1);
    const host = world.host({ addresses: ["192.0.2.2"], bootOffset: 180 * MILLISECOND });
    world.run(10);
    const loop = new ClientLoop(onHost(host));
    const [now, told, right] = [new Instant(), new Timestamp(), new Timestamp()];
    host.counter.read(now);
    assert.deepEqual(loop.read(), now);
    loop.engine.clock.read(now, told);
    world.time(right);
    assert.equal(told.since(right), 180 * MILLISECOND);
    loop.stop();
  });

  it("keeps what it learns of the crystal, and begins with that the next time", () => {
    const world = new World(1);
    world.server({ address: SERVER });
    const host = world.host({
      addresses: ["192.0.2.2"],
      oscillator: { frequency: constant(30e-6) },
    });
    const first = new ClientLoop(onHost(host));
    first.configure(settings({ associations: [server(SERVER)] }));
    world.run(HOUR / 2);
    assert.equal(host.stored.has(DRIFT), false, "not known for long enough");
    world.run(2 * HOUR);
    assert.equal(host.stored.has(DRIFT), true);
    const learned = first.engine.system.frequency;
    first.stop();
    assert.ok(Math.abs(learned + 30 * PPM) < PPM, `${learned / PPM} ppm`);
    const second = new ClientLoop(onHost(host));
    assert.ok(
      Math.abs(second.engine.clock.frequency - learned) < PPM / 10,
      `${second.engine.clock.frequency / PPM} ppm`,
    );
    second.stop();
  });

  it("keeps nothing of a clock that follows nobody", () => {
    const world = new World(1);
    const host = world.host({ addresses: ["192.0.2.2"] });
    const loop = new ClientLoop(onHost(host));
    loop.configure(settings({ associations: [server(SERVER)] }));
    world.run(3 * HOUR);
    loop.stop();
    assert.equal(host.stored.size, 0);
  });

  it("passes over a name that is found once it is stopped", () => {
    const world = new World(1);
    world.server({ address: SERVER });
    world.names.set("time.example", [SERVER]);
    const host = world.host({ addresses: ["192.0.2.2"] });
    const loop = new ClientLoop(onHost(host));
    loop.configure(settings({ associations: [server("time.example")] }));
    loop.stop();
    world.run(60);
    assert.equal(host.requests, 0);
  });

  it("senses the temperature at boot where there is a thermometer", () => {
    const world = new World(1);
    const host = world.host({ addresses: ["192.0.2.2"], hasThermometer: true });
    let readings = 0;
    const thermometer = { read: () => (readings++, host.thermometer!.read()) };
    const { ports, capacity, tell } = onHost(host);
    const loop = new ClientLoop({ ports: { ...ports, thermometer }, capacity, tell });
    assert.ok(readings > 0);
    loop.stop();
  });
});
