/**
 * Writes the answer to a control query over the query, as a stream of octets cut into messages (RFC 9327
 * section 2): numbers and moments are written digit by digit, no text is made but that of an IPv6 address.
 */
import { SECOND, type Q32 } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";
import { formatAddress } from "./address-text.js";
import { type Endpoint, Family } from "./address.js";
import {
  CONTROL_DATA_MOST,
  CONTROL_HEADER_LENGTH,
  markLast,
  markMore,
  setAnswering,
  setExtent,
} from "./control.js";
import { pad } from "./control-trailer.js";
import { type Datagram } from "./datagram.js";

const COMMA = 0x2c;
const BLANK = 0x20;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const POINT = 0x2e;
const COLON = 0x3a;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const MINUS = 0x2d;
const DIGIT_0 = 0x30;
const LETTER_A = 0x61;
const RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** Mutable: whoever answers has one, and writes every answer with it. */
export class ControlWriter {
  /** Messages that were sent of this answer. */
  sent = 0;

  readonly #send: (datagram: Datagram) => void;
  #datagram!: Datagram;
  #unit = 4;
  /** Octets in the messages before, and in this one. */
  #offset = 0;
  #count = 0;
  #isFirst = true;

  /** `send`: what is done with each message, complete but for a MAC; it may not keep it. */
  constructor(send: (datagram: Datagram) => void) {
    this.#send = send;
  }

  /** Octets that the message at hand has room for. */
  get room(): number {
    return CONTROL_DATA_MOST - this.#count;
  }

  /** Begins the answer to the query in `datagram`; its messages end at multiples of `unit`, 4 or 8. */
  begin(datagram: Datagram, status: number, unit: number): void {
    this.#datagram = datagram;
    this.#unit = unit;
    this.#offset = this.#count = this.sent = 0;
    this.#isFirst = true;
    setAnswering(datagram, status);
  }

  /** Ends it: sends what is left, nothing as well. */
  end(): void {
    if (!this.#isFirst) {
      this.octet(RETURN);
      this.octet(LINE_FEED);
    }
    markLast(this.#datagram);
    this.flush();
  }

  octet(octet: number): void {
    if (this.#count === CONTROL_DATA_MOST) {
      markMore(this.#datagram);
      this.flush();
    }
    this.#datagram.bytes[CONTROL_HEADER_LENGTH + this.#count++] = octet;
  }

  /** Two octets in network order. */
  word(word: number): void {
    this.octet(word >>> 8);
    this.octet(word & 0xff);
  }

  /** The name of the next item of the list, and what parts it from its value. */
  name(name: string): void {
    this.part();
    this.text(name);
    this.octet(EQUALS);
  }

  /** The same of "name.index". */
  indexed(name: string, index: number): void {
    this.part();
    this.text(name);
    this.octet(POINT);
    this.unsigned(index);
    this.octet(EQUALS);
  }

  /** As it is: ASCII without what parts items. */
  text(text: string): void {
    for (let i = 0; i < text.length; i++) this.octet(text.charCodeAt(i));
  }

  /** Between quotes, with dots for what cannot stand there. */
  quoted(text: string): void {
    this.octet(QUOTE);
    for (let i = 0; i < text.length; i++) this.octet(harmless(text.charCodeAt(i)));
    this.octet(QUOTE);
  }

  /** A whole number from 0 on, with as many digits as it has. */
  unsigned(value: number): void {
    this.digits(value, 1);
  }

  signed(value: number): void {
    if (value < 0) this.octet(MINUS);
    this.digits(Math.abs(value), 1);
  }

  /** `value` in `unitsPerSecond` with `digits` decimals, rounded once; a rate as if it were a duration. */
  decimal(value: Q32, unitsPerSecond: number, digits: number): void {
    let scale = 1;
    for (let i = 0; i < digits; i++) scale *= 10;
    const rounded = Math.round((Math.abs(value) * unitsPerSecond * scale) / SECOND);
    if (value < 0 && rounded !== 0) this.octet(MINUS);
    this.digits(Math.floor(rounded / scale), 1);
    if (digits === 0) return;
    this.octet(POINT);
    this.digits(rounded % scale, digits);
  }

  /** "0x", then at least `least` digits. */
  hex(word: number, least: number): void {
    this.octet(DIGIT_0);
    this.octet(0x78);
    this.hexDigits(word, least);
  }

  hexDigits(word: number, least: number): void {
    for (let shift = 28; shift >= 0; shift -= 4) {
      if (shift >= 4 * least && word >>> shift === 0) continue;
      const digit = (word >>> shift) & 0xf;
      this.octet(digit < 10 ? DIGIT_0 + digit : LETTER_A + digit - 10);
    }
  }

  /** "0xd3a1b2c3.00000000" */
  timestamp({ seconds, fraction }: Timestamp): void {
    this.hex(seconds, 8);
    this.octet(POINT);
    this.hexDigits(fraction, 8);
  }

  /** A word as four octets in decimal. */
  quad(word: number): void {
    for (let shift = 24; shift >= 0; shift -= 8) {
      this.unsigned((word >>> shift) & 0xff);
      if (shift > 0) this.octet(POINT);
    }
  }

  /** The characters of a reference id up to the first zero, dots for what has a meaning in a list. */
  characters(refid: number): void {
    for (let shift = 24; shift >= 0; shift -= 8) {
      const code = (refid >>> shift) & 0xff;
      if (code === 0) return;
      this.octet(code === BLANK || code === COMMA || code === EQUALS ? POINT : harmless(code));
    }
  }

  /** Without its port. Makes a text of up to 50 characters of what is not IPv4. */
  address(endpoint: Endpoint): void {
    if (endpoint.family === Family.IPv4) this.quad(endpoint.word3);
    else this.text(formatAddress(endpoint));
  }

  /** With its port: "192.0.2.1:123", "[2001:db8::1]:123". */
  endpoint(endpoint: Endpoint): void {
    const isBare = endpoint.family === Family.IPv4;
    if (!isBare) this.octet(BRACKET);
    this.address(endpoint);
    if (!isBare) this.octet(BRACKET_END);
    this.octet(COLON);
    this.unsigned(endpoint.port);
  }

  private part(): void {
    if (!this.#isFirst) {
      this.octet(COMMA);
      this.octet(BLANK);
    }
    this.#isFirst = false;
  }

  private digits(value: number, least: number): void {
    let unit = 1;
    for (let digits = 1; digits < least || Math.floor(value / unit) >= 10; digits++) unit *= 10;
    for (; unit >= 1; unit /= 10) this.octet(DIGIT_0 + (Math.floor(value / unit) % 10));
  }

  private flush(): void {
    const datagram = this.#datagram;
    setExtent(datagram, this.#offset, this.#count);
    const end = CONTROL_HEADER_LENGTH + this.#count;
    datagram.length = pad(end, this.#unit);
    for (let i = end; i < datagram.length; i++) datagram.bytes[i] = 0;
    this.#send(datagram);
    this.sent++;
    this.#offset += this.#count;
    this.#count = 0;
  }
}

/** A printable character, or a dot for what is none or would end a quoted text. */
function harmless(code: number): number {
  return code >= BLANK && code < 0x7f && code !== QUOTE ? code : POINT;
}
