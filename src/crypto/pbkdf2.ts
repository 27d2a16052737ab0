/**
 * PBKDF2 with HMAC-SHA-256 (RFC 8018 section 5.2), one block of it, in as many goes as the caller likes: what
 * is slow enough to guess passwords by would hold up everything else.
 */
import { Hmac } from "./hmac.js";
import { type Message } from "./mac.js";
import { HashFunction, type Primitives } from "./primitives.js";

/** Of what is derived, in octets. */
export const DERIVED_LENGTH = 32;

export class Pbkdf2 {
  readonly #hmac: Hmac;
  /** Sum of all iterations so far. */
  readonly #sum = new Uint8Array(DERIVED_LENGTH);
  /** The last iteration, and room for the next. */
  #last = messageOf(DERIVED_LENGTH);
  #next = messageOf(DERIVED_LENGTH);
  #left: number;

  /** `iterations`: 1 at least. */
  constructor(
    primitives: Pick<Primitives, "hash">,
    password: Uint8Array,
    salt: Uint8Array,
    iterations: number,
  ) {
    this.#hmac = new Hmac(primitives.hash(HashFunction.Sha256), password);
    const first = messageOf(salt.length + 4);
    first.bytes.set(salt);
    // The number of the block.
    first.view.setUint32(salt.length, 1);
    this.#hmac.compute(first, first.bytes.length, this.#last.bytes);
    this.#sum.set(this.#last.bytes);
    this.#left = iterations - 1;
  }

  /** Goes on for `most` iterations, or to the end; answers what is derived, once it is. */
  advance(most: number): Uint8Array | undefined {
    for (let i = 0; i < most && this.#left > 0; i++, this.#left--) {
      this.#hmac.compute(this.#last, DERIVED_LENGTH, this.#next.bytes);
      [this.#last, this.#next] = [this.#next, this.#last];
      const { bytes } = this.#last;
      for (let j = 0; j < DERIVED_LENGTH; j++) this.#sum[j] ^= bytes[j];
    }
    return this.#left === 0 ? this.#sum : undefined;
  }
}

function messageOf(length: number): Message & { readonly bytes: Uint8Array } {
  const bytes = new Uint8Array(length);
  return { bytes, view: new DataView(bytes.buffer) };
}
