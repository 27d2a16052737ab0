/**
 * An IP address and port, of either family, as words: what access lists match, sockets send to and
 * reference ids are made of. Its octets are in network order, as in a packet or a socket address;
 * its text is in `address-text.ts`, what kind of address it is in `address-kind.ts`. Allocates nothing.
 */

export const enum Family {
  IPv4 = 4,
  IPv6 = 6,
}

/** Whether `port` is one that something can be sent to: whole, 1 to 65535. */
export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 0xffff;
}

/** Mutable: one lives in each association and socket and is filled again and again. */
export class Endpoint {
  family: Family = Family.IPv4;
  /** The address, most significant first, unsigned; IPv4 is `word3` alone and the others are 0. */
  word0 = 0;
  word1 = 0;
  word2 = 0;
  word3 = 0;
  /** The interface's number for a link-local IPv6 address; 0 elsewhere. */
  zone = 0;
  port = 0;

  /** Makes this the IPv4 address `word`; the port stays. */
  setIPv4(word: number): void {
    this.family = Family.IPv4;
    this.word0 = 0;
    this.word1 = 0;
    this.word2 = 0;
    this.word3 = word >>> 0;
    this.zone = 0;
  }

  /** Makes this an IPv6 address, most significant word first; the port stays. */
  setIPv6(word0: number, word1: number, word2: number, word3: number, zone: number): void {
    this.family = Family.IPv6;
    this.word0 = word0 >>> 0;
    this.word1 = word1 >>> 0;
    this.word2 = word2 >>> 0;
    this.word3 = word3 >>> 0;
    this.zone = zone;
  }

  copy(from: Endpoint): void {
    this.family = from.family;
    this.word0 = from.word0;
    this.word1 = from.word1;
    this.word2 = from.word2;
    this.word3 = from.word3;
    this.zone = from.zone;
    this.port = from.port;
  }

  /** The same host, whatever the port: family, address and zone. */
  sameAddress(other: Endpoint): boolean {
    return (
      this.word3 === other.word3 &&
      this.word2 === other.word2 &&
      this.word1 === other.word1 &&
      this.word0 === other.word0 &&
      this.zone === other.zone &&
      this.family === other.family
    );
  }

  equals(other: Endpoint): boolean {
    return this.port === other.port && this.sameAddress(other);
  }
}

/** How many octets the address takes: 4 or 16. */
export function addressLength(endpoint: Endpoint): number {
  return endpoint.family === Family.IPv4 ? 4 : 16;
}

/** Writes the address at `at` in network order; `bytes` has room for `addressLength`. */
export function writeAddress(endpoint: Endpoint, bytes: Uint8Array, at: number): void {
  if (endpoint.family === Family.IPv4) {
    writeWord(endpoint.word3, bytes, at);
    return;
  }
  writeWord(endpoint.word0, bytes, at);
  writeWord(endpoint.word1, bytes, at + 4);
  writeWord(endpoint.word2, bytes, at + 8);
  writeWord(endpoint.word3, bytes, at + 12);
}

/** Reads 4 octets or 16, as `family` says, in network order; the zone becomes 0, the port stays. */
export function readAddress(bytes: Uint8Array, at: number, family: Family, into: Endpoint): void {
  if (family === Family.IPv4) {
    into.setIPv4(readWord(bytes, at));
    return;
  }
  into.setIPv6(
    readWord(bytes, at),
    readWord(bytes, at + 4),
    readWord(bytes, at + 8),
    readWord(bytes, at + 12),
    0,
  );
}

function writeWord(word: number, bytes: Uint8Array, at: number): void {
  bytes[at] = word >>> 24;
  bytes[at + 1] = word >>> 16;
  bytes[at + 2] = word >>> 8;
  bytes[at + 3] = word;
}

function readWord(bytes: Uint8Array, at: number): number {
  return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
}
