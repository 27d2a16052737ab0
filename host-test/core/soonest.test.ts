import assert from "node:assert/strict";
import { Soonest } from "../../src/core/soonest.js";
import { instant } from "../support/quantities.js";

describe("the soonest of several", () => {
  it("is none, the only one, or the first", () => {
    const soonest = new Soonest();
    assert.equal(soonest.isAny, false);
    for (const [seconds, wanted] of [
      [50, 50],
      [70, 50],
      [50, 50],
      [20, 20],
    ]) {
      soonest.take(instant(seconds));
      assert.equal(soonest.isAny, true);
      assert.equal(soonest.at.seconds, wanted);
    }
    soonest.clear();
    assert.equal(soonest.isAny, false);
    soonest.take(instant(99));
    assert.equal(soonest.at.seconds, 99, "what was before is forgotten");
  });
});
