/**
 * Broadcasts that are genuine, or as good, in names that are not their senders': sent again, late, from other
 * addresses, for a MAC says who made a packet, not where it is from; and by one who has a key of ours, first, in
 * another server's name.
 */
import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { WayTime } from "../../src/core/listening.js";
import { AssociationKind, HearingKind, type NodeSettings } from "../../src/core/settings.js";
import { Verdict } from "../../src/core/verdict.js";
import { MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Family } from "../../src/wire/address.js";
import { Mode } from "../../src/wire/header.js";
import { endpoint, Rig, server, type Request } from "../support/engine-rig.js";
import { OWN, packet, PEER } from "../support/peer.js";
import { ANOTHERS, KEYS, SERVERS, sign } from "./keys.js";
import { TO_ALL } from "./targets.js";

const HEARING = { kind: HearingKind.Broadcast, interfaceName: "eth0", family: Family.IPv4, group: "" };
const ASKED = "198.51.100.1";
const CAPACITY = 16;

/** A node that hears broadcasts. */
class Lan {
  readonly rig = new Rig(0, 0, CAPACITY);

  /** `keyId`: of who answers; 0: nothing is authenticated. */
  constructor(
    readonly keyId: number,
    more: Partial<NodeSettings> = {},
  ) {
    this.rig.ownAddresses(OWN);
    this.rig.configure({ hearings: [HEARING], authenticates: keyId !== 0, keys: KEYS, ...more });
  }

  /** A broadcast that was made `late` ago comes from an address. */
  hear(from: string, late: Q32 = 0, keyId = this.keyId): Verdict {
    const { engine, now } = this.rig;
    const edit = (one: Parameters<typeof sign>[0]): void => void (keyId !== 0 && sign(one, keyId));
    const datagram = packet(this.rig, { mode: Mode.Broadcast, error: -late, edit });
    return engine.packet(TO_ALL, datagram, endpoint(from), now, now);
  }

  /** Lets time pass; who is at one of the addresses answers. */
  pass(seconds: number, answering: readonly string[]): void {
    const edit = (one: Parameters<typeof sign>[0]): void => void (this.keyId !== 0 && sign(one, this.keyId));
    this.rig.passAnswering(seconds, ({ to }: Request) => (answering.includes(to) ? { edit } : undefined));
  }

  get heard(): readonly Association[] {
    return this.rig.engine.associations.filter(
      ({ settings }) => settings?.kind === AssociationKind.BroadcastClient,
    );
  }

  /** In ms. */
  get error(): number {
    return Math.abs(this.rig.error()) / MILLISECOND;
  }
}

const clonesOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `192.0.2.${100 + i}`);

describe("broadcasts in others' names", () => {
  for (const [keyId, how] of [
    [0, ""],
    [SERVERS, ", with a key"],
  ] as const)
    // prettier-ignore
    for (const [late, name] of [[0.4 * SECOND, "0.4 s"], [3600 * SECOND, "an hour"]] as const) // prettier-ignore
      for (const first of [0, 10]) {
        it(`sent again by six, ${name} late, from the ${first}th on: outvote no server that answers${how}`, () => {
          const lan = new Lan(keyId);
          for (let i = 0; i < 90; i++) {
            assert.equal(lan.hear(PEER), Verdict.Sampled);
            if (i >= first) for (const from of clonesOf(6)) lan.hear(from, late);
            lan.pass(64, [PEER]);
            assert.ok(lan.error < 1, `${lan.error} ms after ${i}`);
          }
          assert.equal(lan.heard.length, 7);
          assert.ok(lan.rig.engine.system.peer!.address.sameAddress(endpoint(PEER)));
        });

        it(`sent again by six, ${name} late, from the ${first}th on: outvote no server that is asked${how}`, () => {
          const lan = new Lan(keyId, { associations: [server(ASKED)] });
          for (let i = 0; i < 90; i++) {
            if (i >= first) for (const from of clonesOf(6)) lan.hear(from, late);
            lan.pass(64, [ASKED]);
            assert.ok(lan.error < 1, `${lan.error} ms after ${i}`);
          }
          assert.ok(lan.rig.engine.system.peer!.address.sameAddress(endpoint(ASKED)));
        });
      }

  it("of one who has a key of ours and speaks first keep no server from its place that answers", () => {
    const lan = new Lan(SERVERS);
    const verdicts: Verdict[] = [];
    for (let i = 0; i < 60; i++) {
      lan.hear(PEER, -SECOND / 4, ANOTHERS);
      lan.pass(1, [PEER]);
      verdicts.push(lan.hear(PEER));
      lan.pass(63, [PEER]);
    }
    assert.deepEqual(
      verdicts.filter(one => one !== Verdict.Sampled),
      [Verdict.Replayed],
      "while the other's volley lasts",
    );
    const [{ keyId, listening }] = lan.heard;
    assert.deepEqual([lan.heard.length, keyId, listening.wayTime], [1, SERVERS, WayTime.Measured]);
    assert.ok(lan.error < 1, `${lan.error} ms`);
  });

  it("of one who has a key of ours take no place from a server that has answered, though it be silent since", () => {
    const lan = new Lan(SERVERS);
    lan.hear(PEER);
    lan.pass(64, [PEER]);
    for (let i = 0; i < 10; i++) {
      assert.equal(lan.hear(PEER, -SECOND / 4, ANOTHERS), Verdict.OtherKey);
      lan.pass(64, []);
    }
    assert.equal(lan.heard[0].keyId, SERVERS);
    assert.ok(lan.error < 1, `${lan.error} ms`);
  });

  it("of two with a key each where nobody answers: each has one volley, and no more is asked than is heard", () => {
    const lan = new Lan(SERVERS);
    let changes = 0;
    for (let i = 0, keyId = 0; i < 60; i++) {
      for (const key of [ANOTHERS, SERVERS]) {
        lan.hear(PEER, 0, key);
        lan.pass(32, []);
        assert.equal(lan.heard.length, 1);
        if (lan.heard[0].keyId !== keyId) changes++;
        keyId = lan.heard[0].keyId;
      }
      assert.ok(lan.rig.requests.length <= 4 * 2 * (i + 1), `${lan.rig.requests.length}`);
    }
    assert.equal(changes, 2 * 60);
  });

  it("by no key take no place from one whose volley nobody answered", () => {
    const lan = new Lan(SERVERS);
    lan.hear(PEER);
    lan.pass(64, []);
    assert.equal(lan.hear(PEER, 0, 0), Verdict.NoMac);
    assert.equal(lan.heard[0].keyId, SERVERS);
    assert.equal(lan.heard[0].verdicts[Verdict.NoMac], 1);
  });
});
