/**
 * A datagram where it lies: bytes, how many of them, and a view to read and write fields in place.
 *
 * A port owns a few of these, made at boot, and receives into them; an answer is written over its request.
 */

/** The longest datagram looked at: an NTP header, extension fields and a MAC fit well within it. */
export const MAX_DATAGRAM = 1024;

export class Datagram {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Octets on the wire; more than `MAX_DATAGRAM` where the rest was cut off on receipt. */
  length = 0;

  constructor(bytes: Uint8Array = new Uint8Array(MAX_DATAGRAM)) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}
