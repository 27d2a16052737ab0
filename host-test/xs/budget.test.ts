/** What a packet may cost on XS. Counts are exact, so the budgets leave room for a small change and no more. */
import assert from "node:assert/strict";
import { BusyNode, METERED, type Cost } from "./cost.js";
import { describeOnXs } from "./support.js";
import { type Busy } from "./workload.js";

/** Of a request that is authenticated, and its answer. */
const KEYED = [
  ["md5", 5_250],
  ["sha1", 5_300],
  ["sha256", 5_300],
  ["sha384", 5_300],
  ["sha512", 5_300],
  ["hmac-sha-1", 5_450],
  ["hmac-sha-256", 5_450],
  ["hmac-sha-384", 5_450],
  ["hmac-sha-512", 5_450],
  ["aes-128-cmac", 7_050],
  ["aes-256-cmac", 7_050],
] as const;

interface Budget {
  readonly kind: Busy;
  readonly packet: "request" | "exchange" | "broadcast";
  readonly sources: number;
  readonly bytecodes: number;
  readonly endurance: number;
  readonly slots?: number;
}

/**
 * `bytecodes`: from the arrival of a request to the departure of its answer; from the alarm that begins an
 * exchange, or the arrival of a broadcast, to the discipline that ends it. `endurance`: an exchange takes so much
 * longer than a request. `slots`: what texts take that a packet is the reason of.
 */
const BUDGETS: readonly Budget[] = [
  { kind: "server", packet: "request", sources: 8, bytecodes: 3_540, endurance: 1_000_000 },
  // Senders are remembered where it may be asked who they are.
  { kind: "unasked", packet: "request", sources: 8, bytecodes: 3_050, endurance: 100_000 },
  { kind: "asked", packet: "request", sources: 8, bytecodes: 22_950, endurance: 20_000, slots: 36 },
  // Ten rules are looked at, and in the second row an account of the sender is kept besides.
  { kind: "guarded", packet: "request", sources: 8, bytecodes: 4_200, endurance: 100_000 },
  { kind: "limited", packet: "request", sources: 8, bytecodes: 5_325, endurance: 100_000 },
  // With a MAC, and so is the answer; what the platform does for it is left out.
  ...KEYED.map(([mode, bytecodes]) => {
    return { kind: `keyed-${mode}`, packet: "request", sources: 8, bytecodes, endurance: 20_000 } as const;
  }),
  { kind: "client", packet: "exchange", sources: 8, bytecodes: 87_500, endurance: 5_000 },
  { kind: "peer", packet: "exchange", sources: 8, bytecodes: 92_000, endurance: 5_000 },
  { kind: "seeker", packet: "exchange", sources: 2, bytecodes: 45_000, endurance: 5_000, slots: 14 },
  { kind: "broadcaster", packet: "broadcast", sources: 8, bytecodes: 20_600, endurance: 5_000 },
  { kind: "listener", packet: "broadcast", sources: 8, bytecodes: 37_100, endurance: 5_000 },
];

/**
 * As its sources grow in number: bytecodes of one exchange, in which all are selected among anew, metered over so
 * many; and the slots that a node keeps. A source takes 333 of them, whatever comes and goes.
 */
const SOURCES = [
  { sources: 1, bytecodes: 42_800, metered: 1_000, slots: 2_830 },
  { sources: 8, bytecodes: 87_500, metered: 256, slots: 5_160 },
  { sources: 32, bytecodes: 232_000, metered: 256, slots: 13_180 },
  { sources: 128, bytecodes: 872_000, metered: 64, slots: 45_200 },
] as const;

/** Packets for one command: the meter counts to 2^32. */
const AT_ONCE = 20_000;

describeOnXs("what a packet costs", () => {
  for (const { kind, packet, sources, bytecodes, endurance, slots = 0 } of BUDGETS)
    describe(`a ${kind}, of ${sources}`, function () {
      const metered = packet === "request" ? METERED : 256;
      this.timeout(300_000);
      let node: BusyNode;
      let cost: Cost;
      before(async () => {
        node = await BusyNode.start(kind, sources);
        cost = await node.cost(metered);
      });
      after(() => node.close());

      it(`takes at most ${bytecodes} bytecodes for one ${packet}`, () => {
        assert.ok(cost.bytecodes <= bytecodes, `${cost.bytecodes}`);
        assert.ok(cost.bytecodes > bytecodes * 0.9, `${cost.bytecodes}: the budget can be lowered`);
      });

      it(`takes ${slots === 0 ? "no slot" : `${slots} slots at most, soon given back,`} for one ${packet}`, () => {
        assert.ok(cost.slots <= slots * metered, `${cost.slots / metered}`);
        assert.ok(cost.slots >= slots * metered * 0.9, `${cost.slots / metered}: the budget can be lowered`);
      });

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
