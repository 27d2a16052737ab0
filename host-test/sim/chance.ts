/**
 * Repeatable chance: a stream for each host, link and oscillator, told apart by name, so that another host in
 * the world does not change what befalls this one. Arithmetic that every engine does alike.
 */
import { exp, ln } from "./arithmetic.js";

const WORD = 0x1_0000_0000;

/** After so many draws the seed's bits are in all of the state. */
const WARM_UP = 15;

/** Uniform words by C. Doty-Humphrey's small fast counter of 2010 ("sfc", 32 bit), and what is made of them. */
export class Chance {
  #a: number;
  #b: number;
  #c = 0x9e3779b9 | 0;
  #counter = 1;
  #spare = 0;
  #hasSpare = false;

  /** The same `seed` and `name` give the same stream. */
  constructor(seed: number, name: string) {
    this.#a = seed | 0;
    this.#b = hash(name);
    for (let i = 0; i < WARM_UP; i++) this.word();
  }

  /** 32 bits, unsigned. */
  word(): number {
    const result = (this.#a + this.#b + this.#counter) | 0;
    const c = this.#c;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (c + (c << 3)) | 0;
    this.#c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  }

  /** An integer from 0 to `most` - 1; `most` up to 2^32. */
  below(most: number): number {
    return Math.floor(this.uniform() * most);
  }

  /** Above 0, below 1. */
  uniform(): number {
    return (this.word() + 0.5) / WORD;
  }

  /** Of mean 1. */
  exponential(): number {
    return -ln(this.uniform());
  }

  /** Of mean 0 and deviation 1 (G. Marsaglia's polar method of 1964). */
  normal(): number {
    this.#hasSpare = !this.#hasSpare;
    if (!this.#hasSpare) return this.#spare;
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * ln(square)) / square);
      this.#spare = y * scale;
      return x * scale;
    }
  }

  /** Of mean and variance `shape`, which is above 0 (G. Marsaglia and W. W. Tsang 2000). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * exp(-this.exponential() / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      if (ln(this.uniform()) < 0.5 * x * x + d * (1 - v + ln(v))) return d * v;
    }
  }

  /** At least 1; beyond x with probability x to the power of -`tail`. */
  pareto(tail: number): number {
    return exp(this.exponential() / tail);
  }
}

/** FNV-1a of 32 bits. */
function hash(name: string): number {
  let value = 0x811c9dc5 | 0;
  for (let i = 0; i < name.length; i++) value = Math.imul(value ^ name.charCodeAt(i), 0x01000193);
  return value;
}
