import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import {
  HearingKind,
  NO_SETTINGS,
  type HearingSettings,
  type SenderSettings,
} from "../../src/core/settings.js";
import { ClientLoop } from "../../src/runtime/client-loop.js";
import { Family } from "../../src/wire/address.js";
import { type Host } from "../sim/host.js";
import { World } from "../sim/world.js";
import { onHost } from "../support/client-loop.js";
import { server, settings } from "../support/engine-rig.js";

const SERVER = "192.0.2.1";
const FOLLOWING = settings({ associations: [server(SERVER)] });

const HEARING: HearingSettings = {
  kind: HearingKind.Broadcast,
  interfaceName: "eth0",
  family: Family.IPv4,
  group: "",
};
const SENDER: SenderSettings = {
  interfaceName: "eth0",
  group: "224.0.1.1",
  family: Family.IPv4,
  port: 123,
  version: 4,
  hops: 1,
  keyId: 0,
};

/** A world with a server and a machine beside it; how many sockets that has open, and on which ports it opened them. */
function setUp(): { world: World; host: Host; open: () => number; ports: number[] } {
  const world = new World(1);
  world.server({ address: SERVER });
  const host = world.host({ addresses: ["192.0.2.2"] });
  const ports: number[] = [];
  let open = 0;
  const { open: openOne } = host.udp;
  host.udp.open = (options, handler) => {
    const socket = openOne(options, handler);
    const { close } = socket;
    ports.push(socket.local.port);
    open++;
    socket.close = () => {
      open--;
      close.call(socket);
    };
    return socket;
  };
  return { world, host, open: () => open, ports };
}

describe("the loop of a node that only asks", () => {
  it("asks nobody before it is configured", () => {
    const { world: here, host } = setUp();
    const loop = new ClientLoop(onHost(host));
    here.run(100);
    assert.equal(host.requests, 0);
    loop.stop();
  });

  it("has a socket open while it waits for an answer only, each on another port", () => {
    const { world: here, host, open, ports } = setUp();
    const loop = new ClientLoop(onHost(host));
    let most = 0;
    here.aroundEvents(() => (most = Math.max(most, open())));
    loop.configure(FOLLOWING);
    here.run(600);
    assert.equal(most, 1);
    assert.equal(open(), 0);
    assert.ok(ports.length > 8, `${ports.length}`);
    assert.ok(new Set(ports).size > ports.length - 2, ports.join(" "));
    loop.stop();
  });

  it("tells what happens once all that follows is done", () => {
    const { world: here, host } = setUp();
    const told: unknown[] = [];
    const loop: ClientLoop = new ClientLoop(
      onHost(host, happening => {
        if (happening === Happening.AssociationUp || happening === Happening.Synchronized)
          told.push([happening, loop.engine.system.stratum]);
      }),
    );
    loop.configure(FOLLOWING);
    here.run(60);
    const stratum = loop.engine.associations[0].stratum + 1;
    assert.deepEqual(told.at(-1), [Happening.Synchronized, stratum]);
    loop.stop();
  });

  it("takes what it is asked meanwhile: a tell that configures anew", () => {
    const { world: here, host } = setUp();
    const told: Happening[] = [];
    const loop: ClientLoop = new ClientLoop(
      onHost(host, happening => {
        told.push(happening);
        if (happening === Happening.Synchronized) loop.configure(NO_SETTINGS);
      }),
    );
    loop.configure(FOLLOWING);
    here.run(600);
    const { requests } = host;
    assert.ok(told.includes(Happening.AssociationDemobilized), told.join(" "));
    here.run(600);
    assert.equal(host.requests, requests);
    loop.stop();
  });

  for (const { what, more } of [
    { what: "broadcast servers to be heard", more: { hearings: [HEARING] } },
    { what: "broadcasts to be sent", more: { senders: [SENDER] } },
    { what: "servers to be searched for", more: { searches: [SENDER] } },
  ])
    it(`passes over what else a configuration has: ${what}`, () => {
      const { world: here, host, ports } = setUp();
      const loop = new ClientLoop(onHost(host));
      loop.configure(settings(more));
      here.run(100);
      assert.deepEqual(ports, []);
      loop.stop();
    });

  it("tells once that it cannot ask, and asks when it can", () => {
    const { world: here, host } = setUp();
    const told: Happening[] = [];
    const loop = new ClientLoop(onHost(host, happening => told.push(happening)));
    host.change("eth0", { addresses: [] });
    loop.configure(FOLLOWING);
    here.run(600);
    assert.equal(told.filter(happening => happening === Happening.CannotAsk).length, 1, told.join(" "));
    host.change("eth0", { addresses: ["192.0.2.2"] });
    here.run(10);
    assert.ok(told.includes(Happening.Synchronized), told.join(" "));
    loop.stop();
  });

  it("is silent once stopped: no socket, no alarm, no news of interfaces", () => {
    const { world: here, host, open } = setUp();
    const told: Happening[] = [];
    const loop = new ClientLoop(onHost(host, happening => told.push(happening)));
    loop.configure(FOLLOWING);
    loop.stop();
    assert.equal(open(), 0);
    const { length } = told;
    const { requests } = host;
    host.change("eth0", { addresses: ["192.0.2.3"] });
    here.run(600);
    assert.deepEqual([host.requests, told.length], [requests, length]);
    loop.stop();
  });
});
