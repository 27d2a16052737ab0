/** Accounts of so many at once and so many a second. */
import assert from "node:assert/strict";
import { Buckets } from "../../src/core/buckets.js";
import { SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";

describe("buckets", () => {
  it("give so many at once, then so many a second, each by itself", () => {
    const buckets = new Buckets(2, 5, 4);
    const now = new Instant();
    const taken = (index: number): number => {
      for (let count = 0; ; count++) if (!buckets.take(index, now)) return count;
    };
    assert.equal(taken(1), 5);
    for (const [eighths, count] of [
      [1, 0],
      [1, 1],
      [4, 2],
      [80, 5],
    ]) {
      now.add((eighths * SECOND) / 8);
      assert.equal(taken(1), count);
    }
    assert.equal(taken(0), 5);
  });
});
