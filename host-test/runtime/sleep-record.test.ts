import assert from "node:assert/strict";
import { SleepCounter } from "../../src/core/sleep-counter.js";
import { readSleep, SleepRecord, sleepText } from "../../src/runtime/sleep-record.js";
import { FOREVER, SECOND } from "../../src/time/fixed.js";
import { crc32 } from "../../src/wire/crc32.js";

const MOST = 1500;

function fresh(): SleepRecord {
  return new SleepRecord(new SleepCounter(SECOND / 20));
}

/** Every number as long as it gets. */
function full(): SleepRecord {
  const record = fresh();
  const { counter, sleeps } = record;
  record.time.set(4_004_121_600, 4_294_967_295);
  record.counted.set(1_234_567_890, 123);
  record.calibration = -300_000_000;
  record.error = 12_345_678_901_234;
  sleeps.counted = sleeps.longest = 3_702_937_321_472_000;
  sleeps.corrected = -18_514_686_607_360;
  sleeps.swung = 18_514_686_607_360;
  sleeps.mayHaveLeapt = true;
  record.wanted.set(4_004_122_200, 1);
  record.lead = 3_000_000_000;
  counter.isKnown = true;
  counter.last = -12_345_678;
  counter.mean = 87_654_321;
  counter.longest = 3_702_937_321_472_000;
  counter.runOffs.forEach((one, i) => {
    one.count = 65_536 >> i;
    one.byLast.square = one.byMean.square = 1.2345678901234567e26;
    one.byLast.worst = one.byMean.worst = 12_345_678_901_234;
  });
  return record;
}

describe("what is kept over a sleep", () => {
  for (const [name, record] of [
    ["all that there can be", full()],
    ["as good as nothing", fresh()],
  ] as const)
    it(`${name} is read as it was written`, () => {
      const read = fresh();
      assert.ok(readSleep(sleepText(record), read));
      assert.deepEqual(read, record);
      assert.equal(sleepText(read), sleepText(record));
    });

  it("has room where it is kept", () => assert.ok(sleepText(full()).length <= MOST));

  it("is not believed with a character changed, or cut short", () => {
    const text = sleepText(full());
    for (let i = 0; i < text.length; i += 7) {
      const changed = `${text.slice(0, i)}${text[i] === "7" ? "1" : "7"}${text.slice(i + 1)}`;
      assert.equal(readSleep(changed, fresh()), false, changed);
      assert.equal(readSleep(text.slice(0, i), fresh()), false);
    }
  });

  for (const line of ["", "1 2 3", sleepText(fresh()).replace(/^1 /, "2 ").replace(/ \d+$/, "")])
    it(`is not read of another code's line, though that is whole: "${line.slice(0, 12)}"`, () => {
      const read = fresh();
      assert.equal(readSleep(`${line} ${crc32(line)}`, read), false);
      assert.equal(read.error, FOREVER);
    });
});
