/**
 * What a header says of its sender: the tests that do not depend on how it came, and the peer variables
 * (RFC 5905 section 9.1). Allocates nothing.
 */
import { clamp, half, log2Seconds, MAXDISP, type Q32 } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";
import { type Datagram } from "../wire/datagram.js";
import {
  leapOf,
  modeOf,
  pollOf,
  precisionOf,
  readTimestamp,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  refidOf,
  rootDelayOf,
  rootDispersionOf,
  stratumOf,
  TRANSMIT_TIMESTAMP,
  versionOf,
} from "../wire/header.js";
import { type Association } from "./association.js";

/** TEST7; a `reference` time in the sender's own future is as wrong as an endless distance. */
export function isTooFar(datagram: Datagram, reference: Timestamp, transmit: Timestamp): boolean {
  if (half(rootDelayOf(datagram)) + rootDispersionOf(datagram) >= MAXDISP) return true;
  return !reference.isZero() && reference.since(transmit) > 0;
}

/** Peer variables are what the last good packet said. */
export function takeHeader(association: Association, datagram: Datagram): void {
  association.leap = leapOf(datagram);
  association.version = versionOf(datagram);
  association.peerMode = modeOf(datagram);
  association.stratum = stratumOf(datagram);
  association.peerPollLog2 = pollOf(datagram);
  association.precisionLog2 = precisionOf(datagram);
  association.rootDelay = rootDelayOf(datagram);
  association.rootDispersion = rootDispersionOf(datagram);
  association.refid = refidOf(datagram);
  readTimestamp(datagram, REFERENCE_TIMESTAMP, association.reference);
  readTimestamp(datagram, RECEIVE_TIMESTAMP, association.receive);
  readTimestamp(datagram, TRANSMIT_TIMESTAMP, association.transmit);
}

/** A precision as a duration; nobody's is finer than a timestamp, and past MAXDISP it hardly matters. */
export function precisionSeconds(precisionLog2: number): Q32 {
  return log2Seconds(clamp(precisionLog2, -32, 4));
}
