/** What debugging prints: packets as H3C's boxes do, verdicts with H3C's codes, samples and steering. */
import { type Association } from "../core/association.js";
import { type Link } from "../core/link.js";
import { type System } from "../core/system.js";
import { Verdict } from "../core/verdict.js";
import { log2Seconds, SECOND, type Q32, type Rate } from "../time/fixed.js";
import { Timestamp } from "../time/moment.js";
import { formatQuad } from "../wire/address-text.js";
import { type Datagram } from "../wire/datagram.js";
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
  stratumOf,
  type TimestampField,
  TRANSMIT_TIMESTAMP,
  versionOf,
} from "../wire/header.js";
import { formatRefid } from "../wire/refid.js";
import { decimal, MILLISECONDS, PARTS_PER_MILLION, SECONDS } from "./decimal.js";
import { comwareSource, systemReference } from "./source-name.js";
import { standingName } from "./standing-name.js";
import { vrpTime } from "./time-text.js";
import { verdictName } from "./verdict-name.js";

/** `heading`: where it comes from or goes. */
export function packetLines(heading: string, datagram: Datagram, { instance }: Link): string[] {
  if (datagram.length < HEADER_LENGTH) return [heading, `${datagram.length} octets`];
  const stratum = stratumOf(datagram);
  return [
    heading,
    `leap: ${leapOf(datagram)}, version: ${versionOf(datagram)}, mode: ${modeOf(datagram)}, ` +
      `vrfindex: ${instance === "" ? 0 : instance}`,
    `stratum: ${stratum}, poll: ${log2Seconds(pollOf(datagram)) / SECOND}, precision: 2^${-precisionOf(datagram)}`,
    `rdel: ${seconds(rootDelayOf(datagram))}, rdsp: ${seconds(rootDispersionOf(datagram))}, ` +
      `refid: ${refidText(refidOf(datagram), stratum)}`,
    `reftime: ${timeAt(datagram, REFERENCE_TIMESTAMP)}`,
    `orgtime: ${timeAt(datagram, ORIGIN_TIMESTAMP)}`,
    `rcvtime: ${timeAt(datagram, RECEIVE_TIMESTAMP)}`,
    `xmttime: ${timeAt(datagram, TRANSMIT_TIMESTAMP)}`,
  ];
}

/** "192.0.2.1: validity 0x0002 (bogus origin)" */
export function validityText(sender: string, verdict: Verdict): string {
  const code = validityOf(verdict).toString(16).padStart(4, "0");
  return `${sender}: validity 0x${code} (${verdictName(verdict)})`;
}

/** H3C's bits of a packet's validity; 0 of one that is as it should be, or that H3C has no bit for. */
export function validityOf(verdict: Verdict): number {
  switch (verdict) {
    case Verdict.Duplicate:
    case Verdict.Replayed:
      return 0x0001;
    case Verdict.BogusOrigin:
      return 0x0002;
    case Verdict.MissingTimestamp:
      return 0x0004;
    case Verdict.BadDelay:
      return 0x0008;
    case Verdict.CryptoNak:
    case Verdict.WrongMac:
    case Verdict.UntrustedKey:
    case Verdict.OtherKey:
    case Verdict.ForbiddenKey:
      return 0x0010;
    case Verdict.Unsynchronized:
      return 0x0020;
    case Verdict.BadStratum:
      return 0x0040;
    case Verdict.RootDistance:
      return 0x0080;
    case Verdict.NoMac:
      return 0x0100;
    case Verdict.NoAccess:
      return 0x0200;
    default:
      return 0;
  }
}

/** What was sampled last, in milliseconds. */
export function filterText(association: Association): string {
  const { offset, delay, dispersion, jitter } = association.filter;
  const source = comwareSource(association);
  return (
    `${source}: offset ${milliseconds(offset)} ms, delay ${milliseconds(delay)} ms, ` +
    `dispersion ${milliseconds(dispersion)} ms, jitter ${milliseconds(jitter)} ms`
  );
}

/** What selection thinks of each source. */
export function selectionText(associations: readonly Association[]): string {
  return associations
    .filter(({ isInUse }) => isInUse)
    .map(one => `${comwareSource(one)}: ${standingName(one.standing)}`)
    .join(", ");
}

/** What a reference clock said: its time less ours, in milliseconds. */
export function sampleText(association: Association, offset: Q32, dispersion: Q32): string {
  return (
    `${comwareSource(association)}: offset ${milliseconds(offset)} ms, ` +
    `dispersion ${milliseconds(dispersion)} ms, stratum ${association.stratum}`
  );
}

/** The system variables, under the names that packets have for them, and written as theirs. */
export function systemLines(system: System): string[] {
  const { leap, stratum, pollLog2, precisionLog2, rootDelay, rootDispersion, refid, peer } = system;
  return [
    `leap: ${leap}, stratum: ${stratum}, poll: ${log2Seconds(pollLog2) / SECOND}, ` +
      `precision: 2^${-precisionLog2}`,
    `rdel: ${seconds(rootDelay)}, rdsp: ${seconds(rootDispersion)}, ` +
      `refid: ${systemReference(peer, refid, stratum)}`,
    `reftime: ${vrpTime(system.reference)}`,
    `offset: ${milliseconds(system.offset)} ms, jitter: ${milliseconds(system.jitter)} ms`,
    `frequency: ${partsPerMillion(system.frequency)} ppm, wander: ${partsPerMillion(system.wander)} ppm`,
  ];
}

/** What the clock was last corrected by. */
export function adjustmentText({ offset, jitter, frequency, stratum }: System): string {
  return (
    `offset ${milliseconds(offset)} ms, jitter ${milliseconds(jitter)} ms, ` +
    `frequency ${partsPerMillion(frequency)} ppm, stratum ${stratum}`
  );
}

function refidText(refid: number, stratum: number): string {
  return refid === 0 ? formatQuad(refid) : formatRefid(refid, stratum);
}

function timeAt(datagram: Datagram, field: TimestampField): string {
  const time = new Timestamp();
  readTimestamp(datagram, field, time);
  return vrpTime(time);
}

function seconds(duration: number): string {
  return decimal(duration, SECONDS, 3);
}

function partsPerMillion(rate: Rate): string {
  return decimal(rate, PARTS_PER_MILLION, 3);
}

function milliseconds(duration: number): string {
  return decimal(duration, MILLISECONDS, 4);
}
