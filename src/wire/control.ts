/**
 * Control messages, mode 6 (RFC 9327 section 2): a header of 12 octets, then data. Read and written where
 * they lie; whoever calls has made sure that the datagram holds at least `CONTROL_HEADER_LENGTH` octets.
 * Allocates nothing.
 */
import { type Datagram } from "./datagram.js";
import { Mode, setFirst } from "./header.js";

export const CONTROL_HEADER_LENGTH = 12;

/** Octets of data in one message, at most; an answer that is longer comes in several. */
export const CONTROL_DATA_MOST = 468;

const BITS_OPCODE = 1;
const SEQUENCE = 2;
const STATUS = 4;
const ASSOCIATION_ID = 6;
const OFFSET = 8;
const COUNT = 10;

const RESPONSE = 0x80;
const ERROR = 0x40;
const MORE = 0x20;
const OPCODE_MASK = 0x1f;

/** RFC 9327 section 2, those with a name here. */
export const enum Opcode {
  ReadStatus = 1,
  ReadVariables = 2,
  WriteVariables = 3,
  ReadClockVariables = 4,
  WriteClockVariables = 5,
  Configure = 8,
  SaveConfiguration = 9,
  ReadMru = 10,
  RequestNonce = 12,
}

/** RFC 9327 section 3.4; the first octet of an error's status word. */
export const enum ControlError {
  Authentication = 1,
  Format = 2,
  UnknownOpcode = 3,
  Association = 4,
  VariableName = 5,
  VariableValue = 6,
  Prohibited = 7,
}

/** Whether it answers a request. */
export function isResponse(datagram: Datagram): boolean {
  return (datagram.bytes[BITS_OPCODE] & RESPONSE) !== 0;
}

/** Of an answer: whether the status word is an error's. */
export function isError(datagram: Datagram): boolean {
  return (datagram.bytes[BITS_OPCODE] & ERROR) !== 0;
}

/** Whether data follow in another message. */
export function hasMore(datagram: Datagram): boolean {
  return (datagram.bytes[BITS_OPCODE] & MORE) !== 0;
}

/** 0 to 31. */
export function opcodeOf(datagram: Datagram): number {
  return datagram.bytes[BITS_OPCODE] & OPCODE_MASK;
}

/** What an answer has of its request, 0 to 65535. */
export function sequenceOf(datagram: Datagram): number {
  return datagram.view.getUint16(SEQUENCE);
}

/** The status word: of the system, an association, a clock, or an error. */
export function statusOf(datagram: Datagram): number {
  return datagram.view.getUint16(STATUS);
}

/** Which association it is about; 0: the system. */
export function associationIdOf(datagram: Datagram): number {
  return datagram.view.getUint16(ASSOCIATION_ID);
}

/** Where its data stand in the whole, 0 to 65535. */
export function offsetOf(datagram: Datagram): number {
  return datagram.view.getUint16(OFFSET);
}

/** Octets of data, as the message says: it need not hold as many. */
export function countOf(datagram: Datagram): number {
  return datagram.view.getUint16(COUNT);
}

/** Makes the datagram a request of this `version`, 1 to 4, about an association, without data. */
export function writeQuery(
  datagram: Datagram,
  version: number,
  opcode: Opcode,
  sequence: number,
  associationId: number,
): void {
  const { bytes, view } = datagram;
  setFirst(datagram, 0, version, Mode.Control);
  bytes[BITS_OPCODE] = opcode;
  view.setUint16(SEQUENCE, sequence);
  view.setUint16(STATUS, 0);
  view.setUint16(ASSOCIATION_ID, associationId);
  view.setUint16(OFFSET, 0);
  view.setUint16(COUNT, 0);
  datagram.length = CONTROL_HEADER_LENGTH;
}

/** Says where data of `count` octets stand in the whole: all that is new in the next message of an answer. */
export function setExtent(datagram: Datagram, offset: number, count: number): void {
  datagram.view.setUint16(OFFSET, offset);
  datagram.view.setUint16(COUNT, count);
}

/** Makes the header of a request that of its answer; `status` 0 to 65535. */
export function setAnswering(datagram: Datagram, status: number): void {
  datagram.bytes[BITS_OPCODE] = RESPONSE | (datagram.bytes[BITS_OPCODE] & OPCODE_MASK);
  datagram.view.setUint16(STATUS, status);
}

/** Of an answer: data follow in another message. */
export function markMore(datagram: Datagram): void {
  datagram.bytes[BITS_OPCODE] |= MORE;
}

/** Of an answer: no data follow. */
export function markLast(datagram: Datagram): void {
  datagram.bytes[BITS_OPCODE] &= ~MORE;
}

/** Makes the message the answer that says why there is none. */
export function writeError(datagram: Datagram, error: ControlError): void {
  setAnswering(datagram, error << 8);
  datagram.bytes[BITS_OPCODE] |= ERROR;
  setExtent(datagram, 0, 0);
  datagram.length = CONTROL_HEADER_LENGTH;
}
