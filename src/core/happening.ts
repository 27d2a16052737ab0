/** What the engine reports to operators: one name per event, worded by whoever prints it. */
export const enum Happening {
  /** Synchronized to an association that was not the system peer before. */
  Synchronized,
  /** No source is left that can be followed. */
  Unsynchronized,
  SystemPeerChanged,
  /** Value: the new stratum. */
  StratumChanged,
  /** Value: the new leap indicator. */
  LeapChanged,
  /** Value: the offset stepped by, in Q32. */
  Stepped,
  AssociationUp,
  AssociationDown,
  /** Value: the kiss code as four octets. */
  KissOfDeath,
  /** The name of a server has no address. */
  NameNotFound,
  /** A name leads to no server that another association does not have already. */
  SameServer,
  /** A free association was wanted and the pool has none. */
  PoolFull,
  /** Told by the runtime: requests are not heard at an address; it is tried again. */
  CannotServe,
  /** Told by the runtime: no request reaches an association's server. */
  CannotAsk,
}
