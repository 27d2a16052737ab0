import assert from "node:assert/strict";
import { SECOND } from "../../src/time/fixed.js";
import { SecondCount } from "../../src/refclock/second-count.js";
import { instant } from "../support/quantities.js";

/** Marks at counter readings, named; answers which names are believed. */
function tell(
  count: SecondCount,
  marks: readonly (readonly [at: number, name: number])[],
  allowed = 0,
): boolean[] {
  return marks.map(([at, name]) => count.told(instant(at), name, SECOND, 500, allowed));
}

/** A count that has it that reading 12 is second 1012. */
function settled(): SecondCount {
  const count = new SecondCount();
  assert.deepEqual(
    tell(count, [
      [10, 1010],
      [11, 1011],
      [12, 1012],
    ]),
    [false, false, true],
  );
  return count;
}

const row = (from: number, length: number, ahead: number): [number, number][] =>
  Array.from({ length }, (_, i) => [from + i, 1000 + from + i + ahead]);

describe("the count of seconds", () => {
  it("is believed from the third mark on", () => assert.ok(settled().isSettled));

  it("begins anew while it is not", () =>
    assert.deepEqual(
      tell(new SecondCount(), [
        [10, 1010],
        [11, 1011],
        [12, 1013],
        [13, 1014],
        [14, 1015],
      ]),
      [false, false, false, false, true],
    ));

  it("is told the same mark twice", () => {
    const count = new SecondCount();
    assert.deepEqual(
      tell(count, [
        [10, 1010],
        [10, 1010],
        [10, 1010],
        [11, 1011],
      ]),
      [false, false, false, false],
    );
    assert.deepEqual(
      tell(settled(), [
        [12, 1012],
        [12, 1012],
      ]),
      [true, true],
    );
  });

  it("goes on over a gap, and no further than seconds can be counted", () => {
    assert.deepEqual(tell(settled(), [[512, 1512]]), [true]);
    assert.deepEqual(
      tell(settled(), [
        [513, 1513],
        [514, 1514],
        [515, 1515],
      ]),
      [false, false, true],
    );
  });

  it("is not moved by one mark that is named otherwise", () => {
    const count = settled();
    assert.deepEqual(
      tell(count, [
        [13, 1014],
        [14, 1014],
      ]),
      [false, true],
    );
    assert.ok(!count.isInDoubt);
  });

  it("is not in doubt when one mark is named otherwise three times", () => {
    const count = settled();
    tell(count, [
      [13, 1014],
      [13, 1014],
      [13, 1014],
    ]);
    assert.ok(!count.isInDoubt);
  });

  it("is in doubt from the third on that differs alike, and moved by the thirtieth", () => {
    const count = settled();
    assert.deepEqual(tell(count, row(13, 2, 2)), [false, false]);
    assert.ok(!count.isInDoubt);
    tell(count, row(15, 1, 2));
    assert.ok(count.isInDoubt);
    assert.deepEqual(
      tell(count, row(16, 26, 2)),
      Array.from({ length: 26 }, () => false),
    );
    assert.deepEqual(tell(count, row(42, 2, 2)), [true, true]);
    assert.ok(!count.isInDoubt);
  });

  it("is not moved by names that differ now so, now so", () => {
    const count = settled();
    for (let i = 0; i < 100; i++) assert.deepEqual(tell(count, row(13 + i, 1, 1 + (i % 2))), [false]);
    assert.ok(!count.isInDoubt);
  });

  it("is moved by a leap second at once", () => {
    const count = settled();
    assert.deepEqual(tell(count, [[13, 1012]], -1), [true]);
    assert.deepEqual(tell(count, [[14, 1013]]), [true]);
    assert.deepEqual(tell(settled(), [[13, 1014]], -1), [false]);
  });
});
