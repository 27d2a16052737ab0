/**
 * Replay: packets that were genuine once, kept by who saw them, and sent again: at once, during the next
 * exchanges, after hours, to a node that has restarted.
 */
import assert from "node:assert/strict";
import { Verdict } from "../../src/core/verdict.js";
import { SECOND, toSeconds } from "../../src/time/fixed.js";
import { Datagram } from "../../src/wire/datagram.js";
import { Mode } from "../../src/wire/header.js";
import { Rig } from "../support/engine-rig.js";
import { packet, transmitOf } from "../support/peer.js";
import { SERVERS } from "./keys.js";
import { BroadcastClient, stateOf, TARGETS, TO_ALL } from "./targets.js";

const HOUR = 3600;

const copyOf = ({ bytes, length }: Datagram): Datagram => {
  const copy = new Datagram();
  copy.bytes.set(bytes.subarray(0, length));
  copy.length = length;
  return copy;
};

/** A MAC says who made a packet, not when. */
const KEYED = [
  { keyId: 0, how: "" },
  { keyId: SERVERS, how: ", with a key" },
];

describe("replay", () => {
  for (const { keyId, how } of KEYED)
    for (const [name, make] of Object.entries(TARGETS))
      it(`${name} takes an answer once, now and in later exchanges${how}`, () => {
        const target = make(keyId);
        const { rig } = target;
        const again = (): void => {
          const before = stateOf(target);
          for (const one of seen) assert.notEqual(target.take(copyOf(one)), Verdict.Sampled);
          assert.equal(stateOf(target), before);
        };
        const seen: Datagram[] = [];
        for (let i = 0; i < 6; i++) {
          const request = target.ask();
          again();
          const genuine = packet(rig, { mode: target.mode, origin: transmitOf(request), edit: target.sign });
          seen.push(copyOf(genuine));
          rig.pass(0.01);
          assert.equal(target.take(genuine), Verdict.Sampled);
          again();
          const other = { origin: transmitOf(request), error: SECOND, edit: target.sign };
          assert.notEqual(target.take(packet(rig, { mode: target.mode, ...other })), Verdict.Sampled);
          again();
          rig.pass(1);
          again();
        }
      });

  for (const [name, make] of Object.entries(TARGETS))
    it(`${name} takes an answer whose transmit timestamp came first in a forged question`, () => {
      const target = make();
      const { mode, rig } = target;
      const origin = transmitOf(target.ask());
      rig.pass(0.01);
      assert.notEqual(target.take(packet(rig, { mode })), Verdict.Sampled);
      assert.equal(target.take(packet(rig, { mode, origin })), Verdict.Sampled);
    });

  it("a request that is sent again is answered again, and nothing is kept of it", () => {
    const rig = new Rig();
    rig.configure({ localClock: { unit: 1, stratum: 3 } });
    const request = packet(rig, { mode: Mode.Client });
    const tally = (): number => rig.engine.associations.filter(one => one.isInUse).length;
    const before = tally();
    for (let i = 0; i < 100; i++) {
      assert.equal(rig.ask(request.bytes.slice(0, 48)), Verdict.Answered);
      rig.pass(1);
    }
    assert.equal(rig.answers.length, 100);
    assert.equal(tally(), before);
  });

  for (const { keyId, how } of KEYED)
    describe(`of broadcasts${how}`, () => {
      /** An hour of them, as they came. */
      const hour = (): { target: BroadcastClient; seen: readonly Datagram[] } => {
        const target = new BroadcastClient(keyId).settle();
        const seen: Datagram[] = [];
        for (let i = 0; i < HOUR / 64; i++) {
          target.passAnswering(64);
          const genuine = packet(target.rig, { mode: Mode.Broadcast, edit: target.sign });
          seen.push(copyOf(genuine));
          assert.equal(target.take(genuine, TO_ALL), Verdict.Sampled);
        }
        return { target, seen };
      };

      it(`none is taken twice, nor one from before the last${how}`, () => {
        const { target, seen } = hour();
        const before = stateOf(target);
        for (const one of seen) assert.equal(target.take(copyOf(one), TO_ALL), Verdict.Replayed);
        assert.equal(stateOf(target), before);
      });

      it(`all of them again, in the server's stead: it is as if it were silent${how}`, () => {
        const { target, seen } = hour();
        for (const one of seen) {
          target.rig.pass(64);
          if (target.association !== undefined) target.take(copyOf(one), TO_ALL);
          assert.ok(Math.abs(toSeconds(target.rig.error())) < 0.01);
          if (target.association === undefined) return;
        }
        assert.fail("still there");
      });

      it(`all of them again, to a node that has forgotten them, while the server answers: its volley wins${how}`, () => {
        const { seen } = hour();
        const target = new BroadcastClient(keyId);
        target.rig.pass(2 * HOUR);
        for (const one of seen) {
          target.passAnswering(64);
          target.take(copyOf(one), TO_ALL);
        }
        assert.equal(target.rig.engine.system.stratum, 3);
        assert.ok(Math.abs(toSeconds(target.rig.error())) < 0.01);
      });
    });
});
