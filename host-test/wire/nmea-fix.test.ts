import assert from "node:assert/strict";
import { NmeaReader } from "../../src/wire/nmea.js";
import {
  fixDimensions,
  horizontalDop,
  latitude,
  longitude,
  satelliteAzimuth,
  satelliteCount,
  satelliteElevation,
  satelliteId,
  satelliteSignal,
  satellitesUsed,
  saysFix,
  saysText,
} from "../../src/wire/nmea-fix.js";
import { sentence } from "../support/receiver-words.js";

function read(body: string): NmeaReader {
  const reader = new NmeaReader();
  for (const octet of sentence(body)) reader.take(octet);
  return reader;
}

const FIXES: readonly [body: string, isFix: boolean | undefined][] = [
  ["GPRMC,202640.000,A,4404.1306,N,12118.8515,W,0.03,225.97,130415,,,D", true],
  ["GPRMC,202640.000,A,4404.1306,N,12118.8515,W,0.03,225.97,130415,,", true],
  ["GNRMC,120213.000,A,5957.0062,N,01100.6429,E,0.00,0.00,310722,,,D,V", true],
  ["GPRMC,202640.000,V,,,,,,,130415,,,N", false],
  ["GPRMC,202640.000,A,4404.1306,N,12118.8515,W,,,130415,,,E", false],
  ["GPRMC,202640.000,A,4404.1306,N,12118.8515,W,,,130415,,,S", false],
  ["GPGGA,202640.000,4404.1306,N,12118.8515,W,2,10,0.98", true],
  ["GPGGA,053229.438,,,,,0,00,,,M,0.0,M,,0000", false],
  ["GPGGA,202640.000,,,,,6,10,0.98", false],
  ["GPGGA,202640.000,,,,,8,10,0.98", false],
  ["GPGGA,202640.000", undefined],
  ["GPZDA,202640.000,13,04,2015,,", undefined],
];

const PLACES: readonly [body: string, north: number | undefined, east: number | undefined][] = [
  ["GPRMC,1,A,4404.1306,N,12118.8515,W", 440_688_433, -1_213_141_917],
  ["GPGGA,1,4134.49821229,N,09345.03351845,W,2", 415_749_702, -937_505_585],
  ["GPGGA,1,3350.5,S,15112.6,E,1", -338_416_667, 1_512_100_000],
  ["GPGGA,1,0000.0000,S,00000.0000,W,1", 0, 0],
  ["GPRMC,1,V,,,,", undefined, undefined],
  ["GPRMC,1,A,44,N,xx,W", undefined, undefined],
];

describe("the fix of a sentence", () => {
  for (const [body, isFix] of FIXES) it(`${body}: ${isFix}`, () => assert.equal(saysFix(read(body)), isFix));

  for (const [body, north, east] of PLACES)
    it(`${body}: ${north} ${east}`, () => {
      assert.equal(latitude(read(body)), north);
      assert.equal(longitude(read(body)), east);
    });

  it("GGA counts satellites and has their dilution", () => {
    const reader = read("GPGGA,202640.000,4404.1306,N,12118.8515,W,2,10,0.98,1127.7,M,-19.6,M,0000,0000");
    assert.deepEqual([satellitesUsed(reader), horizontalDop(reader)], [10, 98]);
  });

  it("GSA has the dimensions", () =>
    assert.equal(fixDimensions(read("GPGSA,A,3,20,16,09,03,07,10,23,19,27,30,,,1.64,0.98,1.31")), 3));

  const views: readonly [body: string, satellites: number[][]][] = [
    [
      "GPGSV,3,3,12,19,13,123,27,03,07,176,19,05,05,328,13,47,,,",
      [
        [19, 13, 123, 27],
        [3, 7, 176, 19],
        [5, 5, 328, 13],
        [47, 0, 0, 0],
      ],
    ],
    ["GPGSV,4,4,13,32,76,331,31", [[32, 76, 331, 31]]],
    [
      "GLGSV,3,3,10,68,06,033,31,71,05,204,18,,,,,,,,,1",
      [
        [68, 6, 33, 31],
        [71, 5, 204, 18],
        [-1, 0, 0, 0],
        [-1, 0, 0, 0],
      ],
    ],
    ["GPGSV,1,1,00", []],
    ["GPGSV,1,1,00,1", []],
    ["GPGSV", []],
  ];
  for (const [body, satellites] of views)
    it(`${body}: ${satellites.length}`, () => {
      const reader = read(body);
      const columns = [satelliteId, satelliteElevation, satelliteAzimuth, satelliteSignal];
      const rows = Array.from({ length: satelliteCount(reader) }, (_, i) => columns.map(of => of(reader, i)));
      assert.deepEqual(rows, satellites);
    });

  it("TXT tells of the antenna", () => {
    const reader = read("GPTXT,01,01,02,ANTSTATUS=OPEN");
    assert.ok(saysText(reader, "ANTSTATUS=OPEN"));
    assert.ok(!saysText(reader, "ANTSTATUS=OK"));
  });
});
