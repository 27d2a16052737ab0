import assert from "node:assert/strict";
import { readRtc, RtcRecord, rtcText } from "../../src/runtime/rtc-record.js";
import { FOREVER } from "../../src/time/fixed.js";

const FIRST = "-0.000412 0.001012 -1.234 2.000 12 2026-11-20T12:34:56Z";

const ROWS = [
  { name: "as it is measured", text: "-0.000412 0.001012 -1.234 2.000 12 2026-11-20T12:34:56Z\nchip DS3231\n", believed: true },
  { name: "of a chip being set", text: "0.000000 2097152.000000 0.000 5.000 0 2040-02-29T00:00:00Z\nchip DS3231\n", believed: false },
  { name: "with what it is worth as an oscillator", text: `${FIRST}\nchip DS3231\ngain -1.2345 86400\nhorizon 4096 21 1.012 2.034\nhorizon 131072 4 1.012 2.034\n`, believed: true },
]; // prettier-ignore

describe("the record of a real-time clock", () => {
  for (const { name, text, believed } of ROWS)
    it(`${name} is read as it was written`, () => {
      const record = new RtcRecord("DS3231");
      assert.ok(readRtc(text, record));
      assert.equal(rtcText(record), text);
      assert.equal(record.isBelieved, believed);
      if (!believed) assert.equal(record.error, FOREVER);
    });

  for (const text of [
    "",
    "0.0",
    "-0.000412 0.001012 -1.234 2.000 12 yesterday",
    "a b c d e f",
    `${FIRST}\nchip RV-3028`,
    `9${FIRST.slice(1)}`.replace(".", "9999999999."),
  ])
    it(`is not read of ${JSON.stringify(text)}`, () =>
      assert.equal(readRtc(text, new RtcRecord("DS3231")), false));

  it("is read of an earlier version's line, too", () => {
    const record = new RtcRecord("DS3231");
    assert.ok(readRtc(`${FIRST}\n`, record));
    assert.ok(Number.isNaN(record.second.gain));
  });

  for (const line of [
    "gain 501 0",
    "gain 1 -1",
    "gain x 0",
    "horizon 1024 1 1 1",
    "horizon 4096 0 1 1",
    "horizon 4096 1 2 1",
    "drivel",
  ])
    it(`does without "${line}", which no chip is the cause of`, () => {
      const record = new RtcRecord("DS3231");
      assert.ok(readRtc(`${FIRST}\n${line}\n`, record));
      assert.equal(rtcText(record), `${FIRST}\nchip DS3231\n`);
    });
});
