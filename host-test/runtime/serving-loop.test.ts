import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { NO_SETTINGS } from "../../src/core/settings.js";
import { ClientLoop } from "../../src/runtime/client-loop.js";
import { SocketError } from "../../src/runtime/ports.js";
import { ServingLoop } from "../../src/runtime/serving-loop.js";
import { type Host } from "../sim/host.js";
import { World } from "../sim/world.js";
import { onHost } from "../support/client-loop.js";
import { endpoint, server, settings } from "../support/engine-rig.js";

const SERVER = "192.0.2.1";
const OWN = "192.0.2.2";
const FOLLOWING = settings({ associations: [server(SERVER)] });

function setUp(): { world: World; host: Host; isServed: (address?: string) => boolean } {
  const world = new World(1);
  world.server({ address: SERVER });
  const host = world.host({ addresses: [OWN] });
  const isServed = (address = OWN): boolean => world.network.isBound(endpoint(address), world.network.lan);
  return { world, host, isServed };
}

/** Whether another machine gets the time from `address`. */
function follows(here: World, address: string): boolean {
  const loop = new ClientLoop(onHost(here.host({ addresses: ["192.0.2.9"] })));
  loop.configure(settings({ associations: [server(address)] }));
  here.run(60);
  const { stratum } = loop.engine.system;
  loop.stop();
  return stratum < 16;
}

describe("the loop of a node that serves", () => {
  it("serves as long as it is configured to", () => {
    const { world: here, host, isServed } = setUp();
    const loop = new ServingLoop(onHost(host));
    assert.equal(isServed(), false);
    loop.configure(FOLLOWING);
    assert.equal(isServed(), true);
    here.run(60);
    assert.equal(follows(here, OWN), true);
    loop.configure(NO_SETTINGS);
    assert.equal(isServed(), false);
    loop.configure(FOLLOWING);
    loop.stop();
    assert.equal(isServed(), false);
  });

  it("throws where another has the port, and is stopped", () => {
    const { world: here, host, isServed } = setUp();
    const other = new ServingLoop(onHost(host));
    other.configure(FOLLOWING);
    const loop = new ServingLoop(onHost(host));
    assert.throws(() => loop.configure(FOLLOWING), SocketError);
    other.stop();
    const { requests } = host;
    here.run(600);
    assert.deepEqual([host.requests, isServed()], [requests, false]);
  });

  it("tries again where an address is not ready, and tells of it once it lasts", () => {
    const { world: here, host, isServed } = setUp();
    const told: Happening[] = [];
    const failures = (): number => told.filter(happening => happening === Happening.CannotServe).length;
    host.unbindable.set(OWN, "EADDRNOTAVAIL");
    const loop = new ServingLoop(onHost(host, happening => told.push(happening)));
    loop.configure(FOLLOWING);
    assert.equal(failures(), 0);
    here.run(30);
    assert.equal(failures(), 1);
    assert.equal(isServed(), false);
    host.unbindable.clear();
    here.run(3);
    assert.equal(isServed(), true);
    assert.equal(failures(), 1);
    loop.stop();
  });

  it("serves at the addresses that it has by now", () => {
    const { world: here, host, isServed } = setUp();
    const loop = new ServingLoop(onHost(host));
    loop.configure(FOLLOWING);
    here.run(60);
    host.change("eth0", { addresses: ["192.0.2.3"] });
    assert.deepEqual([isServed(), isServed("192.0.2.3")], [false, true]);
    loop.stop();
    host.change("eth0", { addresses: [OWN] });
    assert.equal(isServed(), false);
  });
});
