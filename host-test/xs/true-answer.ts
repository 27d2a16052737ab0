/** What a server answers whose clock is true, a millisecond away from who asks it. */
import { MILLISECOND } from "../../src/time/fixed.js";
import { type Instant, Timestamp } from "../../src/time/moment.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  copyTimestamp,
  HEADER_LENGTH,
  type Mode,
  ORIGIN_TIMESTAMP,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  setFirst,
  setRefid,
  setStratum,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../../src/wire/header.js";

/** RFC 5905 VERSION. */
export const VERSION = 4;

const STRATUM = 2;
/** 192.0.2.99. */
const REFID = 0xc000_0263;

/** A request that was sent, as far as its answer goes by it. */
export interface Question {
  readonly sent: Datagram;
  readonly departedAt: Instant;
}

export class TrueAnswer {
  readonly datagram = new Datagram();
  readonly #time = new Timestamp();

  /** `counter` is 0 at `startSeconds`, in seconds since 1900. */
  constructor(
    readonly counter: Instant,
    readonly startSeconds: number,
  ) {}

  /** Makes `datagram` the answer to `question`, and lets the time pass that it takes. */
  prepare({ sent, departedAt }: Question, mode: Mode): void {
    const { counter, datagram } = this;
    clearHeader(datagram);
    setFirst(datagram, 0, VERSION, mode);
    setStratum(datagram, STRATUM);
    setRefid(datagram, REFID);
    copyTransmit(sent, datagram);
    copyTimestamp(datagram, TRANSMIT_TIMESTAMP, ORIGIN_TIMESTAMP);
    counter.copy(departedAt);
    counter.add(MILLISECOND);
    this.#time.set(this.startSeconds + counter.seconds, counter.fraction);
    writeTimestamp(datagram, RECEIVE_TIMESTAMP, this.#time);
    copyTimestamp(datagram, RECEIVE_TIMESTAMP, TRANSMIT_TIMESTAMP);
    copyTimestamp(datagram, RECEIVE_TIMESTAMP, REFERENCE_TIMESTAMP);
    counter.add(MILLISECOND);
    datagram.length = HEADER_LENGTH;
  }
}

export function copyTransmit(from: Datagram, to: Datagram): void {
  for (let i = TRANSMIT_TIMESTAMP; i < HEADER_LENGTH; i++) to.bytes[i] = from.bytes[i];
}
