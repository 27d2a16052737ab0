import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { isTooFar, precisionSeconds, takeHeader } from "../../src/core/peer-variables.js";
import { MAXDISP, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  Mode,
  ORIGIN_TIMESTAMP,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  setFirst,
  setPoll,
  setPrecision,
  setRefid,
  setRootDelay,
  setRootDispersion,
  setStratum,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../../src/wire/header.js";

function timestamp(seconds: number, fraction = 0): Timestamp {
  const time = new Timestamp();
  time.set(seconds, fraction);
  return time;
}

/** Of the wire's short format, 2^-16 s. */
const UNIT: Q32 = SECOND / 0x1_0000;

describe("peer variables", () => {
  const never = timestamp(0);
  const NOW = timestamp(1000, 5);
  const distances: { name: string; delay?: Q32; dispersion?: Q32; reference?: Timestamp; isFar: boolean }[] =
    [
      { name: "at no distance", isFar: false },
      { name: "a dispersion of nearly 16 s", dispersion: MAXDISP - UNIT, isFar: false },
      { name: "a dispersion of 16 s", dispersion: MAXDISP, isFar: true },
      { name: "a delay of nearly 32 s", delay: 2 * (MAXDISP - UNIT), isFar: false },
      { name: "a delay of 32 s", delay: 2 * MAXDISP, isFar: true },
      { name: "half and half", delay: MAXDISP, dispersion: MAXDISP / 2, isFar: true },
      { name: "corrected at the moment it speaks", reference: timestamp(1000, 5), isFar: false },
      { name: "corrected after it speaks", reference: timestamp(1000, 6), isFar: true },
      { name: "never corrected", reference: never, isFar: false },
      { name: "corrected before the era ended", reference: timestamp(0xffff_ffff), isFar: false },
    ];
  for (const { name, delay = 0, dispersion = 0, reference = never, isFar } of distances)
    it(`${isFar ? "too far" : "near enough"}: ${name}`, () => {
      const datagram = new Datagram();
      clearHeader(datagram);
      setRootDelay(datagram, delay);
      setRootDispersion(datagram, dispersion);
      assert.equal(isTooFar(datagram, reference, NOW), isFar);
    });

  it("are what the last packet said, but for what it gives back", () => {
    const datagram = new Datagram();
    clearHeader(datagram);
    setFirst(datagram, 1, 3, Mode.Broadcast);
    setStratum(datagram, 5);
    setPoll(datagram, 9);
    setPrecision(datagram, -18);
    setRootDelay(datagram, 3 * UNIT);
    setRootDispersion(datagram, 4 * UNIT);
    setRefid(datagram, 0xc000_0201);
    writeTimestamp(datagram, REFERENCE_TIMESTAMP, timestamp(1, 10));
    writeTimestamp(datagram, ORIGIN_TIMESTAMP, timestamp(2, 20));
    writeTimestamp(datagram, RECEIVE_TIMESTAMP, timestamp(3, 30));
    writeTimestamp(datagram, TRANSMIT_TIMESTAMP, timestamp(4, 40));
    const association = new Association(0);
    takeHeader(association, datagram);
    const { leap, version, peerMode, stratum, peerPollLog2, precisionLog2 } = association;
    assert.deepEqual(
      { leap, version, peerMode, stratum, peerPollLog2, precisionLog2 },
      { leap: 1, version: 3, peerMode: Mode.Broadcast, stratum: 5, peerPollLog2: 9, precisionLog2: -18 },
    );
    const { rootDelay, rootDispersion, refid, reference, origin, receive, transmit } = association;
    assert.deepEqual([rootDelay, rootDispersion, refid], [3 * UNIT, 4 * UNIT, 0xc000_0201]);
    assert.deepEqual(
      [reference, origin, receive, transmit].map(({ seconds, fraction }) => [seconds, fraction]),
      [
        [1, 10],
        [0, 0],
        [3, 30],
        [4, 40],
      ],
    );
  });

  const precisions = [
    { log2: 0, seconds: SECOND },
    { log2: -20, seconds: 4096 },
    { log2: -32, seconds: 1 },
    { log2: -128, seconds: 1 },
    { log2: 4, seconds: MAXDISP },
    { log2: 127, seconds: MAXDISP },
  ];
  for (const { log2, seconds } of precisions)
    it(`a precision of 2^${log2} s is ${seconds} units`, () => assert.equal(precisionSeconds(log2), seconds));
});
