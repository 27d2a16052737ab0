/**
 * Sentences of NMEA 0183, an octet at a time: found between whatever else is on the line, checked, and read
 * field by field where they lie. What is no sentence gets a verdict for its counter. Allocates nothing.
 */

import { kindNamed, SentenceKind } from "./nmea-kind.js";

/** What an octet has brought. */
export const enum Framing {
  /** Nothing yet. */
  Open,
  /** A sentence or a frame is whole, and holds until the next octet is taken. */
  Whole,
  /** One came to its end, and its checksum is of something else. */
  BadChecksum,
  /** One was cut, is too long, or has octets that it cannot have. */
  Broken,
}

/** What a number is where the field is empty, or holds none. */
export const NO_NUMBER = -1;

/** NMEA allows 82 octets; receivers are known to go beyond. */
const MOST_OCTETS = 255;
const MOST_FIELDS = 48;

const DOLLAR = 0x24;
const STAR = 0x2a;
const COMMA = 0x2c;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const LETTER_A = 0x41;
const LETTER_B = 0x42;
const LETTER_D = 0x44;
const LETTER_F = 0x46;
const LETTER_G = 0x47;
const SMALL = 0x20;
const FIRST_PRINTABLE = 0x20;
const LAST_PRINTABLE = 0x7e;

/** No number that is read has more; what has would not be exact. */
const MOST_DIGITS = 15;

/** Of an address: two letters say who talks, three what. */
const TALKER_LENGTH = 2;
const ADDRESS_LENGTH = 5;

/** Where the reader stands in a sentence. */
const enum Place {
  Outside,
  Body,
  FirstDigit,
  SecondDigit,
}

export class NmeaReader {
  kind: SentenceKind = SentenceKind.Other;
  /** Field 0 is the address. */
  fieldCount = 0;

  readonly #octets = new Uint8Array(MOST_OCTETS);
  /** Where each field begins; one more, so that each ends where the next begins. */
  readonly #starts = new Uint8Array(MOST_FIELDS + 1);
  #length = 0;
  #sum = 0;
  #claimed = 0;
  #place: Place = Place.Outside;

  /** Whether a sentence has begun and has not ended. */
  get isInside(): boolean {
    return this.#place !== Place.Outside;
  }

