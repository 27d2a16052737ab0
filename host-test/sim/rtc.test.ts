/** A real-time clock in the world: boots, what is believed after them, and what it is worth without a source. */
import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { ClockState } from "../../src/core/system.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { KITS } from "../support/clock-drivers.js";
import { type SimulatedChip } from "../support/clock-chips.js";
import { constant } from "./course.js";
import { exponential } from "./delay.js";
import { type Host } from "./host.js";
import { Probe } from "./probe.js";
import { type Server } from "./server.js";
import { wireClock } from "./wired-clock.js";
import { World } from "./world.js";

const HOUR = 3600;
const DAY = 86_400;
const SERVERS = ["192.0.2.1", "192.0.2.3"];
const CLIENT = "192.0.2.2";

interface Scene {
  readonly world: World;
  readonly servers: readonly Server[];
  readonly client: Host;
  readonly chip: SimulatedChip;
  readonly probe: Probe;
  readonly told: Happening[];
}

/** A board whose own time is ten days off at boot. */
function scene(addresses: readonly string[] = SERVERS): Scene {
  const world = new World(5);
  const servers = addresses.map(address => world.server({ address }));
  const client = world.host({
    addresses: [CLIENT],
    oscillator: { frequency: constant(20e-6), walk: 1e-9 },
    bootOffset: -10 * DAY * SECOND,
  });
  for (const server of servers) world.link(client, server, { delay: exponential(2e-3, 1e-3) });
  const chip = wireClock(client, KITS[0], constant(3e-6));
  const probe = new Probe(client);
  const told: Happening[] = [];
  const lines = addresses.map(address => `ntp-service unicast-server ${address}`);
  const config = ["ntp-service enable", ...lines].join("\n");
  client.start({ config, listener: happening => told.push(happening) });
  return { world, servers, client, chip, probe, told };
}

/** How wrong the clock is now, and claims to be at most, in ms. */
function error({ client, world }: Scene): { wrong: number; claim: number } {
  const [shown, truth] = [new Timestamp(), new Timestamp()];
  client.node!.status.time(shown);
  world.time(truth);
  return {
    wrong: shown.since(truth) / MILLISECOND,
    claim: client.node!.status.rootDispersion() / MILLISECOND,
  };
}

describe("a board that boots from a real-time clock", function () {
  this.timeout(60_000);

  /** It has followed its servers for half a day, and was off for an hour. */
  function rebooted(addresses: readonly string[], befalls: (scene: Scene) => void): Scene {
    const given = scene(addresses);
    given.world.run(12 * HOUR);
    given.told.length = 0;
    befalls(given);
    given.client.restart(HOUR);
    given.world.run(HOUR + 900);
    return given;
  }

  it("has the time before any server, says to nobody that it has, and how well it knows it", () => {
    const given = rebooted(SERVERS, ({ servers }) => servers.forEach(server => (server.isUp = () => false)));
    const { clockState, stratum } = given.client.node!.status.system;
    assert.equal(stratum, 16);
    assert.equal(clockState, ClockState.FrequencySet);
    const { wrong, claim } = error(given);
    assert.ok(Math.abs(wrong) < claim && claim < 100, `${wrong} ms, ${claim} ms claimed`);
  });

  const rows = [
    { name: "a server an hour off is refused", servers: 1, offSec: HOUR, tells: Happening.Refused },
    { name: "two that agree are believed", servers: 2, offSec: HOUR, tells: Happening.Stepped },
    { name: "a server five minutes off is believed", servers: 1, offSec: 300, tells: Happening.Stepped },
    { name: "after its battery was lost one an hour off is, too", servers: 1, offSec: HOUR, tells: Happening.Stepped, isEmpty: true },
  ]; // prettier-ignore
  for (const { name, servers: count, offSec, tells, isEmpty } of rows)
    it(name, () => {
      const given = rebooted(SERVERS.slice(0, count), ({ servers, chip }) => {
        for (const server of servers) server.error = constant(offSec * SECOND);
        if (isEmpty) chip.losePower();
      });
      const { wrong } = error(given);
      assert.ok(given.told.includes(tells), `tells ${given.told.join(" ")}`);
      assert.ok(Math.abs(wrong - (tells === Happening.Refused ? 0 : offSec * 1000)) < 100, `${wrong} ms`);
    });
});
