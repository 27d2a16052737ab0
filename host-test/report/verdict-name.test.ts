import assert from "node:assert/strict";
import { Verdict } from "../../src/core/verdict.js";
import { verdictName } from "../../src/report/verdict-name.js";

describe("verdicts", () => {
  it("each has a name of its own", () => {
    const all = Array.from({ length: Verdict.Count }, (_, verdict) => verdictName(verdict));
    assert.equal(new Set(all).size, all.length, all.join("; "));
    assert.ok(!all.includes(""));
    assert.throws(() => verdictName(Verdict.Count + 1), /unexpected case/);
  });
});
