/** Repeatable chance with the distributions that clocks and networks have, for simulations. */

/** Uniform, exponential of mean 1, normal of deviation 1 (xorshift32, G. Marsaglia 2003). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2654435761) | 1;
    for (let i = 0; i < 10; i++) this.uniform();
  }

  /** Above 0, below 1. */
  uniform(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return ((this.#state >>> 0) + 0.5) / 2 ** 32;
  }

  exponential(): number {
    return -Math.log(this.uniform());
  }

  normal(): number {
    return Math.sqrt(2 * this.exponential()) * Math.cos(2 * Math.PI * this.uniform());
  }
}
