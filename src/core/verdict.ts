/**
 * What became of a packet, and what selection thinks of a source: every judgement has a name that an
 * operator sees. The packet tests are those of RFC 5905 section 8 and A.5.1.1, as `TESTn` there.
 */

/** What became of one received packet. */
export const enum Verdict {
  /** A request, answered. */
  Answered,
  /** A server's answer or broadcast, taken in. */
  Sampled,
  /** Shorter than a header, longer than any we read, or with a trailer that RFC 7822 does not allow. */
  Malformed,
  /** A version other than 1 to 4. */
  BadVersion,
  /** A mode that nothing here answers: server, broadcast or control without an association. */
  UnexpectedMode,
  /** The service is off, or deaf on the interface that the packet came in by. */
  ServiceOff,
  /** From another address or port than the one asked. */
  WrongSource,
  /** Seen before: the transmit timestamp of the last one (TEST1). */
  Duplicate,
  /** Not an answer to what was asked: origin is not what was sent (TEST2). */
  BogusOrigin,
  /** A timestamp that must be known is zero (TEST3). */
  MissingTimestamp,
  /** The server is not synchronized: leap indicator 3 or stratum 16 (TEST6). */
  Unsynchronized,
  /** Stratum out of range (TEST6). */
  BadStratum,
  /** Root distance beyond MAXDISP, or a reference time after the transmit time (TEST7). */
  RootDistance,
  /** The round trip is negative beyond what clocks explain, or longer than MAXDISP. */
  BadDelay,
  /** The server follows us. */
  Loop,
  /** A kiss-o'-death that ends the association: DENY or RSTR (RFC 5905 section 7.4). */
  KissDenied,
  /** A kiss-o'-death that slows it: RATE. */
  KissRate,
  /** Any other kiss code: nothing to learn, nothing to obey. */
  KissOther,
  /** So near to the end of a month that a leap second may come between the timestamps. */
  LeapSecondNear,
  /** Shortly after the end of a month, and a whole second away from the samples before it. */
  SecondMoved,
  /** A dynamic association would be needed, and there is no place for another one. */
  NoRoom,
  /** A broadcast from before the last one, sent again or overtaken (TEST1), or too soon after it. */
  Replayed,
  /** Our own packet, sent back to us in a peer's name. */
  Reflected,
  /** A peer's question, so soon after the last one that it is not answered. */
  TooSoon,
  /** A peer's question, read so late that an answer would look like another question. */
  TooLate,
  /** An answer to a search in a group: its sender is a source now. */
  FoundServer,
  /**
   * A search in a group that is not for this node: it has no time, or is no nearer to a primary than who
   * asks.
   */
  Unsuitable,
  /** By no right that its sender has: the access lists say so. */
  NoAccess,
  /** A request of one whose rate is limited, sooner than is due. */
  Limited,
  /** A control query, answered. */
  QueryAnswered,
  /** A control query, answered by an error: it is wrong, or what it asks for is not to be had. */
  QueryRefused,
  /**
   * The sender could not authenticate what we sent (RFC 5905 section 9.2). This and all that follow say that
   * authentication failed.
   */
  CryptoNak,
  /** Without a MAC, where one is demanded. */
  NoMac,
  /** The MAC's key is not configured, or not trusted. */
  UntrustedKey,
  /** The MAC's key is trusted, but not the one that its association has. */
  OtherKey,
  /** The access lists of the MAC's key do not let its sender use it. */
  ForbiddenKey,
  /** The MAC is not what its key makes of the packet. */
  WrongMac,
  /** One past the last: how many counters there are. */
  Count,
}

export type KissVerdict = Verdict.KissDenied | Verdict.KissRate | Verdict.KissOther;

/** What selection thinks of a source; from worst to best. */
export const enum Standing {
  /** Nothing received yet. */
  Unheard,
  /** The last eight polls went unanswered. */
  Unreachable,
  /** Refused us by a kiss-o'-death. */
  Denied,
  /** Says that it has no time. */
  Unsynchronized,
  /** Not better than our own reference clock, or of stratum 15 or more. */
  BadStratum,
  /** Follows us, or what we follow through it. */
  Loop,
  /** Of too few samples yet, or still. */
  Unproven,
  /** Farther from a primary than the configured distance. */
  TooFar,
  /** A peer that is no better than what we have without it: it may follow us. */
  Follower,
  /** Disagrees with the majority (RFC 5905 section 11.2.1). */
  Falseticker,
  /** The local clock, while there is a better source. */
  LastResort,
  /** Agrees, but adds more jitter than knowledge (section 11.2.2). */
  Outlyer,
  /** A survivor: has its part in the offset. */
  Candidate,
  /** The system peer: stratum and refid come from it. */
  SystemPeer,
}
