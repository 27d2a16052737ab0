/** The profiles that leave parts out, on XS: what they name is all that is there, and what their nodes cost. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { BusyNode, type Cost } from "./cost.js";
import { profileBuild } from "./part-of-build.js";
import { describeOnXs } from "./support.js";

const CLIENT = { manifest: "manifest_client.json", module: "clock-alone" } as const;
const CLIENT_SERVER = { manifest: "manifest_client_server.json", module: "serving-clock-alone" } as const;

/** `slots`: what the node keeps. Counts are exact, so the budgets leave room for a small change and no more. */
const ROWS = [
  { of: CLIENT, kind: "client", sources: 1, packet: "exchange", bytecodes: 43_000, slots: 1_548 },
  { of: CLIENT, kind: "client", sources: 3, packet: "exchange", bytecodes: 51_500, slots: 2_138 },
  { of: CLIENT_SERVER, kind: "client", sources: 3, packet: "exchange", bytecodes: 51_500, slots: 2_268 },
  { of: CLIENT_SERVER, kind: "server", sources: 1, packet: "request", bytecodes: 2_850, slots: 1_678 },
] as const;

describeOnXs("the profiles that leave parts out", () => {
  for (const { of, kind, sources, packet, bytecodes, slots } of ROWS)
    describe(`${of.manifest}, a ${kind} of ${sources}`, () => {
      let folder: string;
      let node: BusyNode;
      let cost: Cost;
      before("has all that it needs, and is synchronized", async () => {
        folder = profileBuild(of.manifest);
        node = await BusyNode.start(kind, sources, join(folder, `host-test/xs/${of.module}.js`));
        cost = await node.cost();
      });
      after(() => {
        node.close();
        rmSync(folder, { recursive: true });
      });

      it(`takes at most ${bytecodes} bytecodes for one ${packet}`, () => {
        assert.ok(cost.bytecodes <= bytecodes, `${cost.bytecodes}`);
        assert.ok(cost.bytecodes > bytecodes * 0.95, `${cost.bytecodes}: the budget can be lowered`);
      });

      it(`takes no slot for one ${packet}, and no arena grows`, () =>
        assert.deepEqual([cost.slots, cost.arenas], [0, 0]));

      it(`keeps ${slots} slots`, () => assert.equal(node.slots, slots));
    });
});
