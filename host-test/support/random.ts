/** Repeatable chance for tests: the seed is in the test's name, so a failure can be run again. */

/** Answers integers from 0 to `below` - 1, `below` at most 2^32 (xorshift32, G. Marsaglia 2003). */
export function seeded(seed: number): (below: number) => number {
  let state = seed | 1;
  return below => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
