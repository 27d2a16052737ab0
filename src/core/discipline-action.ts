/** What the discipline did. */

/** … with a sample that it was given. */
export const enum SampleFate {
  /** Taken in. */
  Taken,
  /** Older than the last one: nothing happened. */
  Old,
  /** So long under way that it tells nothing: nothing happened. */
  Late,
  /** Too far off to be believed yet: nothing happened to the clock, but `pollLog2` may be less. */
  Spike,
  /** Farther off than a clock that others rely on may ever be moved: nothing happened. */
  Refused,
}

/** … with the clock. */
export const enum DisciplineAction {
  /** There was no news: nothing happened. */
  Ignored,
  /** Its aim and frequency were corrected. */
  Slewed,
  Stepped,
}
