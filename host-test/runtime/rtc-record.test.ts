import assert from "node:assert/strict";
import { readRtc, RtcRecord, rtcText } from "../../src/runtime/rtc-record.js";
import { FOREVER } from "../../src/time/fixed.js";

const ROWS = [
  { name: "as it is measured", text: "-0.000412 0.001012 -1.234 2.000 12 2026-11-20T12:34:56Z\n", believed: true },
  { name: "of a chip being set", text: "0.000000 2097152.000000 0.000 5.000 0 2040-02-29T00:00:00Z\n", believed: false },
]; // prettier-ignore

describe("the record of a real-time clock", () => {
  for (const { name, text, believed } of ROWS)
    it(`${name} is read as it was written`, () => {
      const record = new RtcRecord();
      assert.ok(readRtc(text, record));
      assert.equal(rtcText(record), text);
      assert.equal(record.isBelieved, believed);
      if (!believed) assert.equal(record.error, FOREVER);
    });

  for (const text of ["", "0.0", "-0.000412 0.001012 -1.234 2.000 12 yesterday", "a b c d e f"])
    it(`is not read of ${JSON.stringify(text)}`, () => assert.equal(readRtc(text, new RtcRecord()), false));
});
