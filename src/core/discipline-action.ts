/** What became of an offset that the discipline was given. */
export const enum DisciplineAction {
  /** Not newer than the last one: nothing happened. */
  Ignored,
  /** The clock's aim and frequency were corrected. */
  Slewed,
  /** The clock was stepped. */
  Stepped,
  /** Too far off to be believed yet: nothing happened to the clock, but `pollLog2` may be less. */
  Spike,
  /** Farther off than a clock that others rely on may ever be moved: nothing happened. */
  Refused,
}
