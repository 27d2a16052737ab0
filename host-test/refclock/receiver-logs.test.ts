/** What real receivers said, read whole: every sentence and frame is counted, and the seconds are the right ones. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Civil } from "../../src/time/calendar.js";
import { dateText, clockText } from "../../src/time/civil-text.js";
import { Instant } from "../../src/time/moment.js";
import { GpsStatus } from "../../src/refclock/gps-status.js";
import { GpsWords } from "../../src/refclock/gps-words.js";
import { LabelWindow } from "../../src/refclock/label-window.js";
import { PulseTrain } from "../../src/refclock/pulse-train.js";
import { ReceiverLeap } from "../../src/refclock/receiver-leap.js";
import { ReceiverLine } from "../../src/refclock/receiver-line.js";
import { Antenna, Fix } from "../../src/refclock/reference-clock.js";

const FOLDER = "host-test/vectors/gps";

interface Log {
  readonly file: string;
  readonly sentences: number;
  readonly frames: number;
  /** Of bad checksums and of what is broken. */
  readonly bad: [checksums: number, broken: number];
  /** How often it names a second, and the first and the last, with or without a fix. */
  readonly named: number;
  readonly first?: string;
  readonly last?: string;
  readonly fix: Fix;
  readonly used?: number;
  readonly inView: number;
  readonly tai?: number;
  readonly antenna?: Antenna;
}

const LOGS: readonly Log[] = [
  {
    file: "mt3339.nmea",
    sentences: 60,
    frames: 0,
    bad: [0, 0],
    named: 26,
    first: "2015-04-13 20:26:40",
    last: "2015-04-13 20:26:52",
    fix: Fix.ThreeDimensional,
    used: 10,
    inView: 13,
  },
  {
    file: "neo-m8n.nmea",
    sentences: 60,
    frames: 0,
    bad: [0, 0],
    named: 5,
    first: "2015-03-18 17:19:26",
    last: "2015-03-18 17:19:30",
    fix: Fix.ThreeDimensional,
    used: 12,
    inView: 23,
  },
  {
    file: "quectel-l70.nmea",
    sentences: 60,
    frames: 0,
    bad: [0, 0],
    named: 15,
    first: "2022-03-09 15:01:19",
    last: "2022-03-09 15:01:26",
    fix: Fix.ThreeDimensional,
    used: 8,
    inView: 13,
  },
  {
    file: "furuno-gt88.nmea",
    sentences: 60,
    frames: 0,
    bad: [0, 0],
    named: 7,
    first: "2022-07-31 12:02:13",
    last: "2022-07-31 12:02:16",
    fix: Fix.ThreeDimensional,
    used: 0,
    inView: 18,
  },
  {
    file: "sirf-beidou.nmea",
    sentences: 68,
    frames: 0,
    bad: [0, 0],
    named: 5,
    first: "2015-03-02 05:32:29",
    last: "2015-03-02 05:32:33",
    fix: Fix.ThreeDimensional,
    used: 6,
    inView: 34,
  },
  {
    file: "gp-320fw-rollover.nmea",
    sentences: 96,
    frames: 0,
    bad: [33, 8],
    named: 23,
    first: "2019-04-07 00:03:45",
    last: "1999-08-22 00:04:35",
    fix: Fix.None,
    used: 0,
    inView: 16,
  },
  {
    file: "u-blox-m8t.ubx",
    sentences: 0,
    frames: 101,
    bad: [0, 0],
    named: 0,
    fix: Fix.None,
    inView: 0,
    tai: 37,
  },
  {
    file: "u-blox-8.ubx",
    sentences: 37,
    frames: 100,
    bad: [0, 0],
    named: 12,
    first: "2024-03-24 20:42:22",
    last: "2024-03-24 20:42:28",
    fix: Fix.ThreeDimensional,
    used: 6,
    inView: 10,
    tai: 37,
  },
  {
    file: "zed-f9t.mixed",
    sentences: 113,
    frames: 40,
    bad: [0, 0],
    named: 14,
    first: "2025-07-31 19:33:34",
    last: "2025-07-31 19:33:38",
    fix: Fix.ThreeDimensional,
    used: 23,
    inView: 35,
    tai: 37,
    antenna: Antenna.Good,
  },
];

/** A log read at 9600 baud, 16 octets at a time. */
function read(file: string): { status: GpsStatus; leap: ReceiverLeap; named: string[]; coming: number[] } {
  const octets = readFileSync(`${FOLDER}/${file}`);
  const named: string[] = [];
  const coming: number[] = [];
  const leap = new ReceiverLeap(undefined);
  const status = new GpsStatus(leap, new PulseTrain(), new LabelWindow(undefined));
  const words = new GpsWords(status, leap, {
    named: ({ seconds }) => {
      const civil = new Civil();
      civil.set(seconds);
      named.push(`${dateText(civil)} ${clockText(civil)}`);
    },
    coming: seconds => coming.push(seconds),
    leapChanged: () => {},
  });
  const line = new ReceiverLine(9600, status.counts, words);
  const at = new Instant();
  for (let i = 0; i < octets.length; i += 16) {
    at.add(71_582_788);
    line.heard(octets.subarray(i, i + 16), Math.min(16, octets.length - i), at);
  }
  return { status, leap, named, coming };
}

/** The whole sentences of a log and those whose checksum is wrong, found in another way. */
function sentencesOf(file: string): [good: number, bad: number] {
  const text = readFileSync(`${FOLDER}/${file}`, "latin1").replace(/\xb5b[^]*?(?=\xb5b|\$G|$)/g, "");
  let [good, bad] = [0, 0];
  for (const [, body, sum] of text.matchAll(/\$([^$*\r\n]{0,255})\*([0-9A-Fa-f]{2})/g)) {
    const claimed = [...body].reduce((all, letter) => all ^ letter.charCodeAt(0), 0);
    if (claimed === parseInt(sum, 16)) good++;
    else bad++;
  }
  return [good, bad];
}

describe("logs of receivers", () => {
  for (const log of LOGS)
    it(`${log.file}: ${log.sentences} sentences, ${log.frames} frames`, () => {
      const { status, leap, named } = read(log.file);
      const { counts } = status;
      assert.deepEqual([counts.sentences, counts.frames], [log.sentences, log.frames]);
      assert.deepEqual([counts.badChecksums, counts.broken], log.bad);
      assert.deepEqual(sentencesOf(log.file), [log.sentences, log.bad[0]]);
      assert.deepEqual([named.length, named[0], named.at(-1)], [log.named, log.first, log.last]);
      assert.deepEqual([status.fix, status.used, status.inView.count], [log.fix, log.used, log.inView]);
      assert.equal(leap.taiOffsetSec, log.tai);
      assert.equal(status.antenna, log.antenna ?? Antenna.Unknown);
    });

  it("TIM-TP names the pulse that comes after each second that is told", () => {
    const { coming } = read("u-blox-m8t.ubx");
    assert.equal(coming[0], 3_823_092_270);
    coming.forEach((seconds, i) => assert.equal(seconds, coming[0] + i));
  });
});
