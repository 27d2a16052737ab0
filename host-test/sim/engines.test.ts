/** The same scenario on Node and on XS: the same world, second by second, bit by bit. */
import assert from "node:assert/strict";
import { resolve } from "node:path";
import { BUILD, Machine } from "../xs/machine.js";
import { describeOnXs } from "../xs/support.js";
import { runScenario } from "./scenario.js";
import { SCENARIOS } from "./scenarios.js";
import { traceOf } from "./trace.js";

const SECONDS = 2000;
const POLLS = { min: 4, max: 6 };
const SEED = 3;

describeOnXs("simulation", () => {
  for (const scenario of SCENARIOS)
    it(`${scenario.name} for ${SECONDS} s is the same as on Node (seed ${SEED})`, async function () {
      this.timeout(120_000);
      const { probe } = runScenario({ ...scenario, seconds: SECONDS, settling: 0 }, POLLS, SEED);
      const onNode = traceOf(probe).split("\n");
      assert.ok(probe.invariant.synchronizedAt > 0);
      const machine = new Machine();
      try {
        await machine.import(resolve(BUILD, "host-test/sim/on-xs.js"));
        const command = `${scenario.name} ${POLLS.min} ${POLLS.max} ${SECONDS} ${SEED}`;
        const onXs = (await machine.command(command)).text.split("\n");
        for (let i = 0; i < onNode.length; i++) assert.equal(onXs[i], onNode[i]);
        assert.equal(onXs.length, onNode.length);
      } finally {
        machine.close();
      }
    });
});
