/**
 * The items of a control message's data, `name` or `name=value` between commas (RFC 9327 section 4), found
 * where they lie. What is between quotes parts nothing. No texts are made but those that are asked for.
 */
import { type Datagram } from "./datagram.js";

const COMMA = 0x2c;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const BLANK = 0x20;

/** Mutable: `read` begins with the first item of a range, `next` goes on to it and to each one after it. */
export class ControlItems {
  #bytes!: Uint8Array;
  #at = 0;
  #end = 0;
  #nameAt = 0;
  #nameEnd = 0;
  #valueAt = 0;
  #valueEnd = 0;

  /** The items in octets `from` to `to` of the datagram, which must not change until the last is read. */
  read({ bytes }: Datagram, from: number, to: number): void {
    this.#bytes = bytes;
    this.#at = from;
    this.#end = to;
  }

  /** Goes on to the next item that is not empty; answers whether there is one. */
  next(): boolean {
    while (this.#at < this.#end) {
      this.take();
      if (this.#nameAt < this.#nameEnd) return true;
    }
    return false;
  }

  /** Whether this is the item's name. */
  isNamed(name: string): boolean {
    if (name.length !== this.#nameEnd - this.#nameAt) return false;
    for (let i = 0; i < name.length; i++)
      if (this.#bytes[this.#nameAt + i] !== name.charCodeAt(i)) return false;
    return true;
  }

  /** Of "name.index" the index, 0 to 99; -1: the item is named otherwise. */
  indexOf(name: string): number {
    const at = this.#nameAt + name.length + 1;
    const digits = this.#nameEnd - at;
    if (digits < 1 || digits > 2 || this.#bytes[at - 1] !== 0x2e) return -1;
    for (let i = 0; i < name.length; i++) if (this.#bytes[this.#nameAt + i] !== name.charCodeAt(i)) return -1;
    return readDecimal(this.#bytes, at, this.#nameEnd);
  }

  /** Its name, as a text of at most `most` characters; longer ones are cut. */
  name(most: number): string {
    return textOf(this.#bytes, this.#nameAt, Math.min(this.#nameEnd, this.#nameAt + most));
  }

  /** Its value, without quotes around it; empty where it has none. Cut as `name`. */
  value(most: number): string {
    return textOf(this.#bytes, this.#valueAt, Math.min(this.#valueEnd, this.#valueAt + most));
  }

  /** Octets of the value. */
  get valueLength(): number {
    return this.#valueEnd - this.#valueAt;
  }

  /** The value as a whole number of at most nine digits, or in hexadecimal "0x" and eight; -1: it is none. */
  unsigned(): number {
    const bytes = this.#bytes;
    const isHex = bytes[this.#valueAt] === 0x30 && (bytes[this.#valueAt + 1] | 0x20) === 0x78;
    return isHex
      ? readHex(bytes, this.#valueAt + 2, this.#valueEnd)
      : readDecimal(bytes, this.#valueAt, this.#valueEnd);
  }

  /** Eight hexadecimal digits that stand `from` octets into the value; -1: they do not. */
  hexAt(from: number): number {
    const at = this.#valueAt + from;
    return at + 8 > this.#valueEnd ? -1 : readHex(this.#bytes, at, at + 8);
  }

  private take(): void {
    const bytes = this.#bytes;
    let equals = -1;
    let isQuoted = false;
    const start = this.#at;
    for (; this.#at < this.#end; this.#at++) {
      const code = bytes[this.#at];
      if (code === QUOTE) isQuoted = !isQuoted;
      else if (isQuoted) continue;
      else if (code === COMMA) break;
      else if (code === EQUALS && equals < 0) equals = this.#at;
    }
    const end = this.#at++;
    this.#nameAt = this.skip(start, equals < 0 ? end : equals);
    this.#nameEnd = this.trim(this.#nameAt, equals < 0 ? end : equals);
    this.#valueAt = this.skip(equals < 0 ? end : equals + 1, end);
    this.#valueEnd = this.trim(this.#valueAt, end);
    const isWhole = this.#valueEnd - this.#valueAt >= 2 && bytes[this.#valueEnd - 1] === QUOTE;
    if (!isWhole || bytes[this.#valueAt] !== QUOTE) return;
    this.#valueAt++;
    this.#valueEnd--;
  }

  private skip(from: number, to: number): number {
    let at = from;
    while (at < to && this.#bytes[at] <= BLANK) at++;
    return at;
  }

  private trim(from: number, to: number): number {
    let at = to;
    while (at > from && this.#bytes[at - 1] <= BLANK) at--;
    return at;
  }
}

/** What is printable of it; a dot for each other octet. */
function textOf(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let i = from; i < to; i++)
    text += bytes[i] >= BLANK && bytes[i] < 0x7f ? String.fromCharCode(bytes[i]) : ".";
  return text;
}

function readDecimal(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < 1 || to - from > 9) return -1;
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = bytes[i] - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function readHex(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < 1 || to - from > 8) return -1;
  let value = 0;
  for (let i = from; i < to; i++) {
    const code = bytes[i];
    const letter = code | 0x20;
    const isLetter = letter >= 0x61 && letter <= 0x66;
    if (!isLetter && (code < 0x30 || code > 0x39)) return -1;
    value = value * 16 + (isLetter ? letter - 0x61 + 10 : code - 0x30);
  }
  return value;
}
