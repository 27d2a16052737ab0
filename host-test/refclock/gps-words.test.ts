import assert from "node:assert/strict";
import { GpsStatus } from "../../src/refclock/gps-status.js";
import { GpsWords } from "../../src/refclock/gps-words.js";
import { LabelWindow } from "../../src/refclock/label-window.js";
import { PulseTrain } from "../../src/refclock/pulse-train.js";
import { ReceiverLeap } from "../../src/refclock/receiver-leap.js";
import { ReceiverLine } from "../../src/refclock/receiver-line.js";
import { Antenna, Fix } from "../../src/refclock/reference-clock.js";
import { instant } from "../support/quantities.js";
import { payload, sentence, ubxFrame } from "../support/receiver-words.js";

class Rig {
  readonly leap = new ReceiverLeap(undefined);
  readonly status = new GpsStatus(this.leap, new PulseTrain(), new LabelWindow(undefined));
  readonly named: number[] = [];
  leapChanges = 0;
  readonly words = new GpsWords(this.status, this.leap, {
    named: ({ seconds }) => this.named.push(seconds),
    coming: () => {},
    leapChanged: () => this.leapChanges++,
  });
  readonly #line = new ReceiverLine(9600, this.status.counts, this.words);

  say(atSec: number, ...parts: Uint8Array[]): void {
    for (const part of parts) this.#line.heard(part, part.length, instant(atSec));
  }
}

const rmc = (status: string): Uint8Array =>
  sentence(`GPRMC,202640.00,${status},4404.1306,N,12118.8515,W,,,130415`);
const gga = (quality: number): Uint8Array =>
  sentence(`GPGGA,202640.00,4404.2,N,12118.8,W,${quality},07,1.25`);
const gsa = (fix: number): Uint8Array => sentence(`GPGSA,A,${fix},01,02`);
const txt = (text: string): Uint8Array => sentence(`GPTXT,01,01,02,${text}`);
const hardware = (status: number): Uint8Array =>
  ubxFrame(
    0x0a09,
    payload(60, view => view.setUint8(20, status)),
  );

function pvt(flags: number, type: number): Uint8Array {
  return ubxFrame(
    0x0107,
    payload(92, view => {
      view.setUint8(20, type);
      view.setUint8(21, flags);
      view.setUint8(23, 11);
    }),
  );
}

const FIXES: readonly [name: string, parts: Uint8Array[], fix: Fix][] = [
  ["nothing", [], Fix.None],
  ["RMC without", [rmc("V")], Fix.None],
  ["RMC", [rmc("A")], Fix.TwoDimensional],
  ["GSA of three dimensions, and RMC", [gsa(3), rmc("A")], Fix.ThreeDimensional],
  ["GSA of two, and GGA", [gsa(2), gga(1)], Fix.TwoDimensional],
  ["GSA alone", [gsa(3)], Fix.None],
  ["RMC, and GGA that simulates", [rmc("A"), gga(8)], Fix.None],
  ["NAV-PVT of the time alone", [pvt(1, 5)], Fix.Time],
  ["NAV-PVT of two dimensions", [pvt(1, 2)], Fix.TwoDimensional],
  ["NAV-PVT of three", [pvt(1, 3)], Fix.ThreeDimensional],
  ["NAV-PVT with dead reckoning", [pvt(1, 4)], Fix.ThreeDimensional],
  ["NAV-PVT of dead reckoning alone", [pvt(1, 1)], Fix.None],
  ["NAV-PVT that is not to be relied on, and RMC", [pvt(0, 3), rmc("A")], Fix.None],
  ["NAV-PVT, and RMC without", [pvt(1, 3), rmc("V")], Fix.ThreeDimensional],
];

const ANTENNAS: readonly [name: string, parts: Uint8Array[], antenna: Antenna][] = [
  ["nothing", [], Antenna.Unknown],
  ["MON-HW 0", [hardware(0)], Antenna.Unknown],
  ["MON-HW 1", [hardware(2), hardware(1)], Antenna.Unknown],
  ["MON-HW 2", [hardware(2)], Antenna.Good],
  ["MON-HW 3", [hardware(3)], Antenna.Short],
  ["MON-HW 4", [hardware(4)], Antenna.Open],
  ["MON-HW 99", [hardware(99)], Antenna.Unknown],
  ["a text", [txt("ANTSTATUS=OK")], Antenna.Good],
  ["a text of a short", [txt("ANTSTATUS=SHORT")], Antenna.Short],
  ["a text of nothing there", [txt("ANTSTATUS=OPEN")], Antenna.Open],
  ["a text of another thing", [txt("ANTSTATUS=OPEN"), txt("u-blox ag")], Antenna.Open],
];

describe("the words of a GPS receiver", () => {
  for (const [name, parts, fix] of FIXES)
    it(`fix ${fix}: ${name}`, () => {
      const rig = new Rig();
      rig.say(10, ...parts);
      assert.equal(rig.status.fix, fix);
    });

  for (const [name, parts, antenna] of ANTENNAS)
    it(`antenna ${antenna}: ${name}`, () => {
      const rig = new Rig();
      rig.say(10, ...parts);
      assert.equal(rig.status.antenna, antenna);
    });

  it("has the fix for three seconds, and since it was found", () => {
    const rig = new Rig();
    rig.say(10, rmc("A"));
    rig.say(12, rmc("A"));
    rig.words.passed(instant(15));
    assert.equal(rig.status.fix, Fix.TwoDimensional);
    assert.ok(rig.words.fixedAt.equals(instant(10)));
    rig.words.passed(instant(16));
    assert.equal(rig.status.fix, Fix.None);
  });

  it("goes by sentences again when frames have ended", () => {
    const rig = new Rig();
    rig.say(10, pvt(0, 0));
    rig.words.passed(instant(14));
    rig.say(14, rmc("A"));
    assert.equal(rig.status.fix, Fix.TwoDimensional);
  });

  it("names seconds, the place, and the satellites", () => {
    const rig = new Rig();
    rig.say(10, rmc("A"), gga(1), sentence("GPGSV,1,1,02,07,60,281,44,23,55,123,33"));
    const { used, dop, latitude, longitude, inView } = rig.status;
    assert.deepEqual(rig.named, [3_637_945_600]);
    assert.deepEqual([used, dop], [7, 125]);
    assert.deepEqual([latitude, longitude], [440_700_000, -1_213_133_333]);
    assert.deepEqual([inView.count, inView.systems[0], inView.signals[1]], [2, 0x50, 33]);
    rig.words.passed(instant(40));
    assert.equal(inView.count, 0);
  });

  it("has the place it said last, and no satellites where it says none", () => {
    const rig = new Rig();
    rig.say(
      10,
      rmc("A"),
      gga(1),
      sentence("GPRMC,202641.00,V,,,,,,,130415"),
      sentence("GPGGA,202641.00,,,,,0,,"),
    );
    const { used, dop, latitude } = rig.status;
    assert.deepEqual([used, dop, latitude], [undefined, undefined, 440_700_000]);
  });

  it("tells of leap seconds when it knows otherwise than before", () => {
    const rig = new Rig();
    const timegps = (valid: number): Uint8Array =>
      ubxFrame(
        0x0120,
        payload(16, view => {
          view.setInt8(10, 18);
          view.setUint8(11, valid);
        }),
      );
    rig.say(10, timegps(3), timegps(7), timegps(7));
    assert.deepEqual([rig.leap.taiOffsetSec, rig.leapChanges], [37, 1]);
  });
});
