/**
 * Who does not see our packets, and sends in the server's name: to the right socket, from the right address and
 * port, whatever origin he may think of. Nothing of what he says is taken, no association ends, nobody is asked
 * more or less often, and the server's own next packet is a sample.
 */
import assert from "node:assert/strict";
import { Verdict } from "../../src/core/verdict.js";
import { Timestamp } from "../../src/time/moment.js";
import { Datagram } from "../../src/wire/datagram.js";
import { readTimestamp, TRANSMIT_TIMESTAMP } from "../../src/wire/header.js";
import { packet, transmitOf } from "../support/peer.js";
import { seeded } from "../support/random.js";
import { BroadcastClient, LIES, stateOf, TARGETS, told, type Target } from "./targets.js";

const random = seeded(1);

/** What an attacker may give back, having seen no more of us than a server of ours shows to all, or an older packet. */
const ORIGINS: Readonly<Record<string, (target: Target) => Timestamp>> = {
  zero: () => timestamp(0, 0),
  "all ones": () => timestamp(0xffff_ffff, 0xffff_ffff),
  any: () => timestamp(random(2 ** 32), random(2 ** 32)),
  now: ({ rig }) => rig.trueTime(rig.now),
  "of the question before": ({ rig }) => transmitOf(rig.requests.at(-2)!),
  "a bit beside": ({ rig }) => {
    const { seconds, fraction } = transmitOf(rig.last);
    return timestamp(seconds, (fraction ^ 1) >>> 0);
  },
  // Interleaved modes give back when a packet came, not when it left (RFC 9769).
  "when the last answer came": ({ association }) => association!.destination,
  "when the last question came to the server": ({ association }) => association!.receive,
  "when the last answer left": ({ association }) => association!.transmit,
};

function timestamp(seconds: number, fraction: number): Timestamp {
  const made = new Timestamp();
  made.set(seconds, fraction);
  return made;
}

/** All of a lie's packets, each of them by itself without effect. */
function attack(target: Target, lie: string): void {
  const before = stateOf(target);
  for (const [name, originOf] of Object.entries(ORIGINS))
    for (const fields of told(LIES[lie], originOf(target))) {
      const verdict = target.take(packet(target.rig, { mode: target.mode, ...fields }));
      assert.notEqual(verdict, Verdict.Sampled, name);
      assert.equal(stateOf(target), before, `origin ${name}: verdict ${verdict}`);
    }
}

describe("off the path", () => {
  for (const [name, make] of Object.entries(TARGETS))
    for (const lie of Object.keys(LIES))
      it(`${name} is told ${lie} with a guessed origin: nothing`, () => {
        const target = make();
        attack(target, lie);
        const request = target.ask();
        attack(target, lie);
        assert.equal(target.answer(request), Verdict.Sampled);
        attack(target, lie);
      });

  it("none of a request's 64 bits can be foretold from those before it", () => {
    const target = TARGETS["a client"]();
    const nonce = new Timestamp();
    let [ones, changes, before] = [bits(), bits(), ""];
    for (let i = 0; i < 400; i++) {
      readTimestamp(new Datagram(target.ask().bytes), TRANSMIT_TIMESTAMP, nonce);
      const now = [nonce.seconds, nonce.fraction].map(word => word.toString(2).padStart(32, "0")).join("");
      ones = ones.map((count, bit) => count + Number(now[bit]));
      changes = changes.map((count, bit) => count + Number(before !== "" && now[bit] !== before[bit]));
      before = now;
    }
    for (const count of [...ones, ...changes]) assert.ok(count > 140 && count < 260, String(count));
  });
});

function bits(): number[] {
  return new Array<number>(64).fill(0);
}

describe("off the path, who sends to all", () => {
  const rows: { lie: string; verdict: Verdict }[] = [
    { lie: "an answer that is an hour off", verdict: Verdict.BadDelay },
    { lie: "a kiss-o'-death DENY", verdict: Verdict.Unsynchronized },
    { lie: "a kiss-o'-death RSTR", verdict: Verdict.Unsynchronized },
    { lie: "a kiss-o'-death RATE", verdict: Verdict.Unsynchronized },
    { lie: "a kiss-o'-death that nobody knows", verdict: Verdict.Unsynchronized },
    { lie: "that it has no time", verdict: Verdict.Unsynchronized },
    { lie: "that it follows us", verdict: Verdict.Loop },
    { lie: "a crypto-NAK", verdict: Verdict.CryptoNak },
    { lie: "half a header", verdict: Verdict.Malformed },
  ];
  for (const { lie, verdict } of rows)
    it(`a broadcast client is told ${lie}, in a broadcast: nothing, and the next true one is taken`, () => {
      const target = new BroadcastClient().settle();
      target.rig.pass(20);
      const before = samplesOf(target);
      for (let i = 0; i < 30; i++) assert.equal(target.hear(LIES[lie]), verdict);
      assert.equal(samplesOf(target), before);
      target.rig.passAnswering(44);
      assert.equal(target.hear(), Verdict.Sampled);
      assert.equal(target.rig.engine.system.stratum, 3);
    });
});

function samplesOf({ association }: Target): string {
  const { filter, leap, stratum, refid, reach, rateFloorLog2, listening } = association!;
  const { delay, isRefused, wayTime } = listening;
  return JSON.stringify([
    filter.stageCount,
    filter.offset,
    leap,
    stratum,
    refid,
    reach,
    rateFloorLog2,
    delay,
    isRefused,
    wayTime,
  ]);
}
