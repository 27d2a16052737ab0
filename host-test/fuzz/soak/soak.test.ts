import assert from "node:assert/strict";
import { Verdict } from "../../../src/core/verdict.js";
import { KINDS } from "./hostile.js";
import { Soak } from "./soak.js";

const HOSTILE = 100_000;

describe("soak", () => {
  it(`${HOSTILE} hostile datagrams: time is kept and served as if there were none (seed 1)`, function () {
    this.timeout(300_000);
    const { clients, followed, hostile, invariant, kinds, mimicked, octetsOut, verdicts } = new Soak(1).runTo(
      HOSTILE,
    );
    assert.ok(hostile >= HOSTILE);
    for (const kind of KINDS) assert.ok(kinds.get(kind)! > HOSTILE / (2 * KINDS.length), kind);
    assert.equal(invariant.violations, 0);
    assert.ok(invariant.synchronizedAt >= 0);
    assert.equal(followed, 3);
    assert.deepEqual(clients, { asked: 12, answered: 12 });
    assert.ok(mimicked.asked > 0 && mimicked.answered > 0);
    for (const verdict of [Verdict.Sampled, Verdict.Answered, Verdict.Limited, Verdict.BogusOrigin])
      assert.ok(verdicts[verdict] > 0, `verdict ${verdict}`);
    assert.ok(octetsOut < 1, `${octetsOut} octets sent for each hostile one`);
  });
});
