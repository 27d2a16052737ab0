/** AES-CMAC (RFC 4493; NIST SP 800-38B, there with AES-256, too). */
import { type Mac, type Message } from "./mac.js";
import { type AesBlock } from "./primitives.js";

const BLOCK_LENGTH = 16;

/** What x^128 is in the field that subkeys are doubled in: const_Rb of RFC 4493 section 2.3. */
const RB = 0x87;

/** Fills up a last block that is not whole: one bit, then zeros (section 2.4, step 4). */
const PADDING = 0x80;

export class Cmac implements Mac {
  readonly length = BLOCK_LENGTH;
  readonly #aes: AesBlock;
  /** What the last block is mixed with where it is whole, and where it is not (section 2.3). */
  readonly #wholeSubkey: DataView;
  readonly #paddedSubkey: DataView;
  readonly #state = new Uint8Array(BLOCK_LENGTH);
  readonly #words = new DataView(this.#state.buffer);

  constructor(aes: AesBlock) {
    this.#aes = aes;
    const root = new Uint8Array(BLOCK_LENGTH);
    aes.encrypt(root);
    const subkey = doubled(root);
    this.#wholeSubkey = new DataView(subkey.buffer);
    this.#paddedSubkey = new DataView(doubled(subkey).buffer);
  }

  /** See `Mac`. Allocates nothing. */
  compute({ bytes, view }: Message, length: number, into: Uint8Array): void {
    const state = this.#state;
    state.fill(0);
    let at = 0;
    for (; length - at > BLOCK_LENGTH; at += BLOCK_LENGTH) {
      mix(this.#words, view, at);
      this.#aes.encrypt(state);
    }
    // The last block is the one that differs, even if it is whole, or the only one and empty.
    const left = length - at;
    if (left === BLOCK_LENGTH) {
      mix(this.#words, view, at);
      mix(this.#words, this.#wholeSubkey, 0);
    } else {
      for (let i = 0; i < left; i++) state[i] ^= bytes[at + i];
      state[left] ^= PADDING;
      mix(this.#words, this.#paddedSubkey, 0);
    }
    this.#aes.encrypt(state);
    into.set(state);
  }
}

/** Mixes a block into the state; by words, which takes XS a third of what octets do. Allocates nothing. */
function mix(state: DataView, view: DataView, at: number): void {
  for (let i = 0; i < BLOCK_LENGTH; i += 4) state.setUint32(i, state.getUint32(i) ^ view.getUint32(at + i));
}

/** A block times x, in the field of 2^128 elements; the secret decides no branch. */
export function doubled(block: Uint8Array): Uint8Array {
  const carry = block[0] >>> 7;
  const last = BLOCK_LENGTH - 1;
  return block.map((octet, i) => (octet << 1) ^ (i < last ? block[i + 1] >>> 7 : carry * RB));
}
