/**
 * Symmetric peers in virtual time, and one in their LAN who asks each of them in the other's name all the time: with
 * questions that he has recorded, where they have a key, or else with such as he makes up.
 */
import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { isSymmetric } from "../../src/core/settings.js";
import { isQuestion } from "../../src/core/symmetric.js";
import { Verdict } from "../../src/core/verdict.js";
import { SECOND } from "../../src/time/fixed.js";
import { type Endpoint } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { TRANSMIT_TIMESTAMP } from "../../src/wire/header.js";
import { endpoint } from "../support/engine-rig.js";
import { seeded } from "../support/random.js";
import { constant } from "./course.js";
import { exponential } from "./delay.js";
import { type Host, type HostOptions } from "./host.js";
import { World } from "./world.js";

const HOUR = 3600;
/** In s: both ask every 64 s, but for chance. */
const SLOWEST_POLL = 70;
const ACTIVE = "192.0.2.1";
const PASSIVE = "192.0.2.2";
const WAY = { delay: exponential(1e-3, 0.1e-3) };
const KEY = [
  "ntp-service authentication enable",
  "ntp-service authentication-keyid 42 authentication-mode hmac-sha-256 simple Every-Good-Key-1",
  "ntp-service reliable authentication-keyid 42",
];
const WITH_KEY = " authentication-keyid 42";

/** A question that was sent, and between whom. */
interface Question {
  readonly from: string;
  readonly to: string;
  readonly bytes: Uint8Array;
}

interface LanOptions {
  readonly hasKey: boolean;
  readonly active?: Partial<HostOptions>;
}

class AttackedLan {
  readonly world = new World(1);
  readonly active: Host;
  readonly passive: Host;
  readonly #hasKey: boolean;
  readonly #random = seeded(1);
  /** All questions so far. */
  readonly #seen: Question[] = [];

  constructor({ hasKey, active = {} }: LanOptions) {
    this.#hasKey = hasKey;
    this.active = this.world.host({
      addresses: [`${ACTIVE}/24`],
      oscillator: { frequency: constant(20e-6) },
      ...active,
    });
    this.passive = this.world.host({ addresses: [`${PASSIVE}/24`] });
    this.world.link(this.active, this.passive, WAY);
    this.#listen();
    const enable = ["ntp-service enable", ...(hasKey ? KEY : [])];
    this.passive.start({ config: [...enable, "ntp-service refclock-master 3"].join("\n") });
    const ask = `ntp-service unicast-peer ${PASSIVE}${hasKey ? WITH_KEY : ""} minpoll 6 maxpoll 6`;
    this.active.start({ config: [...enable, ask].join("\n") });
  }

  /** Both are asked `rate` times a second from now on, by what was recorded until now. */
  attack(rate: number): void {
    for (const from of [ACTIVE, PASSIVE]) {
      const recorded = this.#seen.filter(one => one.from === from).slice(0, 2);
      assert.equal(recorded.length, 2);
      let count = 0;
      const forge = (): void => {
        this.#forge(recorded[count++ % 2]);
        this.world.after(Math.round(SECOND / rate), forge);
      };
      forge();
    }
  }

  #forge({ from, to, bytes }: Question): void {
    const datagram = copyOf(bytes);
    if (!this.#hasKey) datagram.view.setUint32(TRANSMIT_TIMESTAMP + 4, this.#random(2 ** 32));
    const forger = { machine: { name: "forger" }, local: endpoint(from), take: () => false };
    this.world.network.send(forger, datagram, endpoint(to));
  }

  #listen(): void {
    const { network } = this.world;
    const carry = network.send.bind(network);
    network.send = (sender, datagram, to: Endpoint, hops?: number) => {
      const names = [ACTIVE, PASSIVE];
      const from = names.findIndex(name => sender.local.sameAddress(endpoint(name)));
      if (isQuestion(datagram) && sender.machine.name !== "forger")
        this.#seen.push({
          from: names[from],
          to: names[1 - from],
          bytes: datagram.bytes.slice(0, datagram.length),
        });
      carry(sender, datagram, to, hops);
    };
  }
}

function copyOf(bytes: Uint8Array): Datagram {
  const copy = new Datagram();
  copy.bytes.set(bytes);
  copy.length = bytes.length;
  return copy;
}

/** What `host` has taken in from its peer since it is watched. */
class Watch {
  samples = 0;
  /** For how many seconds it was out of reach at most. */
  longestLost = 0;
  #lost = 0;
  #before = 0;

  constructor(readonly host: Host) {
    host.world.eachSecond(() => this.#look());
  }

  #look(): void {
    const peer = peerOf(this.host);
    this.#lost = peer === undefined || peer.reach === 0 ? this.#lost + 1 : 0;
    this.longestLost = Math.max(this.longestLost, this.#lost);
    // One that follows us answers as it should; a new association begins to count anew.
    const count = peer === undefined ? 0 : peer.verdicts[Verdict.Sampled] + peer.verdicts[Verdict.Loop];
    this.samples += Math.max(count - this.#before, 0);
    this.#before = count;
  }
}

/** The association of a host with its peer; undefined: it has gone. */
function peerOf({ node }: Host): Association | undefined {
  return node!.status.associations.find(one => one.isInUse && isSymmetric(one.settings!.kind));
}

describe("symmetric peers whom a forger asks", function () {
  this.timeout(120_000);

  /** Of all polls so many bring a sample at least, and for so long the other is out of reach at most. */
  const rows: { name: string; hasKey: boolean; rate: number; share: number; longestLost: number }[] = [
    { name: "once a second what he has recorded", hasKey: true, rate: 1, share: 1, longestLost: 0 },
    { name: "twenty times a second what he has recorded", hasKey: true, rate: 20, share: 1, longestLost: 0 },
    { name: "once a second, without keys", hasKey: false, rate: 1, share: 0.25, longestLost: 1200 },
    { name: "four times a second, without keys", hasKey: false, rate: 4, share: 0.25, longestLost: 1200 },
    { name: "twenty times a second, without keys", hasKey: false, rate: 20, share: 0.25, longestLost: 1200 },
  ];
  for (const { name, hasKey, rate, share, longestLost } of rows)
    it(`${name}: both keep each other for two hours`, () => {
      const lan = new AttackedLan({ hasKey });
      const { active, passive, world } = lan;
      world.run(400);
      const watches = [active, passive].map(host => new Watch(host));
      lan.attack(rate);
      world.run(2 * HOUR);
      for (const watch of watches) {
        assert.ok(watch.samples >= (share * 2 * HOUR) / SLOWEST_POLL, `${watch.samples} samples`);
        assert.ok(watch.longestLost <= longestLost, `${watch.longestLost} s`);
      }
    });

  it("what he recorded before the active one began anew with its clock set back: that is heard in minutes", () => {
    const lan = new AttackedLan({ hasKey: true, active: { bootOffset: -HOUR * SECOND } });
    const { active, passive, world } = lan;
    world.run(HOUR);
    active.restart(5);
    lan.attack(1);
    world.run(300);
    assert.equal(active.node!.status.system.stratum, 4);
    const watches = [active, passive].map(host => new Watch(host));
    world.run(2 * HOUR);
    for (const { longestLost, samples } of watches) {
      assert.equal(longestLost, 0);
      assert.ok(samples >= (2 * HOUR) / SLOWEST_POLL, `${samples} samples`);
    }
  });
});
