/**
 * Frames of u-blox receivers, an octet at a time: B5 62, class, id, length, payload, and the checksum of all
 * but the first two (u-blox 8 / M8 Receiver Description, "UBX Frame Structure"). Allocates nothing.
 */
import { Framing } from "./nmea.js";

/** The two octets that begin a frame. */
export const SYNC_1 = 0xb5;
const SYNC_2 = 0x62;

/** Octets of a payload that are kept: what is read lies within. The rest is checked and skipped. */
const KEPT = 96;

/** Longer ones are none: octets that only look like a beginning would swallow seconds of text. */
const MOST_LENGTH = 4096;

/** Octets of a frame beside its payload. */
const AROUND = 8;

/** Which octet of a frame comes next. */
const enum Place {
  Sync1,
  Sync2,
  Class,
  Id,
  LengthLow,
  LengthHigh,
  Payload,
  Checksum1,
  Checksum2,
}

export class UbxReader {
  /** Class × 256 + id. */
  message = 0;
  /** Of the payload, in octets. */
  length = 0;
  /** Over the first of the payload's octets; little-endian. */
  readonly payload = new DataView(new ArrayBuffer(KEPT));

  #place: Place = Place.Sync1;
  #taken = 0;
  #sum1 = 0;
  #sum2 = 0;
  #claimed1 = 0;

  /** Whether only `SYNC_1` can begin anything. */
  get isIdle(): boolean {
    return this.#place === Place.Sync1;
  }

  /** Whether a frame has begun and has not ended. */
  get isInside(): boolean {
    return this.#place > Place.Sync2;
  }

  /** Takes the next octet of the line. */
  take(octet: number): Framing {
    switch (this.#place) {
      case Place.Sync1:
        if (octet === SYNC_1) this.#place = Place.Sync2;
        return Framing.Open;
      case Place.Sync2:
        if (octet !== SYNC_1) this.#place = octet === SYNC_2 ? this.begin() : Place.Sync1;
        return Framing.Open;
      case Place.Class:
        return this.head(octet, octet * 256);
      case Place.Id:
        return this.head(octet, this.message + octet);
      case Place.LengthLow:
        this.length = octet;
        return this.head(octet, this.message);
      case Place.LengthHigh:
        this.length += octet * 256;
        if (this.length > MOST_LENGTH) return this.cut();
        this.head(octet, this.message);
        if (this.length === 0) this.#place = Place.Checksum1;
        return Framing.Open;
      case Place.Payload:
        if (this.#taken < KEPT) this.payload.setUint8(this.#taken, octet);
        this.add(octet);
        if (++this.#taken === this.length) this.#place = Place.Checksum1;
        return Framing.Open;
      case Place.Checksum1:
        this.#claimed1 = octet;
        this.#place = Place.Checksum2;
        return Framing.Open;
      default:
        this.#place = Place.Sync1;
        return this.#claimed1 === this.#sum1 && octet === this.#sum2 ? Framing.Whole : Framing.BadChecksum;
    }
  }

  /** What has begun will not go on: other octets follow. */
  cut(): Framing {
    const verdict = this.isInside ? Framing.Broken : Framing.Open;
    this.#place = Place.Sync1;
    return verdict;
  }

  private begin(): Place {
    this.#taken = 0;
    this.#sum1 = 0;
    this.#sum2 = 0;
    return Place.Class;
  }

  private head(octet: number, message: number): Framing {
    this.message = message;
    this.add(octet);
    this.#place++;
    return Framing.Open;
  }

  private add(octet: number): void {
    this.#sum1 = (this.#sum1 + octet) & 0xff;
    this.#sum2 = (this.#sum2 + this.#sum1) & 0xff;
  }
}

/** Makes a frame of the payload's `length` octets, in `into` from `PAYLOAD` on; answers its length. */
export function frame(message: number, length: number, into: Uint8Array): number {
  into[0] = SYNC_1;
  into[1] = SYNC_2;
  into[2] = message >>> 8;
  into[3] = message & 0xff;
  into[4] = length & 0xff;
  into[5] = length >>> 8;
  let sum1 = 0;
  let sum2 = 0;
  for (let i = 2; i < PAYLOAD + length; i++) {
    sum1 = (sum1 + into[i]) & 0xff;
    sum2 = (sum2 + sum1) & 0xff;
  }
  into[PAYLOAD + length] = sum1;
  into[PAYLOAD + length + 1] = sum2;
  return length + AROUND;
}

/** Where a frame's payload begins. */
export const PAYLOAD = 6;
