/** What a packet may cost on XS. Counts are exact, so the budgets leave room for a small change and no more. */
import assert from "node:assert/strict";
import { BusyNode, METERED, type Cost } from "./cost.js";
import { describeOnXs } from "./support.js";

/** Of a request that is authenticated, and its answer. */
const KEYED = [
  ["md5", 4_400],
  ["sha1", 4_450],
  ["sha256", 4_450],
  ["sha384", 4_450],
  ["sha512", 4_450],
  ["hmac-sha-1", 4_600],
  ["hmac-sha-256", 4_600],
  ["hmac-sha-384", 4_600],
  ["hmac-sha-512", 4_600],
  ["aes-128-cmac", 6_200],
  ["aes-256-cmac", 6_200],
] as const;

/**
 * `bytecodes`: from the arrival of a request to the departure of its answer; from the alarm that begins an
 * exchange, or the arrival of a broadcast, to the discipline that ends it. `endurance`: an exchange takes so much
 * longer than a request.
 */
const BUDGETS = [
  { kind: "server", packet: "request", sources: 8, bytecodes: 2_750, endurance: 1_000_000 },
  // Ten rules are looked at, and in the second row an account of the sender is kept besides.
  { kind: "guarded", packet: "request", sources: 8, bytecodes: 3_400, endurance: 100_000 },
  { kind: "limited", packet: "request", sources: 8, bytecodes: 4_500, endurance: 100_000 },
  // With a MAC, and so is the answer; what the platform does for it is left out.
  ...KEYED.map(([mode, bytecodes]) => {
    return { kind: `keyed-${mode}`, packet: "request", sources: 8, bytecodes, endurance: 20_000 } as const;
  }),
  { kind: "client", packet: "exchange", sources: 8, bytecodes: 87_600, endurance: 5_000 },
  { kind: "peer", packet: "exchange", sources: 8, bytecodes: 91_500, endurance: 5_000 },
  { kind: "seeker", packet: "exchange", sources: 2, bytecodes: 41_500, endurance: 5_000 },
  { kind: "broadcaster", packet: "broadcast", sources: 8, bytecodes: 20_400, endurance: 5_000 },
  { kind: "listener", packet: "broadcast", sources: 8, bytecodes: 37_200, endurance: 5_000 },
] as const;

/**
 * As its sources grow in number: bytecodes of one exchange, in which all are selected among anew, metered over so
 * many; and the slots that a node keeps. A source takes 384 of them, whatever comes and goes.
 */
const SOURCES = [
  { sources: 1, bytecodes: 42_300, metered: 1_000, slots: 2_780 },
  { sources: 8, bytecodes: 87_600, metered: 256, slots: 5_500 },
  { sources: 32, bytecodes: 232_000, metered: 256, slots: 14_700 },
  { sources: 128, bytecodes: 875_000, metered: 64, slots: 51_600 },
] as const;

/** Packets for one command: the meter counts to 2^32. */
const AT_ONCE = 20_000;

describeOnXs("what a packet costs", () => {
  for (const { kind, packet, sources, bytecodes, endurance } of BUDGETS)
    describe(`a ${kind}, of ${sources}`, function () {
      this.timeout(300_000);
      let node: BusyNode;
      let cost: Cost;
      before(async () => {
        node = await BusyNode.start(kind, sources);
        cost = await node.cost(packet === "request" ? METERED : 256);
      });
      after(() => node.close());

      it(`takes at most ${bytecodes} bytecodes for one ${packet}`, () => {
        assert.ok(cost.bytecodes <= bytecodes, `${cost.bytecodes}`);
        assert.ok(cost.bytecodes > bytecodes * 0.9, `${cost.bytecodes}: the budget can be lowered`);
      });

      it("takes no slot for hundreds of them", () => assert.equal(cost.slots, 0));

      it(`makes no arena grow over ${endurance} of them`, async () => {
        const { allocate } = (await node.work(1)).meter;
        for (let done = 0; done < endurance; done += AT_ONCE)
          assert.equal((await node.work(Math.min(endurance, AT_ONCE))).meter.allocate, allocate);
      });
    });

  for (const { sources, bytecodes, metered, slots } of SOURCES)
    describe(`a client of ${sources}`, function () {
      this.timeout(300_000);
      let node: BusyNode;
      let cost: Cost;
      before(async () => {
        node = await BusyNode.start("client", sources);
        cost = await node.cost(metered);
      });
      after(() => node.close());

      it(`takes at most ${bytecodes} bytecodes for one exchange`, () => {
        assert.ok(cost.bytecodes <= bytecodes, `${cost.bytecodes}`);
        assert.ok(cost.bytecodes > bytecodes * 0.8, `${cost.bytecodes}: the budget can be lowered`);
      });

      it(`takes no slot for ${metered} of them`, () => assert.equal(cost.slots, 0));

      it(`keeps at most ${slots} slots`, () => {
        assert.ok(node.slots <= slots, `${node.slots}`);
        assert.ok(node.slots > slots * 0.97, `${node.slots}: the budget can be lowered`);
      });
    });
});
