/** What a receiver's second costs on XS. Counts are exact, so the budgets leave room for a small change and no more. */
import assert from "node:assert/strict";
import { resolve } from "node:path";
import { BUILD, Machine } from "./machine.js";
import { describeOnXs } from "./support.js";

/** Of a second of four sentences: what came of it, and bytecodes for each of its octets, all included. */
const BUDGETS = [
  { what: "reader", results: 4, octet: 113 },
  { what: "line", results: 4, octet: 179 },
  { what: "clock", results: 1, octet: 258 },
] as const;

const METERED = 100;

describeOnXs("what a receiver's second costs", function () {
  let machine: Machine;
  before(async () => {
    machine = new Machine();
    await machine.import(resolve(BUILD, "host-test/xs/receiver-workload.js"));
  });
  after(() => machine.close());

  for (const { what, results, octet } of BUDGETS)
    it(`the ${what}: at most ${octet} bytecodes an octet, and no slot`, async () => {
      await machine.command(what);
      await machine.command(`fill ${METERED}`);
      await machine.command("collect");
      const { meter: empty } = await machine.command("rehearse 0");
      const { meter: rehearsed } = await machine.command(`rehearse ${METERED}`);
      const { meter: worked, text } = await machine.command(`work ${METERED}`);
      const [sentences, octets, all] = text.split(" ").map(Number);
      assert.equal(all, METERED * results);
      const around = rehearsed.currentHeapCount - empty.currentHeapCount;
      assert.equal(worked.currentHeapCount - rehearsed.currentHeapCount - around, 0);
      const second = (worked.compute - rehearsed.compute) / METERED;
      const each = second / octets;
      assert.ok(each <= octet, `${each} an octet, ${second / sentences} a sentence`);
      assert.ok(each > octet * 0.9, `${each}: the budget can be lowered`);
    });
});
