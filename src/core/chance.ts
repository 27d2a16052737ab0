/** Chance as the engine is given it: it makes none itself, so that a recording replays exactly. */
export interface Chance {
  /** 32 bits that nobody else can guess, unsigned. */
  next(): number;
}

/**
 * One in so many of the requests and questions that come too often is answered nevertheless, by chance: or
 * whoever sends them in another's name would keep him from the time.
 */
const LEAK = 4;

/** Whether one that came too often is answered nevertheless. Allocates nothing. */
export function leaks(chance: Chance): boolean {
  return chance.next() % LEAK === 0;
}
