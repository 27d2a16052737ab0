import assert from "node:assert/strict";
import { Loss } from "../../src/core/loss.js";
import { lossName } from "../../src/report/loss-name.js";

describe("losses", () => {
  it("each has a name of its own", () => {
    const count = Loss.TooLong + 1;
    const all = Array.from({ length: count }, (_, loss) => lossName(loss));
    assert.equal(new Set(all).size, count, all.join("; "));
    assert.ok(!all.includes(""));
    assert.throws(() => lossName(count), /unexpected case/);
  });
});
