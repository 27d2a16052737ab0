/** Chance that nobody can predict: the system's, fetched a little at a time. */
import { type ChancePort } from "ntp/runtime/ports";

const WORDS = 32;

class System {
  static fillRandom(into: Uint32Array): void {
    return native("xs_lin_fill_random").call(this, into) as void;
  }
}

export class Chance implements ChancePort {
  readonly #words = new Uint32Array(WORDS);
  #used = WORDS;

  next(): number {
    if (this.#used === WORDS) {
      System.fillRandom(this.#words);
      this.#used = 0;
    }
    return this.#words[this.#used++];
  }
}
