/** Chance as the engine is given it: it makes none itself, so that a recording replays exactly. */
export interface Chance {
  /** 32 bits that nobody else can guess, unsigned. */
  next(): number;
}
