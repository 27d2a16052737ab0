import assert from "node:assert/strict";
import { comwareTime, vrpTime } from "../../src/report/time-text.js";
import { Timestamp } from "../../src/time/moment.js";

function at(seconds: number, fraction: number): Timestamp {
  const time = new Timestamp();
  time.set(seconds, fraction);
  return time;
}

describe("times in words", () => {
  const rows: [time: Timestamp, comware: string, vrp: string][] = [
    [
      at(0xd17cbba5, 0x1473de1e),
      "d17cbba5.1473de1e  Tue, May 17 2011  9:17:25.079",
      "09:17:25.079 UTC May 17 2011(D17CBBA5.1473DE1E)",
    ],
    [
      at(0xe224561b, 0x7e379b77),
      "e224561b.7e379b77  Tue, Mar 24 2020  9:49:15.493",
      "09:49:15.493 UTC Mar 24 2020(E224561B.7E379B77)",
    ],
    [
      at(0xd0d289fe, 0xec43c720),
      "d0d289fe.ec43c720  Sat, Jan  8 2011  7:00:14.922",
      "07:00:14.922 UTC Jan 8 2011(D0D289FE.EC43C720)",
    ],
    [
      at(0, 1),
      "00000000.00000001  Thu, Feb  7 2036  6:28:16.000",
      "06:28:16.000 UTC Feb 7 2036(00000000.00000001)",
    ],
    [
      at(0, 0),
      "00000000.00000000  Thu, Feb  7 2036  6:28:16.000",
      "00:00:00.000 UTC Jan 1 1900(00000000.00000000)",
    ],
    [
      at(0xffffffff, 0xffffffff),
      "ffffffff.ffffffff  Thu, Feb  7 2036  6:28:15.999",
      "06:28:15.999 UTC Feb 7 2036(FFFFFFFF.FFFFFFFF)",
    ],
  ];
  for (const [time, comware, vrp] of rows)
    it(comware, () => {
      assert.equal(comwareTime(time), comware);
      assert.equal(vrpTime(time), vrp);
    });
});
