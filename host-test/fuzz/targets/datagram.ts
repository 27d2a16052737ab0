/** Datagrams as such: where their parts lie, and what their fields hold. */
import assert from "node:assert/strict";
import { SECOND, type Q32 } from "../../../src/time/fixed.js";
import { Timestamp } from "../../../src/time/moment.js";
import { Datagram, MAX_DATAGRAM } from "../../../src/wire/datagram.js";
import {
  HEADER_LENGTH,
  leapOf,
  modeOf,
  ORIGIN_TIMESTAMP,
  pollOf,
  precisionOf,
  readTimestamp,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  refidOf,
  rootDelayOf,
  rootDispersionOf,
  setFirst,
  setPoll,
  setPrecision,
  setRefid,
  setRootDelay,
  setRootDispersion,
  setStratum,
  stratumFromWire,
  stratumOf,
  timestampDistance,
  TRANSMIT_TIMESTAMP,
  versionOf,
  writeTimestamp,
} from "../../../src/wire/header.js";
import { formatRefid } from "../../../src/wire/refid.js";
import { fieldLength, fieldType, Layout, Trailer } from "../../../src/wire/trailer.js";
import { type Rest } from "../rest.js";
import { type Target } from "../target.js";

/** 2^32 s. */
const ERA: Q32 = 0x1_0000_0000 * SECOND;

const TIMESTAMPS = [REFERENCE_TIMESTAMP, ORIGIN_TIMESTAMP, RECEIVE_TIMESTAMP, TRANSMIT_TIMESTAMP] as const;

export const DATAGRAM: Target = {
  name: "datagram",
  promise: "header, fields and MAC of a datagram tile it, and each field reads as it is written",
  isText: false,
  mostOctets: MAX_DATAGRAM + 64,
  shortRuns: 30_000,
  run(input: Rest): void {
    const bytes = input.octets(MAX_DATAGRAM + 64);
    const datagram = new Datagram();
    datagram.bytes.set(bytes.subarray(0, MAX_DATAGRAM));
    datagram.length = bytes.length;
    const before = datagram.bytes.slice();
    const trailer = new Trailer();
    if (trailer.read(datagram) === Layout.Malformed) checkMalformed(trailer);
    else checkParts(datagram, trailer);
    if (datagram.length >= HEADER_LENGTH) checkHeader(datagram);
    assert.deepEqual(datagram.bytes, before);
  },
};

function checkMalformed({ macAt, macLength, keyId, fieldCount }: Trailer): void {
  assert.deepEqual([macAt, macLength, keyId, fieldCount], [HEADER_LENGTH, 0, 0, 0]);
}

function checkParts(datagram: Datagram, { layout, macAt, macLength, keyId, fieldCount }: Trailer): void {
  assert.equal(macAt + macLength, datagram.length);
  let fields = 0;
  let at = HEADER_LENGTH;
  for (; at < macAt; at += fieldLength(datagram, at)) {
    assert.ok(fieldLength(datagram, at) >= 16 && fieldType(datagram, at) <= 0xffff);
    fields++;
  }
  assert.deepEqual([at, fields], [macAt, fieldCount]);
  assert.equal(layout === Layout.Plain, macLength === 0);
  assert.equal(layout === Layout.CryptoNak, macLength === 4);
  if (macLength > 0) assert.equal(keyId, datagram.view.getUint32(macAt));
}

/** Writing what was read changes nothing. */
function checkHeader(datagram: Datagram): void {
  setFirst(datagram, leapOf(datagram), versionOf(datagram), modeOf(datagram));
  const stratum = stratumOf(datagram);
  if (stratum < 16) setStratum(datagram, stratum);
  assert.ok(stratumFromWire(stratum) > 0);
  setPoll(datagram, pollOf(datagram));
  setPrecision(datagram, precisionOf(datagram));
  setRootDelay(datagram, rootDelayOf(datagram));
  setRootDispersion(datagram, rootDispersionOf(datagram));
  setRefid(datagram, refidOf(datagram));
  assert.match(formatRefid(refidOf(datagram), stratum), /^[\x20-\x7e]*$/);
  const time = new Timestamp();
  for (const field of TIMESTAMPS) {
    readTimestamp(datagram, field, time);
    writeTimestamp(datagram, field, time);
    for (const other of TIMESTAMPS) {
      const distance = timestampDistance(datagram, field, other);
      assert.ok(Number.isInteger(distance) && Math.abs(distance) <= ERA / 2 + SECOND, `${distance}`);
    }
  }
}
