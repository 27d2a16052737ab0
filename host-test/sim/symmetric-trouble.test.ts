/** Symmetric peers where a server or a stranger lies, where they are slow, and where they ask but rarely. */
import assert from "node:assert/strict";
import { Standing, Verdict } from "../../src/core/verdict.js";
import { MILLISECOND, SECOND, toSeconds } from "../../src/time/fixed.js";
import { constant } from "./course.js";
import { exponential } from "./delay.js";
import { type Host } from "./host.js";
import { Probe } from "./probe.js";
import { SlowPeer } from "./slow-peer.js";
import { World } from "./world.js";

const HOUR = 3600;
const WAY = { delay: exponential(1e-3, 0.1e-3) };
const ENABLE = "ntp-service enable";

const standings = (host: Host): Standing[] =>
  host.node!.status.associations.filter(({ isInUse }) => isInUse).map(({ standing }) => standing);

describe("symmetric peers in trouble", () => {
  it("outvote a server that goes astray", () => {
    const world = new World(10);
    const astray = (second: number): number => (second > HOUR ? 0.3 * SECOND : 0);
    const servers = [astray, constant(0), constant(0)].map((error, i) =>
      world.server({ address: `198.51.100.${i}`, error }),
    );
    const hosts = servers.map((server, i) => {
      const host = world.host({
        addresses: [`192.0.2.${i}`],
        oscillator: { frequency: constant(i * 10e-6) },
      });
      world.link(host, server, WAY);
      return host;
    });
    const [host] = hosts;
    for (const peer of hosts.slice(1)) world.link(host, peer, WAY);
    for (const [i, one] of hosts.entries()) {
      const peers = one === host ? [1, 2].map(j => `ntp-service unicast-peer 192.0.2.${j}`) : [];
      one.start({ config: [ENABLE, `ntp-service unicast-server 198.51.100.${i}`, ...peers].join("\n") });
    }
    const probe = new Probe(host);
    world.run(3 * HOUR);
    assert.ok(standings(host).includes(Standing.Falseticker) && host.node!.status.system.stratum === 3);
    assert.ok(Math.max(...probe.errors.slice(HOUR, probe.count).map(Math.abs)) < MILLISECOND);
  });

  it("that nobody configured move no clock that has its servers", () => {
    const world = new World(3);
    const host = world.host({ addresses: ["192.0.2.1"], oscillator: { frequency: constant(20e-6) } });
    for (const i of [1, 2]) world.link(host, world.server({ address: `198.51.100.${i}` }), WAY);
    const ask = [1, 2].map(i => `ntp-service unicast-server 198.51.100.${i}`);
    host.start({ config: [ENABLE, ...ask].join("\n") });
    const probe = new Probe(host);
    world.run(HOUR);
    for (const i of [1, 2, 3, 4]) {
      const liar = new SlowPeer(world, {
        address: `203.0.113.${i}`,
        peer: "192.0.2.1",
        pollLog2: 6,
        error: 0.5 * SECOND,
      });
      world.link(host, liar, WAY);
    }
    world.run(3 * HOUR);
    assert.equal(standings(host).filter(standing => standing === Standing.Falseticker).length, 4);
    assert.ok(Math.abs(probe.errors[probe.count - 1]) < MILLISECOND);
  });

  for (const isBoth of [false, true])
    it(`${isBoth ? "both active, " : ""}never talk for ever when each reads what has come every 1.4 s, in turns`, () => {
      const world = new World(12);
      const hosts = [1, 2].map(i => world.host({ addresses: [`192.0.2.${i}`] }));
      world.link(hosts[0], hosts[1], WAY);
      hosts[1].start({
        config: [ENABLE, "ntp-service refclock-master 2", ...(isBoth ? ["ntp-service unicast-peer 192.0.2.1"] : [])].join("\n"),
      }); // prettier-ignore
      hosts[0].start({ config: `${ENABLE}\nntp-service unicast-peer 192.0.2.2` });
      world.run(600);
      for (const [i, host] of hosts.entries()) {
        const busy = (): void => {
          host.stall(1.39);
          world.after(Math.round(1.4 * SECOND), busy);
        };
        world.after(Math.round(0.7 * i * SECOND), busy);
      }
      world.run(HOUR);
      for (const { node } of hosts) assert.ok(node!.status.verdicts[Verdict.Answered] < 200);
    });

  for (const pollLog2 of [8, 10])
    for (const isPassive of [false, true])
      it(`are followed though they answer every ${2 ** pollLog2} s only, ${isPassive ? "passive" : "active"}`, () => {
        const world = new World(3);
        const host = world.host({ addresses: ["192.0.2.1"], oscillator: { frequency: constant(20e-6) } });
        const peer = new SlowPeer(world, { address: "192.0.2.2", peer: "192.0.2.1", pollLog2 });
        world.link(host, peer, WAY);
        host.start({
          config: [ENABLE, ...(isPassive ? [] : ["ntp-service unicast-peer 192.0.2.2"])].join("\n"),
        });
        let synchronized = 0;
        world.eachSecond(() => {
          if (host.node!.status.system.stratum < 16) synchronized++;
        });
        world.run(24 * HOUR);
        assert.ok(synchronized > 20 * HOUR, `${synchronized} s`);
        assert.ok(toSeconds(host.node!.status.rootDispersion()) < 2);
      });
});
