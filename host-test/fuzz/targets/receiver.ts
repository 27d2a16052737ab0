/** What receivers say, octet by octet: sentences, frames, and what a clock makes of them. */
import assert from "node:assert/strict";
import { SECOND } from "../../../src/time/fixed.js";
import { Instant } from "../../../src/time/moment.js";
import { Framing, NmeaReader } from "../../../src/wire/nmea.js";
import { latitude, longitude, satelliteCount, satelliteId, saysFix } from "../../../src/wire/nmea-fix.js";
import { readSecond } from "../../../src/wire/nmea-time.js";
import { NamedSecond } from "../../../src/wire/named-second.js";
import { frame, PAYLOAD, UbxReader } from "../../../src/wire/ubx.js";
import { Condition } from "../../../src/refclock/reference-clock.js";
import { GpsClock } from "../../../src/refclock/gps-clock.js";
import { type Rest } from "../rest.js";
import { type Target } from "../target.js";

const MOST = 400;

export const NMEA: Target = {
  name: "nmea",
  promise: "a sentence is whole only with its checksum, and what is read of it is a number that can be",
  isText: true,
  mostOctets: MOST,
  shortRuns: 20_000,
  run(input: Rest): void {
    const reader = new NmeaReader();
    const octets = input.octets(MOST);
    octets.forEach((octet, i) => {
      if (reader.take(octet) !== Framing.Whole) return;
      checkSentence(octets, i);
      checkFields(reader);
    });
  },
};

export const UBX: Target = {
  name: "ubx",
  promise: "a frame is whole only as it is written, and a clock takes any frame, pulse and sentence",
  isText: false,
  mostOctets: MOST,
  shortRuns: 20_000,
  run(input: Rest): void {
    const octets = input.octets(MOST);
    const reader = new UbxReader();
    octets.forEach((octet, i) => {
      if (reader.take(octet) === Framing.Whole) checkFrame(octets, i, reader);
    });
    checkClock(octets);
  },
};

/** That the sentence which ends at `end` is its checksum's, summed up anew. */
function checkSentence(octets: Uint8Array, end: number): void {
  const start = octets.lastIndexOf(0x24, end);
  const body = octets.subarray(start + 1, end - 2);
  const claimed = String.fromCharCode(octets[end - 1], octets[end]);
  assert.equal(octets[end - 2], 0x2a);
  assert.equal(
    parseInt(claimed, 16),
    body.reduce((sum, octet) => sum ^ octet, 0),
  );
  assert.ok(body.every(octet => octet >= 0x20 && octet < 0x7f && octet !== 0x2a));
}

function checkFields(reader: NmeaReader): void {
  const second = new NamedSecond();
  if (readSecond(reader, second)) {
    assert.ok(Number.isInteger(second.seconds) && second.fraction >= 0 && second.fraction < SECOND);
  }
  saysFix(reader);
  for (const degrees of [latitude(reader), longitude(reader)])
    assert.ok(degrees === undefined || (Number.isSafeInteger(degrees) && !Object.is(degrees, -0)));
  for (let i = 0; i < satelliteCount(reader); i++) assert.ok(satelliteId(reader, i) >= -1);
  for (let i = 0; i < reader.fieldCount; i++) assert.ok(reader.number(i, 3) >= -1);
}

/** That writing the frame which ends at `end` writes what was read. */
function checkFrame(octets: Uint8Array, end: number, { message, length }: UbxReader): void {
  const start = end + 1 - length - 8;
  const written = new Uint8Array(length + 8);
  written.set(octets.subarray(start + PAYLOAD, start + PAYLOAD + length), PAYLOAD);
  assert.equal(frame(message, length, written), written.length);
  assert.deepEqual(written, octets.slice(start, end + 1));
}

/** That nothing it hears makes a sample where it has heard for less than some seconds. */
function checkClock(octets: Uint8Array): void {
  const options = {
    hasPulses: true,
    baud: 9600,
    textDelay: undefined,
    pulseDelay: 0,
    taiOffsetSec: undefined,
  };
  const clock = new GpsClock(options, {
    sample: () => assert.fail("a sample of nothing"),
    leapKnown: ({ change }) => assert.ok(Math.abs(change) <= 1),
    changed: condition => assert.ok(condition <= Condition.Locked),
    send: () => {},
  });
  const at = new Instant();
  for (let i = 0; i < octets.length; i += 40) {
    at.add(SECOND / 2);
    clock.pulsed(at);
    clock.heard(octets.subarray(i, i + 40), Math.min(octets.length - i, 40), at);
    clock.passed(at);
  }
}
