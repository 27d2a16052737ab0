/**
 * What follows the header: extension fields and a MAC, told apart by their lengths alone (RFC 5905
 * section 7.5 as changed by RFC 7822).
 *
 * From version 4 on, what is longer than any MAC is an extension field, and what is as long as a MAC is
 * one: hence the last field without a MAC after it has 28 octets or more. Older versions know no
 * fields; there the rest is a MAC, of whatever digest the two sides agreed on.
 *
 * Allocates nothing. The fields of a datagram that was read:
 *
 *     for (let at = HEADER_LENGTH; at < trailer.macAt; at += fieldLength(datagram, at)) …
 */
import { type Datagram } from "./datagram.js";
import { HEADER_LENGTH, versionOf } from "./header.js";

/** What a datagram consists of. */
export const enum Layout {
  /** The header, perhaps extension fields, no MAC. */
  Plain,
  /** As Plain, then a key id and a digest. */
  Authenticated,
  /** As Plain, then four zeros: the other side could not authenticate what we sent (RFC 5905 section 9.2). */
  CryptoNak,
  /** Shorter than a header, longer than any datagram we read, or cut into no allowed parts. */
  Malformed,
}

export const KEY_ID_LENGTH = 4;
const FIELD_TYPE = 0;
const FIELD_LENGTH = 2;
/** RFC 5905 section 7.5, and RFC 7822 keeps it: type, length and 12 octets of value. */
const FIELD_LEAST = 16;
/** Version 4: digests of 16 octets (MD5, AES-CMAC) or of 20 (SHA-1, and longer ones cut down to that). */
const MAC_MD5 = KEY_ID_LENGTH + 16;
export const MAC_SHA1 = KEY_ID_LENGTH + 20;
/** Older versions: from DES (RFC 1305 appendix C) to SHA-512. */
const MAC_LEAST = KEY_ID_LENGTH + 8;
export const MAC_MOST = KEY_ID_LENGTH + 64;

/** Mutable: a receiver has one, and reads every datagram into it. */
export class Trailer {
  layout: Layout = Layout.Malformed;
  /** Where the extension fields end: the MAC's offset, or the datagram's length where there is none. */
  macAt = HEADER_LENGTH;
  /** Octets of key id and digest; 0 without a MAC, 4 for a crypto-NAK. */
  macLength = 0;
  /** Unsigned; 0 without a MAC. */
  keyId = 0;
  fieldCount = 0;

  /**
   * Reads how a datagram of mode 1 to 5 (or 0) is laid out; one pass, nothing is written to it. When
   * malformed, it has neither fields nor a MAC. Does not judge the digest, nor what fields hold.
   */
  read(datagram: Datagram): Layout {
    this.layout = Layout.Malformed;
    this.macAt = HEADER_LENGTH;
    this.macLength = 0;
    this.keyId = 0;
    this.fieldCount = 0;
    // Nearly every packet ends here.
    if (datagram.length === HEADER_LENGTH) return (this.layout = Layout.Plain);
    if (datagram.length < HEADER_LENGTH || datagram.length > datagram.bytes.length) return this.layout;
    if (versionOf(datagram) < 4) this.readMac(datagram, HEADER_LENGTH, MAC_LEAST, MAC_MOST);
    else this.readFields(datagram);
    return this.layout;
  }

  private readFields(datagram: Datagram): void {
    let at = HEADER_LENGTH;
    let count = 0;
    while (datagram.length - at > MAC_SHA1) {
      const length = fieldLength(datagram, at);
      if (length < FIELD_LEAST || length % 4 !== 0 || length > datagram.length - at) return;
      at += length;
      count++;
    }
    this.readMac(datagram, at, MAC_MD5, MAC_SHA1);
    if (this.layout !== Layout.Malformed) this.fieldCount = count;
  }

  /** Takes all that is left at `at` as a MAC of `least` to `most` octets, if there is any. */
  private readMac(datagram: Datagram, at: number, least: number, most: number): void {
    const length = datagram.length - at;
    const keyId = length >= KEY_ID_LENGTH ? datagram.view.getUint32(at) : 0;
    if (length === 0) this.layout = Layout.Plain;
    else if (length === KEY_ID_LENGTH && keyId === 0) this.layout = Layout.CryptoNak;
    else if (length >= least && length <= most && length % 4 === 0) this.layout = Layout.Authenticated;
    else return;
    this.macAt = at;
    this.macLength = length;
    this.keyId = keyId;
  }
}

/** The type of the extension field at `at`, 0 to 65535. */
export function fieldType(datagram: Datagram, at: number): number {
  return datagram.view.getUint16(at + FIELD_TYPE);
}

/** The octets of the extension field at `at`, its type, length and padding included. */
export function fieldLength(datagram: Datagram, at: number): number {
  return datagram.view.getUint16(at + FIELD_LENGTH);
}
