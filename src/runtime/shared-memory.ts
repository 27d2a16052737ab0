/**
 * The memory that a board's native UDP and JavaScript share: the datagrams of one received batch, then those
 * waiting to be sent; first all their heads, then all their bytes.
 */
import { type Instant } from "../time/moment.js";
import { Family, type Endpoint } from "../wire/address.js";
import { Datagram, MAX_DATAGRAM } from "../wire/datagram.js";

/** The counter, by readings of the machine's monotonic clock. */
export interface MonotonicCounter {
  /** Sets `into` to what the counter shows when the monotonic clock shows so much. */
  convert(seconds: number, nanoseconds: number, into: Instant): void;
}

/** What there is of a datagram besides its bytes, in 32-bit words; `enum head` of head.h. */
const enum Head {
  Length,
  Port,
  Zone,
  Word0,
  Word1,
  Word2,
  Word3,
  Seconds,
  Nanoseconds,
  Words,
}

export class SharedMemory {
  readonly buffer: ArrayBuffer;
  private readonly slots: number;
  private readonly heads: Uint32Array;
  /** The bytes of all, `MAX_DATAGRAM` each: those received, then those that wait to be sent. */
  private readonly bytes: Uint8Array;
  /** The first of those received; another is looked at in its place. */
  private readonly receivedDatagram: Datagram;

  /** `slots`: how many datagrams a batch holds. `allocate` answers so many octets, all of them 0. */
  constructor(slots: number, allocate: (bytes: number) => ArrayBuffer) {
    const headBytes = 2 * slots * Head.Words * Uint32Array.BYTES_PER_ELEMENT;
    this.buffer = allocate(headBytes + 2 * slots * MAX_DATAGRAM);
    this.slots = slots;
    this.heads = new Uint32Array(this.buffer, 0, 2 * slots * Head.Words);
    this.bytes = new Uint8Array(this.buffer, headBytes);
    this.receivedDatagram = new Datagram(new Uint8Array(this.buffer, headBytes, MAX_DATAGRAM));
  }

  /** The datagram received in `slot`, until the next call; that of slot 0 comes first, if it is wanted. */
  received(slot: number): Datagram {
    const datagram = this.receivedDatagram;
    datagram.length = this.heads[slot * Head.Words + Head.Length];
    if (slot === 0) return datagram;
    const at = slot * MAX_DATAGRAM;
    this.bytes.copyWithin(0, at, at + Math.min(datagram.length, MAX_DATAGRAM));
    return datagram;
  }

  readSender(slot: number, family: Family, into: Endpoint): void {
    this.addressAt(slot * Head.Words, family, into);
  }

  /** What native code put into the queue's place `place` in place of an address. */
  readAddress(place: number, family: Family, into: Endpoint): void {
    this.addressAt((this.slots + place) * Head.Words, family, into);
  }

  readArrival(slot: number, counter: MonotonicCounter, into: Instant): void {
    const at = slot * Head.Words;
    counter.convert(this.heads[at + Head.Seconds], this.heads[at + Head.Nanoseconds], into);
  }

  /** Puts a copy into the queue's place `place`, from 0. */
  queue(place: number, datagram: Datagram, to: Endpoint): void {
    this.writeAddress(place, to, to.port);
    this.heads[(this.slots + place) * Head.Words + Head.Length] = datagram.length;
    // Copying all of it is quicker than making a view of the part that counts.
    this.bytes.set(datagram.bytes, (this.slots + place) * MAX_DATAGRAM);
  }

  /** Puts an address into the queue's place `place`; undefined: any. */
  writeAddress(place: number, address: Endpoint | undefined, port: number): void {
    const heads = this.heads;
    const at = (this.slots + place) * Head.Words;
    heads[at + Head.Port] = port;
    heads[at + Head.Zone] = address?.zone ?? 0;
    heads[at + Head.Word0] = address?.word0 ?? 0;
    heads[at + Head.Word1] = address?.word1 ?? 0;
    heads[at + Head.Word2] = address?.word2 ?? 0;
    heads[at + Head.Word3] = address?.word3 ?? 0;
  }

  private addressAt(at: number, family: Family, into: Endpoint): void {
    const heads = this.heads;
    into.port = heads[at + Head.Port];
    if (family === Family.IPv4) into.setIPv4(heads[at + Head.Word3]);
    else
      into.setIPv6(
        heads[at + Head.Word0],
        heads[at + Head.Word1],
        heads[at + Head.Word2],
        heads[at + Head.Word3],
        heads[at + Head.Zone],
      );
  }
}
