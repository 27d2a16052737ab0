/** Chance that nobody can predict: the system's, fetched a little at a time. */
import { type ChancePort } from "ntp/runtime/ports";

const WORDS = 32;

class System {
  static fillRandom(into: ArrayBuffer): void {
    return native("xs_board_fill_random").call(this, into) as void;
  }
}

export class Chance implements ChancePort {
  readonly #buffer = new ArrayBuffer(WORDS * Uint32Array.BYTES_PER_ELEMENT);
  readonly #words = new Uint32Array(this.#buffer);
  #used = WORDS;

  next(): number {
    if (this.#used === WORDS) {
      System.fillRandom(this.#buffer);
      this.#used = 0;
    }
    return this.#words[this.#used++];
  }
}
