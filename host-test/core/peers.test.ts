import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { Link, LinkKind } from "../../src/core/link.js";
import {
  AssociationKind,
  HearingKind,
  isSymmetric,
  type BindingSettings,
  type NodeSettings,
} from "../../src/core/settings.js";
import { Verdict } from "../../src/core/verdict.js";
import { SECOND } from "../../src/time/fixed.js";
import { Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { Mode, modeOf, versionOf } from "../../src/wire/header.js";
import { Kiss } from "../../src/wire/kiss.js";
import { endpoint, Rig, server } from "../support/engine-rig.js";
import { ANOTHERS, KEYS, SERVERS, sign, UNKNOWN, UNTRUSTED } from "../security/keys.js";
import { OWN, packet, PEER, reply, say, transmitOf, type Fields } from "../support/peer.js";

const ASK: Fields = { mode: Mode.SymmetricActive };
const IN_RED: readonly BindingSettings[] = [{ interfaceName: "eth0", instance: "red" }];

/** A node that the peer has just asked. */
function asked(fields: Fields = {}, more: Partial<NodeSettings> = {}, capacity = 8): Rig {
  const rig = new Rig(0, 0, capacity);
  rig.ownAddresses(OWN);
  rig.configure(more);
  say(rig, { ...ASK, ...fields });
  return rig;
}

const peers = ({ engine }: Rig): Association[] =>
  engine.associations.filter(one => one.isInUse && isSymmetric(one.settings!.kind));

describe("peers that come of their own accord", () => {
  it("are answered, made an association of, and asked a second later in their own version", () => {
    const rig = asked({ version: 3 });
    const [peer] = peers(rig);
    assert.deepEqual(
      [peer.settings!.kind, peer.settings!.isDynamic],
      [AssociationKind.SymmetricPassive, true],
    );
    assert.equal(peer.heardOn, rig.service);
    assert.equal(modeOf(new Datagram(rig.answers[0].bytes)), Mode.SymmetricPassive);
    rig.pass(0.9);
    assert.equal(rig.requests.length, 0);
    rig.pass(0.2);
    const question = new Datagram(rig.last.bytes);
    assert.deepEqual([modeOf(question), versionOf(question)], [Mode.SymmetricPassive, 3]);
    assert.equal(rig.last.to, PEER);
  });

  it("are asked four times at once as soon as they have answered", () => {
    const rig = asked();
    rig.pass(1);
    for (let sent = 0; rig.now.seconds < 109; rig.pass(0.5))
      for (; sent < rig.requests.length; sent++)
        assert.equal(reply(rig, rig.requests[sent], ASK), Verdict.Sampled);
    assert.equal(peers(rig)[0].filter.sampleCount, 4);
    assert.equal(rig.engine.system.stratum, 3);
  });

  const strangers: { name: string; fields: Fields; more?: Partial<NodeSettings> }[] = [
    { name: "an answer that comes too late", fields: { origin: transmitOf(questionOf(asked())) } },
    { name: "one without transmit timestamp", fields: { edit: ({ bytes }) => void bytes.fill(0, 40, 48) } },
    { name: "what seems to be one of our own", fields: { from: OWN } },
    { name: "a group", fields: { from: "224.0.1.1" } },
    { name: "everybody", fields: { from: "255.255.255.255" } },
    { name: "nobody", fields: { from: "0.0.0.0" } },
    { name: "a machine that would be this one", fields: { from: "127.0.0.10" } },
    { name: "one whose server we are a client of", fields: {}, more: { associations: [server(PEER)] } },
    { name: "one whose server we are a client of, by another port", fields: { port: 40_000 }, more: { associations: [server(PEER)] } }, // prettier-ignore
    { name: "one who speaks mode 2", fields: { mode: Mode.SymmetricPassive } },
    { name: "one where none is allowed", fields: {}, more: { maxDynamicSessions: 0 } },
  ];
  for (const { name, fields, more } of strangers)
    it(`are not made of ${name}`, () => {
      assert.deepEqual(peers(asked(fields, more)), []);
    });

  it("are another one in another VPN instance", () => {
    const rig = asked({}, { bindings: [{ interfaceName: "eth1", instance: "vpn1" }] });
    rig.service.instance = "vpn1";
    say(rig, ASK);
    assert.deepEqual(
      peers(rig).map(({ settings }) => settings!.instance),
      ["", "vpn1"],
    );
  });

  const rebound: { name: string; from?: string; to: readonly BindingSettings[]; stays: boolean }[] = [
    { name: "the instance of the interface is another", to: [{ interfaceName: "eth0", instance: "blue" }], stays: false },
    { name: "the interface is in an instance now", from: "", to: [{ interfaceName: "eth0", instance: "red" }], stays: false },
    { name: "the instance is gone", to: [], stays: false },
    { name: "another interface is in another instance", to: [...IN_RED, { interfaceName: "eth1", instance: "blue" }], stays: true },
    { name: "another interface is in it, too", to: [{ interfaceName: "eth1", instance: "red" }, ...IN_RED], stays: true },
  ]; // prettier-ignore
  for (const { name, from = "red", to, stays } of rebound)
    it(`${stays ? "stay" : "go"} where ${name}`, () => {
      const rig = new Rig();
      rig.configure({ bindings: from === "" ? [] : IN_RED });
      Object.assign(rig.service, { interfaceName: "eth0", instance: from });
      say(rig, ASK);
      assert.equal(peers(rig).length, 1);
      rig.configure({ bindings: to });
      assert.equal(peers(rig).length, stays ? 1 : 0);
    });

  it("are warned of once for each configuration", () => {
    const rig = asked();
    say(rig, { ...ASK, from: "192.0.2.8" });
    assert.equal(rig.reported(Happening.AnyPeer), 1);
    rig.configure({});
    say(rig, { ...ASK, from: "192.0.2.9" });
    assert.equal(rig.reported(Happening.AnyPeer), 2);
  });

  it("that never prove themselves go after three polls", () => {
    const rig = asked();
    rig.pass(191);
    assert.equal(peers(rig).length, 1);
    assert.equal(rig.requests.length, 3);
    rig.pass(2);
    assert.equal(peers(rig).length, 0);
  });

  it("that ask every 1024 s are asked as often, and may take three of these to prove themselves", () => {
    const rig = asked({ poll: 10 });
    rig.pass(1020);
    assert.equal(rig.requests.length, 1);
    reply(rig, rig.last, { ...ASK, poll: 10, held: 1010 * SECOND });
    const [peer] = peers(rig);
    assert.deepEqual([peer.isProven, peer.pollLog2], [true, 10]);
    rig.pass(3070);
    assert.equal(peers(rig).length, 1);
    rig.pass(60);
    assert.equal(peers(rig).length, 0);
  });

  it("that only ever say that they cannot authenticate us go as if they were silent", () => {
    const rig = asked();
    const nak = ({ bytes }: Datagram, length: number): Uint8Array => bytes.subarray(0, length);
    for (let seen = 0; rig.now.seconds < 990; rig.pass(1))
      for (; seen < rig.requests.length && peers(rig).length > 0; seen++) {
        const datagram = packet(rig, { ...ASK, origin: transmitOf(rig.requests[seen]) });
        assert.equal(rig.ask(nak(datagram, 52), endpoint(PEER)), Verdict.CryptoNak);
      }
    assert.deepEqual(peers(rig), []);
  });

  for (const isProven of [false, true])
    it(`${isProven ? "and proved themselves keep their place" : "but proved nothing make room"} when they are heard to broadcast`, () => {
      const hearings = [
        { kind: HearingKind.Broadcast, interfaceName: "eth0", family: Family.IPv4, group: "" },
      ];
      const rig = asked({}, { hearings });
      rig.pass(1);
      if (isProven) reply(rig, rig.last, ASK);
      const link = new Link(LinkKind.Broadcast, Family.IPv4, -1);
      link.interfaceName = "eth0";
      link.followsServers = true;
      const verdict = rig.engine.packet(
        link,
        packet(rig, { mode: Mode.Broadcast }),
        endpoint(PEER),
        rig.now,
        rig.now,
      );
      const kinds = rig.engine.associations.filter(one => one.isInUse).map(({ settings }) => settings!.kind);
      assert.deepEqual(
        [verdict, kinds],
        isProven
          ? [Verdict.UnexpectedMode, [AssociationKind.SymmetricPassive]]
          : [Verdict.Sampled, [AssociationKind.BroadcastClient]],
      );
    });

  describe("with the trusted key of another one", () => {
    const more = { authenticates: true, keys: KEYS };
    const by = (keyId: number): Fields => ({ ...ASK, edit: one => sign(one, keyId) });
    const keyIds = (rig: Rig): number[] => peers(rig).map(({ keyId }) => keyId);

    const rows: { name: string; after: number; proves?: boolean; keyId: number; stays: boolean }[] = [
      { name: "hold the place while they may yet prove themselves", after: 7, keyId: SERVERS, stays: true },
      { name: "lose it when they have proved nothing in eight seconds", after: 9, keyId: SERVERS, stays: false },
      { name: "keep it when they have", after: 9, proves: true, keyId: SERVERS, stays: true },
    ]; // prettier-ignore
    for (const { name, after, proves, keyId, stays } of rows)
      it(`${name}, and who has his own is answered by it`, () => {
        const rig = asked(by(ANOTHERS), more);
        rig.pass(1.5);
        if (proves) assert.equal(reply(rig, rig.last, by(ANOTHERS)), Verdict.Sampled);
        rig.pass(after - 1.5);
        rig.answers.length = 0;
        assert.equal(say(rig, by(keyId)), Verdict.Answered);
        assert.equal(rig.answers.length, 1);
        assert.equal(new Datagram(rig.answers[0].bytes).view.getUint32(48), keyId);
        assert.deepEqual(keyIds(rig), [stays ? ANOTHERS : keyId]);
      });

    it("do not hold it by asking every second: who answers has it", () => {
      const rig = asked(by(ANOTHERS), more);
      for (let seen = 0, i = 0; i < 600; i++) {
        rig.pass(1);
        say(rig, by(ANOTHERS));
        if (i % 16 === 0) assert.equal(say(rig, by(SERVERS)), Verdict.Answered);
        for (; seen < rig.requests.length; seen++) reply(rig, rig.requests[seen], by(SERVERS));
      }
      const [peer] = peers(rig);
      assert.deepEqual([peer.keyId, peer.isProven], [SERVERS, true]);
    });

    for (const keyId of [UNTRUSTED, UNKNOWN])
      it(`must prove it: not by key ${keyId}`, () => {
        const rig = asked(by(SERVERS), more);
        rig.pass(9);
        assert.equal(say(rig, by(keyId)), Verdict.UntrustedKey);
        assert.deepEqual(keyIds(rig), [SERVERS]);
      });
  });

  it("that fall silent go after twelve minutes", () => {
    const rig = asked();
    rig.pass(1);
    reply(rig, rig.last, ASK);
    rig.pass(719);
    assert.equal(peers(rig).length, 1);
    rig.pass(60);
    assert.equal(peers(rig).length, 0);
  });

  it("that refuse us by a kiss-o'-death go at once", () => {
    const rig = asked();
    rig.pass(1);
    assert.equal(reply(rig, rig.last, { ...ASK, stratum: 0, leap: 3, refid: Kiss.Deny }), Verdict.KissDenied);
    assert.equal(peers(rig).length, 0);
  });

  it("that ask for patience have it", () => {
    const rig = asked();
    rig.pass(1);
    const { last } = rig;
    assert.equal(reply(rig, last, { ...ASK, stratum: 0, leap: 3, refid: Kiss.Rate }), Verdict.KissRate);
    rig.pass(128);
    assert.equal(rig.last, last);
    rig.pass(10);
    assert.notEqual(rig.last, last);
  });

  it("give way to one that is configured", () => {
    const rig = asked();
    rig.configure({ associations: [server(PEER, { kind: AssociationKind.SymmetricActive })] });
    assert.deepEqual(
      peers(rig).map(({ settings }) => settings!.kind),
      [AssociationKind.SymmetricActive],
    );
  });

  describe("when there are as many as there may be", () => {
    const more = { maxDynamicSessions: 2 };
    const ask = (rig: Rig, last: number): Verdict => say(rig, { ...ASK, from: `192.0.2.${last}` });
    const addresses = (rig: Rig): number[] => peers(rig).map(({ address }) => address.word3 & 0xff);

    it("are answered all the same, and counted", () => {
      const rig = asked({}, more);
      ask(rig, 8);
      assert.equal(ask(rig, 9), Verdict.Answered);
      assert.deepEqual(addresses(rig), [7, 8]);
      assert.equal(rig.engine.verdicts[Verdict.NoRoom], 1);
      assert.equal(rig.answers.length, 3);
    });

    it("take the place of the oldest that has not proved itself in eight seconds", () => {
      const rig = asked({}, more);
      rig.pass(1);
      reply(rig, rig.last, ASK);
      ask(rig, 8);
      rig.pass(7.9);
      ask(rig, 9);
      assert.deepEqual(addresses(rig), [7, 8]);
      rig.pass(0.2);
      ask(rig, 9);
      assert.deepEqual(addresses(rig), [7, 9]);
    });

    it("stay where fewer are allowed from now on, and nobody takes their place", () => {
      const rig = asked({}, more);
      ask(rig, 8);
      rig.configure({ maxDynamicSessions: 1 });
      rig.pass(9);
      ask(rig, 9);
      assert.deepEqual(addresses(rig), [7, 8]);
    });

    it("begin a session each, and end it when others get their place or the service is off", () => {
      const rig = asked({}, more);
      ask(rig, 8);
      rig.pass(9);
      ask(rig, 9);
      const sessions = (): number[] =>
        [Happening.AssociationMobilized, Happening.AssociationDemobilized].map(one => rig.reported(one));
      assert.deepEqual(sessions(), [3, 1]);
      rig.configure({ enabled: false });
      assert.deepEqual(sessions(), [3, 3]);
    });

    it("leave their place in a full pool to what is configured", () => {
      const rig = asked({}, {}, 2);
      ask(rig, 8);
      rig.pass(9);
      rig.configure({ associations: [server("192.0.2.50")] });
      assert.equal(rig.reported(Happening.PoolFull), 0);
      assert.equal(peers(rig).length, 1);
    });
  });
});

/** What the node asks its new peer first. */
function questionOf(rig: Rig): Rig["last"] {
  rig.pass(1.5);
  assert.ok(rig.now.since(rig.last.departedAt) <= SECOND);
  return rig.last;
}
