import assert from "node:assert/strict";
import {
  civilAt,
  civilOf,
  clockText,
  dateText,
  endedDayText,
  milliseconds,
  pad,
  shortMonth,
  shortWeekday,
  weekdayName,
} from "../../src/time/civil-text.js";
import { DAY, daysToSeconds } from "../../src/time/calendar.js";
import { Timestamp } from "../../src/time/moment.js";

function at(seconds: number, fraction: number): Timestamp {
  const time = new Timestamp();
  time.set(seconds, fraction);
  return time;
}

describe("civil times in words", () => {
  it("have two digits for each part, and the year all that it has", () => {
    const civil = civilAt(daysToSeconds(2036, 2, 7) + 6 * 3600 + 8 * 60 + 5);
    assert.equal(`${dateText(civil)} ${clockText(civil)}`, "2036-02-07 06:08:05");
    assert.deepEqual([pad(7), pad(7, " "), pad(123)], ["07", " 7", "123"]);
  });

  it("milliseconds are cut off, not rounded", () => {
    assert.equal(milliseconds(at(0, 0xffffffff)), "999");
    assert.equal(milliseconds(at(0, 4_294_967)), "000");
    assert.equal(milliseconds(at(0, 4_294_968)), "001");
  });

  it("an offset may lead into another day", () => {
    const civil = civilOf(at(0xd17cbba5, 0), -10 * 3600);
    assert.equal(
      `${weekdayName(civil)} ${dateText(civil)} ${clockText(civil)}`,
      "Monday 2011-05-16 23:17:25",
    );
  });

  it("a day is told by its own date where its end is known", () =>
    assert.equal(endedDayText(daysToSeconds(2027, 1, 1)), "2026-12-31"));

  it("days of the week and months have the vendors' short names", () => {
    const days = Array.from({ length: 7 }, (_, i) => shortWeekday(civilAt(i * DAY)));
    const months = Array.from({ length: 12 }, (_, i) => shortMonth(civilAt(daysToSeconds(2026, i + 1, 1))));
    assert.deepEqual(days, ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
    assert.equal(months.join(" "), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
  });
});
