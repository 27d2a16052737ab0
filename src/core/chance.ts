/** Chance as the engine is given it: it makes none itself, so that a recording replays exactly. */
export interface Chance {
  /** 32 bits that nobody else can guess, unsigned. */
  next(): number;
}

/** `length` octets, a multiple of 4, that nobody else can guess. */
export function octetsByChance(chance: Chance, length: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(length));
  for (let at = 0; at < length; at += 4) view.setUint32(at, chance.next());
  return new Uint8Array(view.buffer);
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
