import assert from "node:assert/strict";
import { RtcDue } from "../../src/runtime/rtc-due.js";
import { type Instant } from "../../src/time/moment.js";
import { instant } from "../support/quantities.js";

/** A unit of time before `seconds` after the counter showed 100 s. */
function justBefore(seconds: number): Instant {
  const at = instant(100 + seconds);
  at.add(-1);
  return at;
}

describe("a real-time clock is due", () => {
  for (const { name, isHolding, seconds } of [
    { name: "1024 s after the last time", isHolding: false, seconds: 1024 },
    { name: "256 s after it while the time is held", isHolding: true, seconds: 256 },
  ])
    it(`to be compared ${name}`, () => {
      const due = new RtcDue();
      due.compared(instant(100));
      assert.ok(!due.isComparison(justBefore(seconds), isHolding));
      assert.ok(due.isComparison(instant(100 + seconds), isHolding));
    });

  it("to be written down at first, and then every so many hours", () => {
    const due = new RtcDue();
    assert.ok(due.isRecord(instant(100), 6));
    due.written(instant(100));
    assert.ok(!due.isRecord(justBefore(6 * 3600), 6));
    assert.ok(due.isRecord(instant(100 + 6 * 3600), 6));
    assert.ok(due.isRecord(instant(100 + 3600), 1));
    assert.ok(!due.isRecord(justBefore(3600), 1));
    due.isAtOnce = true;
    assert.ok(due.isRecord(instant(101), 6), "when that is wanted");
  });
});
