/**
 * Who has no key, or another one, and sees all that is sent: his packets are the server's very own, origin and all,
 * but for the MAC. None is taken, none makes or ends an association, and the server's own is still waited for.
 */
import assert from "node:assert/strict";
import { HearingKind } from "../../src/core/settings.js";
import { Verdict } from "../../src/core/verdict.js";
import { Family } from "../../src/wire/address.js";
import { type Datagram } from "../../src/wire/datagram.js";
import { HEADER_LENGTH, Mode } from "../../src/wire/header.js";
import { endpoint, Rig } from "../support/engine-rig.js";
import { packet, PEER, transmitOf } from "../support/peer.js";
import { ANOTHERS, KEYS, SERVERS, sign, UNKNOWN, UNTRUSTED } from "./keys.js";
import { BroadcastClient, stateOf, TARGETS, TO_ALL } from "./targets.js";

const KEY_ID = HEADER_LENGTH;
const DIGEST = KEY_ID + 4;

interface Flaw {
  readonly name: string;
  /** Ends a packet of 48 octets. */
  readonly end: (datagram: Datagram) => void;
  readonly verdict: Verdict;
}

const FLAWS: readonly Flaw[] = [
  { name: "no MAC", end: () => undefined, verdict: Verdict.NoMac },
  {
    name: "the MAC of another server's key",
    end: one => sign(one, ANOTHERS),
    verdict: Verdict.OtherKey,
  },
  {
    name: "the MAC of a key that is not trusted",
    end: one => sign(one, UNTRUSTED),
    verdict: Verdict.UntrustedKey,
  },
  {
    name: "the MAC of a key that is not configured",
    end: one => sign(one, UNKNOWN),
    verdict: Verdict.UntrustedKey,
  },
  {
    name: "key id 0 and a digest",
    end: signed(one => one.view.setUint32(KEY_ID, 0)),
    verdict: Verdict.UntrustedKey,
  },
  {
    name: "the digest of another key under the server's key id",
    end: one => {
      sign(one, ANOTHERS);
      one.view.setUint32(KEY_ID, SERVERS);
    },
    verdict: Verdict.WrongMac,
  },
  {
    name: "a digest of zeros",
    end: signed(one => one.bytes.fill(0, DIGEST, one.length)),
    verdict: Verdict.WrongMac,
  },
  {
    name: "its first bit otherwise",
    end: signed(one => (one.bytes[DIGEST] ^= 0x80)),
    verdict: Verdict.WrongMac,
  },
  {
    name: "its last bit otherwise",
    end: signed(one => (one.bytes[one.length - 1] ^= 1)),
    verdict: Verdict.WrongMac,
  },
  {
    name: "another header under the MAC",
    end: signed(one => (one.bytes[3] ^= 1)),
    verdict: Verdict.WrongMac,
  },
  {
    name: "four octets less of the digest",
    end: signed(one => (one.length -= 4)),
    verdict: Verdict.WrongMac,
  },
  { name: "an extension field before the MAC", end: signed(insertField), verdict: Verdict.WrongMac },
  { name: "an extension field behind the MAC", end: signed(appendField), verdict: Verdict.Malformed },
  { name: "a crypto-NAK", end: one => void (one.length += 4), verdict: Verdict.CryptoNak },
];

/** The server's MAC, and then something that was not there when it was made. */
function signed(spoil: (datagram: Datagram) => unknown): (datagram: Datagram) => void {
  return datagram => {
    sign(datagram, SERVERS);
    spoil(datagram);
  };
}

const FIELD_LENGTH = 28;

function insertField(datagram: Datagram): void {
  datagram.bytes.copyWithin(KEY_ID + FIELD_LENGTH, KEY_ID, datagram.length);
  datagram.bytes.fill(0, KEY_ID, KEY_ID + FIELD_LENGTH);
  datagram.view.setUint16(KEY_ID + 2, FIELD_LENGTH);
  datagram.length += FIELD_LENGTH;
}

function appendField(datagram: Datagram): void {
  datagram.bytes.fill(0, datagram.length, datagram.length + FIELD_LENGTH);
  datagram.view.setUint16(datagram.length + 2, FIELD_LENGTH);
  datagram.length += FIELD_LENGTH;
}

