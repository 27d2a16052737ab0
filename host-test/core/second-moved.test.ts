import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { SecondMoved } from "../../src/core/second-moved.js";
import { SECOND } from "../../src/time/fixed.js";
import { instant } from "../support/quantities.js";

describe("second moved", () => {
  it("counts samples that agree, and since when", () => {
    const moved = new SecondMoved();
    assert.equal(moved.judge(-SECOND, instant(100)), 0);
    assert.equal(moved.judge(-SECOND, instant(164)), 64 * SECOND);
    assert.deepEqual([moved.by, moved.samples], [-SECOND, 2]);
  });

  it("begins anew with one that moved the other way", () => {
    const moved = new SecondMoved();
    moved.judge(-SECOND, instant(100));
    moved.judge(-SECOND, instant(110));
    assert.equal(moved.judge(SECOND, instant(120)), 0);
    assert.deepEqual([moved.by, moved.samples], [SECOND, 1]);
  });

  it("begins anew after one that has not moved", () => {
    const moved = new SecondMoved();
    moved.judge(SECOND, instant(100));
    moved.reset();
    assert.equal(moved.samples, 0);
    assert.equal(moved.judge(SECOND, instant(200)), 0);
    assert.equal(moved.samples, 1);
  });

  it("goes with all else that is known of a source", () => {
    const association = new Association(0);
    association.secondMoved.judge(SECOND, instant(100));
    association.forget();
    assert.equal(association.secondMoved.samples, 0);
  });
});
