/**
 * A siege in virtual time: a node that has servers, a peer and a broadcast server, in a LAN with one who sends
 * forged packets in their names and in those of strangers, in every mode, true and false, all the time. What he
 * cannot see is what leaves the node.
 */
import assert from "node:assert/strict";
import { Standing, Verdict } from "../../src/core/verdict.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  type Mode,
  ORIGIN_TIMESTAMP,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  setFirst,
  setPoll,
  setPrecision,
  setRefid,
  setStratum,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../../src/wire/header.js";
import { Kiss } from "../../src/wire/kiss.js";
import { constant } from "../sim/course.js";
import { exponential } from "../sim/delay.js";
import { type Host } from "../sim/host.js";
import { Probe } from "../sim/probe.js";
import { World } from "../sim/world.js";
import { endpoint } from "../support/engine-rig.js";
import { seeded } from "../support/random.js";

const HOUR = 3600;
const VICTIM = "192.0.2.1";
const PEER = "192.0.2.2";
const SPEAKER = "192.0.2.3";
const SERVERS = ["198.51.100.1", "198.51.100.2", "198.51.100.3"];
const TO_ALL = ["192.0.2.255", "255.255.255.255"];
const NAMES = [PEER, SPEAKER, ...SERVERS];
const WAY = { delay: exponential(1e-3, 0.1e-3) };

class Siege {
  readonly world: World;
  readonly victim: Host;
  readonly peer: Host;
  readonly probe: Probe;
  readonly #random: (below: number) => number;
  readonly #time = new Timestamp();

  constructor(seed: number) {
    this.#random = seeded(seed);
    this.world = new World(seed);
    const host = (address: string, ppm: number): Host =>
      this.world.host({
        interfaces: [{ name: "eth0", addresses: [`${address}/24`] }],
        oscillator: { frequency: constant(ppm * 1e-6), walk: 1e-9 },
      });
    this.victim = host(VICTIM, 30);
    this.peer = host(PEER, -10);
    const speaker = host(SPEAKER, 0);
    const servers = SERVERS.map(address => this.world.server({ address }));
    for (const one of [this.victim, this.peer])
      for (const server of servers) this.world.link(one, server, WAY);
    this.world.link(this.victim, this.peer, WAY);
    this.world.link(this.victim, speaker, WAY);
    const asks = SERVERS.map(address => `ntp-service unicast-server ${address}`);
    const config = (...lines: readonly string[]): { config: string } => ({
      config: ["ntp-service enable", ...lines].join("\n"),
    });
    speaker.start(config("ntp-service refclock-master 2", "interface eth0", "ntp-service broadcast-server"));
    this.peer.start(config(...asks));
    const hears = ["interface eth0", "ntp-service broadcast-client"];
    this.victim.start(config(...asks, `ntp-service unicast-peer ${PEER}`, ...hears));
    this.probe = new Probe(this.victim);
  }

  /** A forged packet every 50 ms, from now on for `seconds`. */
  lay(seconds: number): void {
    const end = this.world.now.second + seconds;
    const forge = (): void => {
      if (this.world.now.second >= end) return;
      this.#forge();
      this.world.after(SECOND / 20, forge);
    };
    forge();
  }

  #forge(): void {
    const random = this.#random;
    const pick = <T>(list: readonly T[]): T => list[random(list.length)];
    const name = random(2) === 0 ? pick(NAMES) : `192.0.2.${10 + random(200)}`;
    const datagram = new Datagram();
    clearHeader(datagram);
    setFirst(datagram, pick([0, 0, 1, 2, 3]), pick([4, 4, 4, 3, 1]), random(8) as Mode);
    setStratum(datagram, pick([0, 1, 2, 2, 2, 15, 16]));
    setPoll(datagram, pick([0, 6, 6, 10, 17]));
    setPrecision(datagram, -20);
    setRefid(datagram, pick([Kiss.Deny, Kiss.Rate, Kiss.Restricted, 0xc000_0201, random(2 ** 32)]));
    this.world.time(this.#time);
    this.#time.add(pick([0, 0, 1, -1, 3600]) * random(SECOND));
    writeTimestamp(datagram, TRANSMIT_TIMESTAMP, this.#time);
    this.#time.add(-pick([0, 0, 1]) * SECOND);
    for (const field of [REFERENCE_TIMESTAMP, RECEIVE_TIMESTAMP] as const)
      writeTimestamp(datagram, field, this.#time);
    this.#time.set(pick([0, random(2 ** 32)]), random(2 ** 32));
    if (random(3) > 0) writeTimestamp(datagram, ORIGIN_TIMESTAMP, this.#time);
    datagram.length = pick([48, 48, 48, 48, 52, 68, 72]);
    const sender = { machine: { name: "forger" }, local: endpoint(name), take: () => false };
    this.world.network.send(sender, datagram, endpoint(pick([VICTIM, VICTIM, ...TO_ALL])));
  }
}

describe("a siege", function () {
  this.timeout(60_000);

  for (const seed of [1, 2])
    it(`20 forged packets a second for two hours: no source is lost, and the clock stays (seed ${seed})`, () => {
      const siege = new Siege(seed);
      siege.world.run(HOUR);
      siege.lay(2 * HOUR);
      siege.world.run(2 * HOUR);
      const { status } = siege.victim.node!;
      const ours = NAMES.map(name =>
        status.associations.find(one => one.isInUse && one.address.sameAddress(endpoint(name))),
      );
      const standings = ours.map(one => one?.standing);
      // Broadcasts prove nothing: forged ones have kept some of the true ones out.
      for (const [i, one] of ours.entries())
        assert.ok(one !== undefined && (one.reach === 0xff || NAMES[i] === SPEAKER), NAMES[i]);
      for (const standing of standings.slice(2)) assert.ok(standing! >= Standing.Outlyer, `${standings}`);
      assert.ok(status.verdicts[Verdict.Answered] > 10_000);
      const errors = siege.probe.errors.subarray(HOUR, siege.probe.count);
      assert.ok(Math.max(...errors.map(Math.abs)) < MILLISECOND, `${Math.max(...errors)}`);
      assert.equal(siege.probe.invariant.violations, 0);
      assert.equal(status.system.leap, 0);
    });
});
