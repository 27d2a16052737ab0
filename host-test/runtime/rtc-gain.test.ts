import assert from "node:assert/strict";
import { type ClockChip, type Trim } from "../../src/refclock/clock-chip.js";
import { RtcGain } from "../../src/runtime/rtc-gain.js";
import { RtcRecord } from "../../src/runtime/rtc-record.js";
import { MILLISECOND, PPM, scale, SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { START_SECONDS } from "../support/engine-rig.js";
import { ppm } from "../support/quantities.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const STEP = ppm(0.1);

/** A chip that gains so many ppm, less what its trim takes, or makes of it: `sense` 1 as it says, -1 the other way. */
function chipOf(gainPpm: number, hasTrim: boolean, sense = 1) {
  let steps = 0;
  const written: number[] = [];
  const trim: Trim = {
    step: -STEP,
    least: -128,
    most: 127,
    read: () => steps,
    write: to => {
      written.push(to);
      steps = to;
    },
  };
  const chip: ClockChip = {
    kind: { name: "DS3231", accuracy: ppm(2), steadiness: ppm(0.5), secondAfterWrite: SECOND },
    trim: hasTrim ? trim : undefined,
    read: () => true,
    write: () => {},
  };
  return { chip, written, gain: () => ppm(gainPpm) - sense * steps * STEP };
}

/** Measures a chip at the hours `at`; the record's frequency after each. */
function measure(one: ReturnType<typeof chipOf>, at: readonly number[], error = MILLISECOND / 10): number[] {
  const record = new RtcRecord("DS3231");
  const gain = new RtcGain(one.chip, record);
  const time = new Timestamp();
  return at.map((hours, i) => {
    const elapsed = (hours - (at[i - 1] ?? 0)) * HOUR;
    record.offset += scale(elapsed * SECOND, one.gain());
    time.set(START_SECONDS + hours * HOUR, 0);
    gain.measured(time, error);
    return record.frequency / PPM;
  });
}

describe("what a real-time clock gains", () => {
  it("is measured over four hours at first, then over a day", () => {
    const found = measure(chipOf(1.5, false), [0, 2, 3, 4, 10, 24]);
    assert.deepEqual(found.map(value => Math.round(value * 10) / 10), [0, 0, 0, 1.5, 1.5, 1.5]); // prettier-ignore
  });

  it("is trimmed away, as far as the chip's steps go", () => {
    const one = chipOf(1.5, true);
    const found = measure(one, [0, 4, 8]);
    assert.deepEqual(one.written, [15]);
    assert.ok(Math.abs(found[2]) < STEP / PPM, `${found.join(" ")}`);
  });

  it("is left where a step is more than that", () => {
    const one = chipOf(0.04, true);
    measure(one, [0, 4, 28]);
    assert.deepEqual(one.written, []);
  });

  it("is not trimmed by a measurement that is too coarse", () => {
    const one = chipOf(1.5, true);
    measure(one, [0, 4], SECOND / 100);
    assert.deepEqual(one.written, []);
  });

  it("is trimmed no more once that has made it worse", () => {
    const one = chipOf(0.8, true, -1);
    measure(one, [0, 4, 8, 12, 16, 20]);
    assert.deepEqual(one.written, [8]);
  });

  it("is not what an offset says that the chip cannot have gained", () => {
    const record = new RtcRecord("DS3231");
    const gain = new RtcGain(chipOf(0, false).chip, record);
    const time = new Timestamp();
    for (const [sec, offset] of [
      [0, 0],
      [5 * HOUR, SECOND],
      [10 * HOUR, SECOND],
    ]) {
      // prettier-ignore
      record.offset = offset;
      time.set(START_SECONDS + sec, 0);
      gain.measured(time, MILLISECOND);
    }
    assert.equal(record.frequency, 0);
  });

  it("knows what the chip was moved by when it was set", () => {
    const record = new RtcRecord("DS3231");
    const gain = new RtcGain(chipOf(0, false).chip, record);
    const time = new Timestamp();
    time.set(START_SECONDS, 0);
    gain.measured(time, MILLISECOND);
    gain.moved(SECOND, MILLISECOND);
    record.offset = SECOND;
    time.set(START_SECONDS + DAY, 0);
    gain.measured(time, MILLISECOND);
    assert.equal(record.frequency, 0);
    assert.ok(record.frequencyError > 0);
  });

  it("is measured anew after a restart", () => {
    const record = new RtcRecord("DS3231");
    const gain = new RtcGain(chipOf(0, false).chip, record);
    const time = new Timestamp();
    for (const sec of [0, 5 * HOUR]) {
      if (sec > 0) gain.restart();
      record.offset = scale(sec * SECOND, ppm(1));
      time.set(START_SECONDS + sec, 0);
      gain.measured(time, MILLISECOND / 10);
    }
    assert.equal(record.frequency, 0);
  });
});
