/** What a packet may cost on XS. Counts are exact, so the budgets leave room for a small change and no more. */
import assert from "node:assert/strict";
import { BusyNode, METERED, type Cost } from "./cost.js";
import { describeOnXs } from "./support.js";

/**
 * `bytecodes`: from the arrival of a request to the departure of its answer; from the alarm that begins an
 * exchange to the discipline that ends it. `endurance`: an exchange takes so much longer than a request.
 */
const BUDGETS = [
  { kind: "server", packet: "request", bytecodes: 1_930, endurance: 1_000_000 },
  { kind: "client", packet: "exchange", bytecodes: 29_500, endurance: 20_000 },
] as const;

/** Packets for one command: the meter counts to 2^32. */
const AT_ONCE = 100_000;

describeOnXs("what a packet costs", () => {
  for (const { kind, packet, bytecodes, endurance } of BUDGETS)
    describe(`a ${kind}`, function () {
      this.timeout(300_000);
      let node: BusyNode;
      let cost: Cost;
      before(async () => {
        node = await BusyNode.start(kind);
        cost = await node.cost();
      });
      after(() => node.close());

      it(`takes at most ${bytecodes} bytecodes for one ${packet}`, () => {
        assert.ok(cost.bytecodes <= bytecodes, `${cost.bytecodes}`);
        assert.ok(cost.bytecodes > bytecodes * 0.9, `${cost.bytecodes}: the budget can be lowered`);
      });

      it(`takes no slot for ${METERED} of them`, () => assert.equal(cost.slots, 0));

      it(`makes no arena grow over ${endurance} of them`, async () => {
        const { allocate } = (await node.work(1)).meter;
        for (let done = 0; done < endurance; done += AT_ONCE)
          assert.equal((await node.work(Math.min(endurance, AT_ONCE))).meter.allocate, allocate);
      });
    });
});
