/** What a notification costs on XS. Counts are exact, so the budgets leave room for a small change and no more. */
import assert from "node:assert/strict";
import { resolve } from "node:path";
import { BUILD, type Answer, Machine } from "./machine.js";
import { describeOnXs } from "./support.js";

/** Of one that tells of another stratum: `slots` are soon given back. */
const BUDGETS = [
  { hosts: 0, bytecodes: 270, slots: 0 },
  { hosts: 1, bytecodes: 15_500, slots: 175 },
  { hosts: 8, bytecodes: 118_000, slots: 1_060 },
] as const;

/** Few enough that nothing is collected meanwhile. */
const METERED = 10;

describeOnXs("what a notification costs", function () {
  let machine: Machine;
  before(async () => {
    machine = new Machine();
    await machine.import(resolve(BUILD, "host-test/xs/trap-workload.js"));
  });
  after(() => machine.close());

  for (const { hosts, bytecodes, slots } of BUDGETS)
    it(`to ${hosts} hosts it takes at most ${bytecodes} bytecodes and ${slots} slots`, async () => {
      const told = async (command: string): Promise<Answer> => machine.command(command);
      await told(`hosts ${hosts}`);
      await told("collect");
      const { meter: empty, text: before } = await told("rehearse 0");
      const { meter: rehearsed } = await told(`rehearse ${METERED}`);
      const { meter: worked, text: after } = await told(`work ${METERED}`);
      assert.equal(Number(after) - Number(before), METERED * hosts);
      const around = rehearsed.currentHeapCount - empty.currentHeapCount;
      const taken = (worked.currentHeapCount - rehearsed.currentHeapCount - around) / METERED;
      const run = (worked.compute - rehearsed.compute) / METERED;
      assert.ok(run <= bytecodes && taken <= slots, `${run} bytecodes, ${taken} slots`);
      assert.ok(run > bytecodes * 0.9 && taken >= slots * 0.9, `${run}, ${taken}: the budget can be lowered`);
    });
});
