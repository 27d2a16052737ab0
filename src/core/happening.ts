/** What the engine reports to operators: one name per event, worded by whoever prints it. */
export const enum Happening {
  /** Synchronized to an association that was not the system peer before. */
  Synchronized,
  /** There is no time to be had here any more. Value: why, a `Loss`. */
  Unsynchronized,
  /** No source is left; the clock goes on as it was taught. Value: why, a `Loss`. */
  Holdover,
  /** The real-time clock carries the time from now on. Value: how far the clock is behind it, in Q32. */
  RtcCarries,
  /** A source's offset is beyond the step threshold: not believed until it has lasted. Value: the offset. */
  Resisted,
  /** A source's offset is beyond the panic threshold: it is not followed. Value: the offset, in Q32. */
  Refused,
  /** The system's offset is beyond 128 ms, as it was several times before. Value: the offset, in Q32. */
  OffsetTooLarge,
  /** It is so no more. */
  OffsetNormal,
  SystemPeerChanged,
  /** Value: the new stratum. */
  StratumChanged,
  /** Value: the new leap indicator. */
  LeapChanged,
  /** Value: the offset stepped by, in Q32. */
  Stepped,
  /** The counter is wrong by as much as can be corrected, or more. Value: the correction, a Rate. */
  FrequencyAtLimit,
  /** A leap second will come at the end of this UTC day. Value: the leap indicator that says so. */
  LeapAnnounced,
  /** It will not come after all. */
  LeapWithdrawn,
  /** The leap second has begun. Value: what the clock was moved by, in Q32. */
  LeapInserted,
  /** The second was left out. Value: as of LeapInserted. */
  LeapDeleted,
  /** Most sources had moved by a second at the end of the month, and the clock with them. Value: as above. */
  SecondMoved,
  AssociationUp,
  AssociationDown,
  /** Most other sources contradict it. */
  Falseticker,
  /** It was a falseticker, and agrees again. */
  Truechimer,
  /** Value: the kiss code as four octets. */
  KissOfDeath,
  /** The name of a server has no address. */
  NameNotFound,
  /** A name leads to no server that another association does not have already. */
  SameServer,
  /** A free association was wanted and the pool has none. */
  PoolFull,
  /** One whom no configuration names has become a peer, as anyone may: there is no key to know. */
  AnyPeer,
  /** One more association; who it is with may be a name yet. */
  AssociationMobilized,
  /** An association leaves the pool. */
  AssociationDemobilized,
  /** Packets are not what they should prove to be. Value: the key that the latest one named, or 0. */
  AuthenticationFailed,
  /** Told by the runtime: the NTP service was switched on, at the start or later. */
  ServiceStarted,
  /** Told by the runtime: the NTP service was switched off. */
  ServiceStopped,
  /** Told by the runtime: another configuration has taken effect. */
  ConfigurationChanged,
  /** Told by the runtime: the node started with what an earlier run learned of the crystal. Value: a Rate. */
  DriftRead,
  /** Told by the runtime: what an earlier run learned of the crystal is not all believed. */
  DriftRefused,
  /** Told by the runtime: requests are not heard at an address; it is tried again. */
  CannotServe,
  /** Told by the runtime: no request reaches an association's server. */
  CannotAsk,
  /** Told by the runtime: what an interface sends of itself does not leave; it is tried again. */
  CannotSend,
  /** Told at the start: the secret of a key of the configuration cannot be opened. Value: the key's id. */
  KeyLocked,
  /** Told at the start instead, where no secret can be opened. Value: how many keys that concerns. */
  SecretsClosed,
  /** Told at the start: a line of the saved configuration was left out. Value: which one, from 1. */
  LineDropped,
  /** Told at the start: something else about the saved configuration is not as it should be. */
  SavedTrouble,
  /** Told at the start: secrets last until the node stops, as their key cannot be stored. */
  SecretsVolatile,
  /** Told by the runtime: the operator has set the clock. Value: what it was behind by, in Q32. */
  ClockSet,
  /** Told by the runtime: a configuration on trial was not confirmed in time. */
  TrialOver,
  /** Told by the runtime: a receiver's samples end, for the reason in the value, a `Condition`. */
  ReceiverLost,
  /** Told by the runtime: samples of a receiver come, or come again. Value: of what, a `Condition`. */
  ReceiverBack,
  /** Told by the runtime: a receiver knows the leap seconds now. Value: TAI - UTC in seconds. */
  ReceiverLeap,
  /** Told by the runtime: a receiver's line or pulses are not to be had; it is tried again. */
  CannotHear,
  /** Told at the start: a host of notifications gets none, as its community name cannot be opened. */
  CommunityLocked,
  /** Told by the console, as the next three: a session over the network begins. Value: its line's number. */
  LoggedIn,
  /** It has ended. Value: as above. */
  LoggedOut,
  /** Wrong passwords, the last of them from an address. Value: how many since the last one told of. */
  LoginFailed,
  /** No password is heard from an address for a while. Value: for how long, in seconds. */
  LoginsHeld,
}
