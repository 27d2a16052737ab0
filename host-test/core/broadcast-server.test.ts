import assert from "node:assert/strict";
import { Leap } from "../../src/core/association.js";
import { LinkKind } from "../../src/core/link.js";
import { type NodeSettings, type SenderSettings } from "../../src/core/settings.js";
import { SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  isTimestampZero,
  leapOf,
  Mode,
  modeOf,
  ORIGIN_TIMESTAMP,
  pollOf,
  readTimestamp,
  RECEIVE_TIMESTAMP,
  stratumOf,
  TRANSMIT_TIMESTAMP,
  versionOf,
} from "../../src/wire/header.js";
import { Rig, server, type Request } from "../support/engine-rig.js";

const SENDER: SenderSettings = {
  interfaceName: "eth0",
  group: "255.255.255.255",
  family: Family.IPv4,
  port: 123,
  version: 4,
  hops: 1,
  keyId: 0,
};

const GROUP: SenderSettings = { ...SENDER, group: "224.0.1.1", version: 3, hops: 16, port: 1123 };

function bench(more: Partial<NodeSettings> = {}): Rig {
  const rig = new Rig();
  rig.configure({ senders: [SENDER], localClock: { unit: 0, stratum: 4 }, ...more });
  return rig;
}

/** When each left, in seconds since the first. */
const times = ({ answers }: Rig): number[] =>
  answers.map(({ departedAt }) => departedAt.since(answers[0].departedAt) / SECOND);

function read({ bytes }: Request): Datagram {
  const datagram = new Datagram();
  datagram.bytes.set(bytes);
  datagram.length = bytes.length;
  return datagram;
}

describe("broadcast server", () => {
  it("says what it knows of the time, and nothing of an exchange", () => {
    const rig = bench();
    rig.pass(4);
    assert.equal(rig.answers.length, 1);
    const [sent] = rig.answers;
    assert.deepEqual([sent.to, sent.port], ["255.255.255.255", 123]);
    assert.deepEqual([sent.link.kind, sent.link.index], [LinkKind.Sender, 0]);
    assert.equal(sent.link.interfaceName, "eth0");
    const datagram = read(sent);
    assert.equal(datagram.length, 48);
    assert.equal(modeOf(datagram), Mode.Broadcast);
    assert.equal(versionOf(datagram), 4);
    assert.equal(leapOf(datagram), Leap.None);
    assert.equal(stratumOf(datagram), 4);
    assert.equal(pollOf(datagram), 6);
    assert.ok(isTimestampZero(datagram, ORIGIN_TIMESTAMP));
    assert.ok(isTimestampZero(datagram, RECEIVE_TIMESTAMP));
    const transmit = new Timestamp();
    readTimestamp(datagram, TRANSMIT_TIMESTAMP, transmit);
    assert.equal(transmit.since(rig.trueTime(sent.departedAt)), 0);
  });

  it("says it every 64 s, on the dot", () => {
    const rig = bench();
    rig.pass(640);
    assert.deepEqual(times(rig), [0, 64, 128, 192, 256, 320, 384, 448, 512, 576]);
  });

  it("does not make up for what was missed while nothing was handled", () => {
    const rig = bench();
    rig.pass(10);
    rig.now.add(1000 * SECOND);
    rig.engine.wake(rig.now);
    assert.equal(rig.answers.length, 2);
    rig.pass(63);
    assert.equal(rig.answers.length, 2);
    rig.pass(2);
    assert.equal(rig.answers.length, 3);
  });

  it("says nothing before it has the time, and soon after", () => {
    const rig = bench({ localClock: undefined, associations: [server("192.0.2.7")] });
    rig.pass(200);
    assert.equal(rig.answers.length, 0);
    while (rig.engine.system.peer === undefined) rig.passAnswering(1);
    rig.passAnswering(4);
    assert.equal(rig.answers.length, 1);
    assert.equal(stratumOf(read(rig.answers[0])), 3);
  });

  it("nor when it has lost it", () => {
    const rig = bench();
    rig.pass(130);
    const before = rig.answers.length;
    rig.configure({ senders: [SENDER] });
    assert.equal(rig.engine.system.leap, Leap.Unsynchronized);
    rig.pass(1000);
    assert.equal(rig.answers.length, before);
    rig.configure({ senders: [SENDER], localClock: { unit: 0, stratum: 4 } });
    rig.pass(5);
    assert.equal(rig.answers.length, before + 1);
  });

  it("says it to each group in its version, at its port", () => {
    const rig = bench({ senders: [SENDER, GROUP] });
    rig.pass(5);
    const told = rig.answers.map(one => [one.to, one.port, versionOf(read(one)), one.link.index]).sort();
    assert.deepEqual(told, [
      ["224.0.1.1", 1123, 3, 1],
      ["255.255.255.255", 123, 4, 0],
    ]);
  });

  it("from an interface of a VPN instance", () => {
    const rig = bench({ bindings: [{ interfaceName: "eth0", instance: "blue" }] });
    rig.pass(5);
    assert.equal(rig.answers[0].link.instance, "blue");
  });

  it("keeps its beat when others are added or go", () => {
    const rig = bench();
    const localClock = { unit: 0, stratum: 4 };
    rig.pass(100);
    rig.configure({ senders: [GROUP, SENDER], localClock });
    rig.pass(100);
    rig.configure({ senders: [SENDER], localClock });
    rig.pass(100);
    const own = rig.answers.filter(({ to }) => to === SENDER.group);
    assert.deepEqual(
      own.map(({ departedAt }) => departedAt.since(own[0].departedAt) / SECOND),
      [0, 64, 128, 192, 256],
    );
    assert.deepEqual(
      own.map(({ link }) => link.index),
      [0, 0, 1, 1, 0].slice(0, own.length),
    );
  });

  it("is silent while the service is off", () => {
    const rig = bench();
    rig.configure({ enabled: false, senders: [SENDER], localClock: { unit: 0, stratum: 4 } });
    rig.pass(200);
    assert.equal(rig.answers.length, 0);
  });
});
