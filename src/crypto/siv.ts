/**
 * AES-SIV (RFC 5297): encrypts and authenticates without a nonce. Equal texts under equal names give equal
 * cipher texts, and nothing else shows.
 *
 * For secrets of a few hundred octets, when they are configured: it allocates what it answers.
 */
import { Cmac, doubled } from "./cmac.js";
import { type AesBlock, type Primitives } from "./primitives.js";
import { sameWords } from "./same-words.js";

const BLOCK_LENGTH = 16;

/** Octets by which a cipher text is longer than its plain text: the synthetic initialization vector. */
export const SIV_LENGTH = BLOCK_LENGTH;

const PADDING = 0x80;

/** Keys of two AES keys, one for each half of the work (section 2.2). */
const KEY_LENGTHS: readonly number[] = Object.freeze([32, 64]);

export class Siv {
  readonly #cmac: Cmac;
  readonly #counterAes: AesBlock;
  readonly #code = new Uint8Array(BLOCK_LENGTH);

  /** `key`: 32 octets for AES-128 or 64 for AES-256; throws a RangeError at any other length. */
  constructor(key: Uint8Array, primitives: Pick<Primitives, "aes">) {
    if (!KEY_LENGTHS.includes(key.length)) throw new RangeError(`a key of ${key.length} octets`);
    const half = key.length / 2;
    this.#cmac = new Cmac(primitives.aes(key.slice(0, half)));
    this.#counterAes = primitives.aes(key.slice(half));
  }

  /** The vector and the cipher text of `plain`. `names`: what must be the same when it is opened. */
  seal(plain: Uint8Array, ...names: readonly Uint8Array[]): Uint8Array {
    const sealed = new Uint8Array(SIV_LENGTH + plain.length);
    const vector = this.vectorOf(plain, names);
    sealed.set(vector);
    sealed.set(this.counted(plain, vector), SIV_LENGTH);
    return sealed;
  }

  /** What `seal` was given; undefined where that was another key, other names, or not this text. */
  open(sealed: Uint8Array, ...names: readonly Uint8Array[]): Uint8Array | undefined {
    if (sealed.length < SIV_LENGTH) return undefined;
    const vector = sealed.slice(0, SIV_LENGTH);
    const plain = this.counted(sealed.subarray(SIV_LENGTH), vector);
    const wanted = this.vectorOf(plain, names);
    return sameWords(viewOf(wanted), viewOf(vector), 0, SIV_LENGTH) ? plain : undefined;
  }

  /** S2V of section 2.4. */
  private vectorOf(plain: Uint8Array, names: readonly Uint8Array[]): Uint8Array {
    let sum = this.codeOf(new Uint8Array(BLOCK_LENGTH));
    for (const name of names) {
      sum = doubled(sum);
      mix(sum, this.codeOf(name), 0);
    }
    const isLong = plain.length >= BLOCK_LENGTH;
    const last = new Uint8Array(isLong ? plain.length : BLOCK_LENGTH);
    last.set(plain);
    if (!isLong) {
      last[plain.length] = PADDING;
      sum = doubled(sum);
    }
    mix(last, sum, last.length - BLOCK_LENGTH);
    return this.codeOf(last);
  }

  private codeOf(bytes: Uint8Array): Uint8Array {
    this.#cmac.compute({ bytes, view: viewOf(bytes) }, bytes.length, this.#code);
    return this.#code.slice();
  }

  /** Counter mode of section 2.5, its own inverse; the two bits that are cleared leave no carry to add up. */
  private counted(text: Uint8Array, vector: Uint8Array): Uint8Array {
    const counter = vector.slice();
    counter[8] &= 0x7f;
    counter[12] &= 0x7f;
    const words = viewOf(counter);
    const result = text.slice();
    for (let at = 0; at < text.length; at += BLOCK_LENGTH) {
      const block = counter.slice();
      this.#counterAes.encrypt(block);
      for (let i = 0; i < BLOCK_LENGTH && at + i < text.length; i++) result[at + i] ^= block[i];
      words.setUint32(12, words.getUint32(12) + 1);
    }
    return result;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Mixes a block into `into` at `at`. */
function mix(into: Uint8Array, block: Uint8Array, at: number): void {
  for (let i = 0; i < BLOCK_LENGTH; i++) into[at + i] ^= block[i];
}
