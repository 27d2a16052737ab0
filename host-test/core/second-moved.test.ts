import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { SecondMoved } from "../../src/core/second-moved.js";
import { SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";

const at = (seconds: number): Instant => {
  const instant = new Instant();
  instant.set(seconds, 0);
  return instant;
};

describe("second moved", () => {
  it("counts samples that agree, and since when", () => {
    const moved = new SecondMoved();
    assert.equal(moved.add(-SECOND, at(100)), 0);
    assert.equal(moved.add(-SECOND, at(164)), 64 * SECOND);
    assert.deepEqual([moved.by, moved.samples], [-SECOND, 2]);
  });

  it("begins anew with one that moved the other way", () => {
    const moved = new SecondMoved();
    moved.add(-SECOND, at(100));
    moved.add(-SECOND, at(110));
    assert.equal(moved.add(SECOND, at(120)), 0);
    assert.deepEqual([moved.by, moved.samples], [SECOND, 1]);
  });

  it("begins anew after one that has not moved", () => {
    const moved = new SecondMoved();
    moved.add(SECOND, at(100));
    moved.reset();
    assert.equal(moved.samples, 0);
    assert.equal(moved.add(SECOND, at(200)), 0);
    assert.equal(moved.samples, 1);
  });

  it("goes with all else that is known of a source", () => {
    const association = new Association(0);
    association.secondMoved.add(SECOND, at(100));
    association.forget();
    assert.equal(association.secondMoved.samples, 0);
  });
});
