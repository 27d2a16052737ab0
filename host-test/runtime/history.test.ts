import assert from "node:assert/strict";
import { Leap } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { type LeapSecond } from "../../src/core/leap-second.js";
import { SoftwareClock } from "../../src/core/software-clock.js";
import { History } from "../../src/runtime/history.js";
import { DAY } from "../../src/time/calendar.js";
import { PPM, SECOND } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";

/** The end of 2026. */
const YEAR_END = 4_007_750_400;

/** A history whose clock shows `seconds` at counter reading 0, and whose leap second is at the end of 2026. */
function historyAt(seconds: number): History {
  const clock = new SoftwareClock();
  const time = new Timestamp();
  time.set(seconds, 0);
  clock.set(new Instant(), time);
  return new History(clock, { dayEnd: YEAR_END } as LeapSecond);
}

function at(second: number): Instant {
  const instant = new Instant();
  instant.set(second, 0);
  return instant;
}

describe("history", () => {
  it("begins with nothing", () => {
    const { steppedBy, leap, startedWith } = historyAt(0);
    assert.deepEqual([steppedBy, leap, startedWith], [0, Leap.None, undefined]);
  });

  it("keeps the last step, the loss of the last source, and what it started with", () => {
    const history = historyAt(0);
    history.take(Happening.DriftRead, -40 * PPM, "3 h old", at(1));
    history.take(Happening.Stepped, SECOND, "", at(2));
    history.take(Happening.Stepped, -SECOND, "", at(5));
    history.take(Happening.Holdover, 0, "", at(9));
    history.take(Happening.RtcCarries, 0, "", at(10));
    history.take(Happening.Synchronized, 0, "", at(11));
    assert.deepEqual([history.steppedBy, history.steppedAt.seconds], [-SECOND, 5]);
    assert.deepEqual([history.heldSince.seconds, history.carriedSince.seconds], [9, 10]);
    assert.deepEqual([history.startedWith, history.startedWithAge], [-40 * PPM, "3 h old"]);
  });

  const leaps = [
    { name: "inserted", happened: [[Happening.LeapInserted, -SECOND]], leap: Leap.Insert },
    { name: "left out", happened: [[Happening.LeapDeleted, SECOND]], leap: Leap.Delete },
    { name: "inserted, found out late", happened: [[Happening.SecondMoved, -SECOND]], leap: Leap.Insert },
    { name: "left out, found out late", happened: [[Happening.SecondMoved, SECOND]], leap: Leap.Delete },
    {
      name: "inserted by mistake",
      happened: [
        [Happening.LeapInserted, -SECOND],
        [Happening.SecondMoved, SECOND],
      ],
      leap: Leap.None,
    },
  ];
  for (const { name, happened, leap } of leaps)
    it(`keeps the last leap second: ${name}`, () => {
      const history = historyAt(YEAR_END + 600);
      for (const [happening, value] of happened) history.take(happening, value, "", at(0));
      assert.equal(history.leap, leap);
      assert.equal(history.leapDayEnd, YEAR_END);
    });

  it("a leap second found out late in another month is another one", () => {
    const history = historyAt(YEAR_END + 600);
    history.take(Happening.LeapInserted, -SECOND, "", at(0));
    history.take(Happening.SecondMoved, SECOND, "", at(31 * DAY));
    assert.deepEqual([history.leap, history.leapDayEnd], [Leap.Delete, YEAR_END + 31 * DAY]);
  });
});