describe("authentication", () => {
  for (const [name, make] of Object.entries(TARGETS))
    for (const { name: flaw, end, verdict } of FLAWS)
      it(`${name} is answered with ${flaw}: not taken, and the server's own is`, () => {
        const target = make(SERVERS);
        const request = target.ask();
        target.rig.pass(0.01);
        const before = stateOf(target);
        for (let i = 0; i < 3; i++) {
          const { mode, rig } = target;
          assert.equal(target.take(packet(rig, { mode, origin: transmitOf(request), edit: end })), verdict);
          assert.equal(stateOf(target), before);
        }
        assert.equal(target.answer(request), Verdict.Sampled);
      });

  for (const { name: flaw, end, verdict } of FLAWS)
    it(`a broadcast has ${flaw}: not taken, nobody is asked, and the server's own is taken`, () => {
      const target = new BroadcastClient(SERVERS).settle();
      target.passAnswering(64);
      const before = stateOf(target);
      for (let i = 0; i < 3; i++) assert.equal(target.hear({ edit: end }), verdict);
      for (let i = 0; i < 3; i++) target.hear({ error: 2 ** 44, edit: end });
      assert.equal(stateOf(target), before);
      assert.equal(target.hear(), Verdict.Sampled);
    });
});

const HEARING = { kind: HearingKind.Broadcast, interfaceName: "eth0", family: Family.IPv4, group: "" };

/** A node that authenticates, has the time and follows nobody. */
function node(): Rig {
  const rig = new Rig();
  rig.configure({
    authenticates: true,
    keys: KEYS,
    hearings: [HEARING],
    localClock: { unit: 1, stratum: 3 },
  });
  return rig;
}

describe("authentication of strangers", () => {
  // Those of any trusted key are welcome: it is the association's own from then on.
  for (const { name: flaw, end } of FLAWS.filter(({ name }) => name !== "the MAC of another server's key")) {
    it(`one who would be a peer has ${flaw}: none is made of him`, () => {
      const rig = node();
      const { bytes, length } = packet(rig, { mode: Mode.SymmetricActive, edit: end });
      const before = rig.engine.associations.filter(one => one.isInUse).length;
      rig.ask(bytes.subarray(0, length), endpoint(PEER));
      assert.equal(rig.engine.associations.filter(one => one.isInUse).length, before);
    });

    it(`one who broadcasts has ${flaw}: none is made of him`, () => {
      const rig = node();
      const before = rig.engine.associations.filter(one => one.isInUse).length;
      rig.engine.packet(
        TO_ALL,
        packet(rig, { mode: Mode.Broadcast, edit: end }),
        endpoint(PEER),
        rig.now,
        rig.now,
      );
      assert.equal(rig.engine.associations.filter(one => one.isInUse).length, before);
    });
  }

  for (const { name: flaw, end } of FLAWS)
    it(`a request has ${flaw}: the answer is no longer, and says nothing of keys but a crypto-NAK`, () => {
      for (const mode of [Mode.Client, Mode.SymmetricActive])
        for (const version of [1, 2, 3, 4]) {
          const rig = node();
          const { bytes, length } = packet(rig, { mode, version, edit: end });
          rig.ask(bytes.subarray(0, length), endpoint(PEER));
          for (const answer of rig.answers) assert.ok(answer.bytes.length <= length);
          for (const answer of rig.answers)
            assert.ok(
              [HEADER_LENGTH, DIGEST, length].includes(answer.bytes.length),
              String(answer.bytes.length),
            );
        }
    });

  it("a crypto-NAK is not answered by another, nor by anything", () => {
    const rig = node();
    const { bytes, length } = packet(rig, { mode: Mode.SymmetricActive, edit: one => sign(one, UNKNOWN) });
    rig.ask(bytes.subarray(0, length), endpoint(PEER));
    const [nak] = rig.answers.splice(0);
    assert.equal(nak.bytes.length, DIGEST);
    for (const mode of [1, 2, 3, 4, 5]) {
      const again = nak.bytes.slice();
      again[0] = (again[0] & 0xf8) | mode;
      rig.ask(again, endpoint(PEER));
    }
    assert.equal(rig.answers.length, 0);
  });
});
