/** Chance that nobody can predict: the system's, fetched by the page, since each fetch costs microseconds. */
import { randomFillSync } from "node:crypto";
import { type ChancePort } from "../../src/runtime/ports.js";

const WORDS = 256;

export class Chance implements ChancePort {
  readonly #words = new Uint32Array(WORDS);
  #used = WORDS;

  next(): number {
    if (this.#used === WORDS) {
      randomFillSync(this.#words);
      this.#used = 0;
    }
    return this.#words[this.#used++];
  }
}
