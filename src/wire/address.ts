/**
 * An IP address and port, of either family, as words: what access lists match, sockets send to and
 * consoles print. RFC 4291 for reading, RFC 5952 for writing.
 */

export const enum Family {
  IPv4 = 4,
  IPv6 = 6,
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
}
