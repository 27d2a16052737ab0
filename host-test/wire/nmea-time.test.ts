import assert from "node:assert/strict";
import { SECOND } from "../../src/time/fixed.js";
import { NamedSecond } from "../../src/wire/named-second.js";
import { NmeaReader } from "../../src/wire/nmea.js";
import { readSecond } from "../../src/wire/nmea-time.js";
import { sentence } from "../support/receiver-words.js";

/** The second that a sentence names, and its fraction in thousandths; undefined: none. */
function named(body: string): [seconds: number, thousandths: number] | undefined {
  const reader = new NmeaReader();
  for (const octet of sentence(body)) reader.take(octet);
  const second = new NamedSecond();
  if (!readSecond(reader, second)) return undefined;
  return [second.seconds, Math.round((second.fraction / SECOND) * 1000)];
}

/** 13 April 2015, 20:26:40. */
const SECONDS = 3_637_945_600;

const ROWS: readonly { body: string; named: [number, number] | undefined }[] = [
  { body: "GPRMC,202640.000,A,4404.1306,N,12118.8515,W,0.03,225.97,130415,,,D", named: [SECONDS, 0] },
  { body: "GPRMC,202640,A,,,,,,,130415", named: [SECONDS, 0] },
  { body: "GPRMC,202640.20,A,,,,,,,130415", named: [SECONDS, 200] },
  { body: "GPRMC,202640.,A,,,,,,,130415", named: [SECONDS, 0] },
  { body: "GPRMC,202640.000,V,,,,,,,130415,,,N", named: [SECONDS, 0] },
  { body: "GPZDA,202640.000,13,04,2015,,", named: [SECONDS, 0] },
  { body: "GPZDA,202640,13,4,2015,-07,00", named: [SECONDS, 0] },
  { body: "GPRMC,235960.00,A,,,,,,,311216", named: [3_692_217_600, 0] },
  { body: "GPRMC,000000.00,A,,,,,,,060180", named: [2_524_953_600, 0] },
  { body: "GPRMC,000000.00,A,,,,,,,060179", named: [5_649_177_600, 0] },
  { body: "GPRMC,202640.000,A,,,,,,,", named: undefined },
  { body: "GPRMC,202640.000,A,,,,,,,1304", named: undefined },
  { body: "GPRMC,202640.000,A,,,,,,,13041x", named: undefined },
  { body: "GPRMC,,A,,,,,,,130415", named: undefined },
  { body: "GPRMC,20264,A,,,,,,,130415", named: undefined },
  { body: "GPRMC,202640x00,A,,,,,,,130415", named: undefined },
  { body: "GPRMC,20264099,A,,,,,,,130415", named: undefined },
  { body: "GPRMC,2026409,A,,,,,,,130415", named: undefined },
  { body: "GPRMC,202660,A,,,,,,,130415", named: undefined },
  { body: "GPZDA,202640.000,13,04,15,,", named: undefined },
  { body: "GPZDA,202640.000,,,,,", named: undefined },
  { body: "GPGGA,202640.000,4404.1306,N,12118.8515,W,2,10,0.98", named: undefined },
];

describe("the second of a sentence", () => {
  for (const row of ROWS)
    it(`${row.body}: ${row.named?.join(" + ") ?? "none"}`, () =>
      assert.deepEqual(named(row.body), row.named));
});
