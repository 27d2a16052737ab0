/**
 * BER as SNMP uses it (RFC 3417 section 8): definite lengths, here always the shortest. Written from front to
 * back into a buffer that is there already; what is in a frame moves up where its length turns out long.
 */

/** Of RFC 3416 section 3, and the ASN.1 types that it is made of. */
export const enum Tag {
  Integer = 0x02,
  OctetString = 0x04,
  ObjectIdentifier = 0x06,
  Sequence = 0x30,
  IpAddress = 0x40,
  Counter32 = 0x41,
  Unsigned32 = 0x42,
  TimeTicks = 0x43,
  SnmpV2Trap = 0xa7,
}

/** What a length octet can say by itself. */
const SHORT_LENGTH = 0x7f;
/** "So many octets of length follow", less how many. */
const LONG_LENGTH = 0x80;
/** "More octets of this arc follow." */
const MORE = 0x80;

/** Mutable: a sender has one, and writes every message with it. */
export class BerWriter {
  /** Octets written, where all fitted. */
  length = 0;
  /** Whether there was no room for something: what is written is worth nothing then. */
  isTooLong = false;
  #bytes!: Uint8Array;

  /** Writes into `bytes` from now on, from the front. */
  begin(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.length = 0;
    this.isTooLong = false;
  }

  /** Opens a frame for what is written next; answers where it begins, for `close`. */
  open(tag: Tag): number {
    this.octet(tag);
    this.octet(0);
    return this.length;
  }

  /** Ends the frame that `open` answered `start` for. */
  close(start: number): void {
    if (this.isTooLong) return;
    const length = this.length - start;
    if (length <= SHORT_LENGTH) {
      this.#bytes[start - 1] = length;
      return;
    }
    const more = length <= 0xff ? 1 : 2;
    for (let i = 0; i < more; i++) this.octet(0);
    if (this.isTooLong) return;
    this.#bytes.copyWithin(start + more, start, start + length);
    this.#bytes[start - 1] = LONG_LENGTH | more;
    if (more === 2) this.#bytes[start] = length >>> 8;
    this.#bytes[start + more - 1] = length & 0xff;
  }

  octet(value: number): void {
    if (this.length < this.#bytes.length) this.#bytes[this.length++] = value;
    else this.isTooLong = true;
  }

  /** `value`: an integer, -2^31 to 2^32 - 1, in two's complement, as short as it goes. */
  integer(tag: Tag, value: number): void {
    let scale = 1;
    let count = 1;
    while (value < -128 * scale || value >= 128 * scale) {
      scale *= 256;
      count++;
    }
    this.octet(tag);
    this.octet(count);
    for (; count > 0; count--, scale /= 256) this.octet(Math.floor(value / scale) & 0xff);
  }

  /** The first `count` of `bytes`. */
  octets(tag: Tag, bytes: Uint8Array, count: number): void {
    const start = this.open(tag);
    for (let i = 0; i < count; i++) this.octet(bytes[i]);
    this.close(start);
  }

  /** `text`: as UTF-8; half of a surrogate pair becomes a replacement character. */
  text(text: string): void {
    const start = this.open(Tag.OctetString);
    for (const character of text) this.character(character.codePointAt(0)!);
    this.close(start);
  }

  /** `oid`: at least two arcs in decimal, "1.3.6.1", each below 2^32. */
  objectIdentifier(oid: string): void {
    const start = this.open(Tag.ObjectIdentifier);
    const arcs = oid.split(".");
    this.arc(Number(arcs[0]) * 40 + Number(arcs[1]));
    for (let i = 2; i < arcs.length; i++) this.arc(Number(arcs[i]));
    this.close(start);
  }

  /** Seven bits an octet. */
  private arc(value: number): void {
    let scale = 1;
    while (value >= 128 * scale) scale *= 128;
    for (; scale > 1; scale /= 128) this.octet(MORE | (Math.floor(value / scale) & 0x7f));
    this.octet(value & 0x7f);
  }

  private character(code: number): void {
    if (code < 0x80) {
      this.octet(code);
      return;
    }
    const scalar = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
    if (scalar < 0x800) this.octet(0xc0 | (scalar >>> 6));
    else {
      if (scalar < 0x10000) this.octet(0xe0 | (scalar >>> 12));
      else {
        this.octet(0xf0 | (scalar >>> 18));
        this.octet(0x80 | ((scalar >>> 12) & 0x3f));
      }
      this.octet(0x80 | ((scalar >>> 6) & 0x3f));
    }
    this.octet(0x80 | (scalar & 0x3f));
  }
}
