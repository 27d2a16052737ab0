/** A place in the pool: what a new source finds in it, and what is forgotten of an old one. */
import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { PeerEvent } from "../../src/core/event-counts.js";
import { Link, LinkKind } from "../../src/core/link.js";
import { Pace } from "../../src/core/schedule.js";
import { ServerAddress } from "../../src/core/server-address.js";
import { Verdict } from "../../src/core/verdict.js";
import { Family } from "../../src/wire/address.js";
import { endpoint, server } from "../support/engine-rig.js";
import { instant, ms } from "../support/quantities.js";

/** What one packet after the other says, and what is made of it. */
const SAID = [
  "leap",
  "stratum",
  "peerPollLog2",
  "peerMode",
  "rootDelay",
  "rootDispersion",
  "refid",
  "reach",
  "rateFloorLog2",
  "standing",
  "isAccused",
  "accusedSec",
  "pollsUnused",
  "isHeard",
  "isProven",
] as const;
const STAMPS = ["reference", "origin", "receive", "transmit", "destination"] as const;

/** One that has been used, so that nothing of it is as in a new one. */
function used(): Association {
  const one = new Association(0);
  one.mobilize(server("192.0.2.1"));
  for (const name of SAID) {
    const value = one[name];
    const other = typeof value === "boolean" ? !value : value === -Infinity ? 7 : value - 1;
    Object.assign(one, { [name]: other });
  }
  for (const name of STAMPS) one[name].set(7, 7);
  for (let i = 0; i < 4; i++) one.filter.add(ms(i), ms(1), ms(1), instant(100 + i), instant(100 + i));
  one.exchange.isOpen = true;
  one.schedule.begin(Pace.Steady, instant(100));
  one.schedule.missed = one.schedule.rampLog2 = 3;
  return one;
}

describe("a place in the pool", () => {
  const forgets = [
    { name: "that another source takes", end: (one: Association) => one.mobilize(server("192.0.2.2")) },
    { name: "that is given up", end: (one: Association) => one.demobilize() },
    { name: "whose name has led elsewhere", end: (one: Association) => one.forget() },
  ];
  for (const { name, end } of forgets)
    it(`${name} is as new`, () => {
      const [one, fresh] = [used(), new Association(0)];
      for (const said of SAID) assert.notEqual(one[said], fresh[said], said);
      assert.equal(one.filter.sampleCount, 4);
      end(one);
      for (const said of SAID) assert.equal(one[said], fresh[said], said);
      for (const stamp of STAMPS) assert.ok(one[stamp].isZero(), stamp);
      assert.equal(one.filter.sampleCount, 0);
      const { schedule } = one;
      assert.deepEqual([schedule.pace, schedule.missed, schedule.rampLog2], [Pace.Halted, 0, Infinity]);
      assert.ok(!one.exchange.isOpen);
    });

  it("counts for each source anew, and how many there were", () => {
    const one = used();
    one.address.copy(endpoint("192.0.2.1"));
    one.addresses = [new ServerAddress(endpoint("192.0.2.1"))];
    one.addressIndex = 0;
    one.isResolving = true;
    one.heardOn = new Link(LinkKind.Service, Family.IPv4, -1);
    one.sent = one.unsent = one.received = 5;
    one.judged(Verdict.WrongMac);
    one.eventCode = PeerEvent.Denied;
    one.eventCount = 9;
    one.schedule.fruitlessRounds = 2;
    one.mobilize(server("192.0.2.2", { keyId: 4, minPollLog2: 5 }));
    assert.deepEqual([one.keyId, one.pollLog2, one.mobilizations], [4, 5, 2]);
    assert.deepEqual([one.addresses.length, one.addressIndex, one.isResolving], [0, -1, false]);
    assert.equal(one.address.word3, 0);
    assert.equal(one.heardOn, undefined);
    assert.deepEqual([one.sent, one.unsent, one.received], [0, 0, 0]);
    assert.deepEqual([...new Set(one.verdicts)], [0]);
    assert.equal(one.lastVerdict, Verdict.Answered);
    assert.deepEqual([one.eventCode, one.eventCount], [PeerEvent.Mobilized, 1]);
    assert.equal(one.schedule.fruitlessRounds, 0);
  });

  const polls = [
    { name: "within its new range", pollLog2: 8, min: 6, max: 10, floor: 0, then: 8 },
    { name: "above it", pollLog2: 12, min: 6, max: 10, floor: 0, then: 10 },
    { name: "below it", pollLog2: 4, min: 6, max: 10, floor: 0, then: 6 },
    { name: "below what its server lets us", pollLog2: 8, min: 6, max: 10, floor: 9, then: 9 },
    { name: "above its range, where its server lets us no faster", pollLog2: 8, min: 3, max: 6, floor: 7, then: 7 },
  ]; // prettier-ignore
  for (const { name, pollLog2, min, max, floor, then } of polls)
    it(`goes on under other settings: a poll interval ${name}`, () => {
      const one = used();
      one.pollLog2 = pollLog2;
      one.rateFloorLog2 = floor;
      one.retune(server("192.0.2.1", { minPollLog2: min, maxPollLog2: max }));
      assert.equal(one.pollLog2, then);
      assert.equal(one.filter.sampleCount, 4, "what is known of it stays");
    });
});