  /** Takes the next octet of the line. */
  take(octet: number): Framing {
    // Most octets are one of a field.
    if (
      this.#place === Place.Body &&
      octet > COMMA &&
      octet <= LAST_PRINTABLE &&
      this.#length < MOST_OCTETS
    ) {
      this.#sum ^= octet;
      this.#octets[this.#length++] = octet;
      return Framing.Open;
    }
    if (octet === DOLLAR) return this.begin();
    switch (this.#place) {
      case Place.Outside:
        return Framing.Open;
      case Place.Body:
        return this.extend(octet);
      case Place.FirstDigit:
        this.#claimed = hexDigit(octet);
        if (this.#claimed < 0) return this.drop();
        this.#place = Place.SecondDigit;
        return Framing.Open;
      case Place.SecondDigit:
        return this.end(hexDigit(octet));
    }
  }

  /** What has begun will not go on: other octets follow. */
  cut(): Framing {
    return this.isInside ? this.drop() : Framing.Open;
  }

  /** Of the address: 0 and 1 are the talker's two letters. 0 where there is none. */
  addressLetter(index: number): number {
    return index < this.endOf(0) ? this.#octets[index] : 0;
  }

  /** The first octet of a field; 0 where it is empty or missing. */
  letter(field: number): number {
    return this.length(field) > 0 ? this.#octets[this.#starts[field]] : 0;
  }

  /** Octets in a field; 0 where it is missing. */
  length(field: number): number {
    return field < this.fieldCount ? this.endOf(field) - this.#starts[field] : 0;
  }

  /** An octet of a field, which is long enough. */
  octet(field: number, index: number): number {
    return this.#octets[this.#starts[field] + index];
  }

  /** `count` digits of a field from its octet `from` on, or `NO_NUMBER`. */
  digits(field: number, from: number, count: number): number {
    if (this.length(field) < from + count) return NO_NUMBER;
    let value = 0;
    for (let i = from; i < from + count; i++) {
      const octet = this.octet(field, i);
      if (octet < ZERO || octet > NINE) return NO_NUMBER;
      value = value * 10 + octet - ZERO;
    }
    return value;
  }

  /** The decimal number of a field, in units of 10^-`decimals`, cut off; or `NO_NUMBER`: below 0, or none. */
  number(field: number, decimals: number): number {
    return this.numberFrom(field, 0, decimals);
  }

  /** The same from the octet `from` of the field on. */
  numberFrom(field: number, from: number, decimals: number): number {
    const end = this.length(field);
    let value = 0;
    let isBeforePoint = true;
    let left = decimals;
    let seen = 0;
    for (let i = from; i < end; i++) {
      const octet = this.octet(field, i);
      if (octet === POINT && isBeforePoint) isBeforePoint = false;
      else if (octet < ZERO || octet > NINE) return NO_NUMBER;
      else {
        seen++;
        if (isBeforePoint || left > 0) value = value * 10 + octet - ZERO;
        if (!isBeforePoint && left > 0) left--;
      }
    }
    if (seen === 0 || seen > MOST_DIGITS) return NO_NUMBER;
    for (; left > 0; left--) value *= 10;
    return value;
  }

  /** Whether a field reads as `text`, or begins with it. */
  begins(field: number, text: string): boolean {
    if (this.length(field) < text.length) return false;
    for (let i = 0; i < text.length; i++) if (this.octet(field, i) !== text.charCodeAt(i)) return false;
    return true;
  }

  private begin(): Framing {
    const verdict = this.cut();
    this.#place = Place.Body;
    this.#length = 0;
    this.#sum = 0;
    this.fieldCount = 1;
    this.#starts[0] = 0;
    return verdict;
  }

  private extend(octet: number): Framing {
    if (octet === STAR) {
      this.#place = Place.FirstDigit;
      return Framing.Open;
    }
    if (octet < FIRST_PRINTABLE || octet > LAST_PRINTABLE || this.#length === MOST_OCTETS) return this.drop();
    this.#sum ^= octet;
    this.#octets[this.#length++] = octet;
    if (octet === COMMA) {
      if (this.fieldCount === MOST_FIELDS) return this.drop();
      this.#starts[this.fieldCount++] = this.#length;
    }
    return Framing.Open;
  }

  private end(digit: number): Framing {
    if (digit < 0) return this.drop();
    this.#place = Place.Outside;
    if (this.#claimed * 16 + digit !== this.#sum) return Framing.BadChecksum;
    this.kind = this.kindOf();
    return Framing.Whole;
  }

  private drop(): Framing {
    this.#place = Place.Outside;
    return Framing.Broken;
  }

  private endOf(field: number): number {
    return field + 1 < this.fieldCount ? this.#starts[field + 1] - 1 : this.#length;
  }

  private kindOf(): SentenceKind {
    const octets = this.#octets;
    if (this.endOf(0) !== ADDRESS_LENGTH || !isNavigator(octets[0], octets[1])) return SentenceKind.Other;
    const from = TALKER_LENGTH;
    return kindNamed((octets[from] << 16) | (octets[from + 1] << 8) | octets[from + 2]);
  }
}

/** GP GPS, GL GLONASS, GA Galileo, GB and BD BeiDou, GN several; others beginning with G are their like. */
function isNavigator(first: number, second: number): boolean {
  return first === LETTER_G || (first === LETTER_B && second === LETTER_D);
}

/** -1 where it is none. Some receivers write small letters. */
function hexDigit(octet: number): number {
  if (octet >= ZERO && octet <= NINE) return octet - ZERO;
  const capital = octet & ~SMALL;
  return capital >= LETTER_A && capital <= LETTER_F ? capital - LETTER_A + 10 : -1;
}
