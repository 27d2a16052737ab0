import assert from "node:assert/strict";
import { SECOND } from "../../src/time/fixed.js";
import { NamedSecond } from "../../src/wire/named-second.js";
import { UbxReader } from "../../src/wire/ubx.js";
import {
  antennaStatus,
  comingPulse,
  isComplete,
  MON_HW,
  MON_RF,
  NAV_PVT,
  NAV_TIMEGPS,
  NAV_TIMELS,
  pvtFixType,
  pvtIsFix,
  pvtLatitude,
  pvtLongitude,
  pvtSatellites,
  pvtSecond,
  timegpsLeapSeconds,
  timelsChange,
  timelsCounted,
  timelsLeapSeconds,
  timelsSecondsAhead,
  TIM_TP,
} from "../../src/wire/ubx-messages.js";
import { payload, ubxFrame } from "../support/receiver-words.js";

function read(message: number, length: number, write: (view: DataView) => void = () => {}): UbxReader {
  const reader = new UbxReader();
  for (const octet of ubxFrame(message, payload(length, write))) reader.take(octet);
  return reader;
}

/** 13 April 2015, 20:26:40 and what follows: year, month, day, hour, minute, second. */
const SECONDS = 3_637_945_600;

function pvt(valid: number, second: number, nano: number): UbxReader {
  return read(NAV_PVT, 92, view => {
    view.setUint16(4, 2015, true);
    [4, 13, 20, 26, second, valid].forEach((octet, i) => view.setUint8(6 + i, octet));
    view.setInt32(16, nano, true);
    [5, 1, 0, 9].forEach((octet, i) => view.setUint8(20 + i, octet));
    view.setInt32(24, -1_213_141_917, true);
    view.setInt32(28, 440_688_433, true);
  });
}

function timels(valid: number, source: number, current: number, change: number, ahead: number): UbxReader {
  return read(NAV_TIMELS, 24, view => {
    view.setUint8(8, source);
    view.setInt8(9, current);
    view.setInt8(11, change);
    view.setInt32(12, ahead, true);
    view.setUint8(23, valid);
  });
}

function timTp(towMs: number, week: number, flags: number): UbxReader {
  return read(TIM_TP, 16, view => {
    view.setUint32(0, towMs, true);
    view.setUint16(12, week, true);
    view.setUint8(14, flags);
  });
}

describe("UBX messages", () => {
  const lengths: readonly [name: string, message: number, length: number][] = [
    ["NAV-PVT", NAV_PVT, 84],
    ["NAV-TIMEGPS", NAV_TIMEGPS, 16],
    ["NAV-TIMELS", NAV_TIMELS, 24],
    ["MON-HW", MON_HW, 28],
    ["MON-RF", MON_RF, 28],
    ["TIM-TP", TIM_TP, 16],
  ];
  for (const [name, message, length] of lengths)
    it(`${name} has ${length} octets or more`, () => {
      assert.ok(isComplete(read(message, length)));
      assert.ok(!isComplete(read(message, length - 1)));
    });
  it("others are not read", () => assert.ok(!isComplete(read(0x0135, 90))));

  const rows: readonly [valid: number, second: number, nano: number, named: number[] | undefined][] = [
    [7, 40, 0, [SECONDS, 0]],
    [0x0f, 41, 200_000_000, [SECONDS + 1, 200]],
    [7, 40, -4000, [SECONDS, 0]],
    [7, 40, 2e9, undefined],
    [7, 60, 0, undefined],
    [3, 40, 0, undefined],
    [6, 40, 0, undefined],
    [0, 40, 0, undefined],
  ];
  for (const [valid, second, nano, named] of rows)
    it(`NAV-PVT, valid ${valid}, second ${second}, ${nano} ns: ${named?.join(" + ") ?? "none"}`, () => {
      const into = new NamedSecond();
      const isThere = pvtSecond(pvt(valid, second, nano), into);
      const thousandths = Math.round((into.fraction / SECOND) * 1000);
      assert.deepEqual(isThere ? [into.seconds, thousandths] : undefined, named);
    });

  it("NAV-PVT has the fix, the satellites and the place", () => {
    const reader = pvt(7, 40, 0);
    assert.deepEqual([pvtIsFix(reader), pvtFixType(reader), pvtSatellites(reader)], [true, 5, 9]);
    assert.deepEqual([pvtLatitude(reader), pvtLongitude(reader)], [440_688_433, -1_213_141_917]);
    assert.equal(pvtIsFix(read(NAV_PVT, 92)), false);
  });

  for (const [valid, seconds] of [
    [7, 18],
    [4, 18],
    [3, undefined],
  ] as const)
    it(`NAV-TIMEGPS, valid ${valid}: ${seconds}`, () => {
      const reader = read(NAV_TIMEGPS, 16, view => {
        view.setInt8(10, 18);
        view.setUint8(11, valid);
      });
      assert.equal(timegpsLeapSeconds(reader), seconds);
    });

  const leaps: readonly [
    valid: number,
    source: number,
    change: number,
    ahead: number,
    known: number | undefined,
    announced: number,
  ][] = [
    [3, 2, 0, 0, 18, 0],
    [3, 2, 1, 86_400, 18, 1],
    [3, 2, -1, 86_400, 18, -1],
    [3, 2, 1, 0, 18, 0],
    [3, 2, 1, -5, 18, 0],
    [1, 2, 1, 86_400, 18, 0],
    [3, 0, 0, 0, undefined, 0],
    [3, 255, 0, 0, undefined, 0],
    [2, 2, 0, 0, undefined, 0],
  ];
  for (const [valid, source, change, ahead, known, announced] of leaps)
    it(`NAV-TIMELS, valid ${valid}, source ${source}, ${change} in ${ahead} s: ${known}, ${announced}`, () => {
      const reader = timels(valid, source, 18, change, ahead);
      assert.equal(timelsLeapSeconds(reader), known);
      assert.equal(timelsCounted(reader), 18);
      assert.deepEqual([timelsChange(reader), timelsSecondsAhead(reader)], [announced, ahead]);
    });

  it("MON-HW and MON-RF have the antenna", () => {
    assert.equal(antennaStatus(read(MON_HW, 60, view => view.setUint8(20, 4))), 4);
    assert.equal(antennaStatus(read(MON_RF, 52, view => view.setUint8(6, 3))), 3);
  });

  const pulses: readonly [towMs: number, week: number, flags: number, second: number | undefined][] = [
    [237_870_000, 2146, 11, 3_823_092_270],
    [237_870_000, 2146, 3, 3_823_092_270],
    [237_870_000, 2146, 2, undefined],
    [237_870_000, 2146, 1, undefined],
    [237_870_200, 2146, 3, undefined],
  ];
  for (const [towMs, week, flags, second] of pulses)
    it(`TIM-TP, ${towMs} ms of week ${week}, flags ${flags}: ${second}`, () =>
      assert.equal(comingPulse(timTp(towMs, week, flags)), second));
});
