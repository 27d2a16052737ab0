/** Hash functions and AES by Node's own cryptography. */
import { createCipheriv, hash, type Cipher } from "node:crypto";
import { HashFunction, type AesBlock, type Hash, type Primitives } from "../../src/crypto/primitives.js";

/** An NTP packet with a key before it; a longer message makes the room for it grow. */
const USUAL_MESSAGE = 2048;

export class NodePrimitives implements Primitives {
  readonly #hashes: Readonly<Record<HashFunction, Hash>> = {
    [HashFunction.Md5]: new NodeHash("md5", 64, 16),
    [HashFunction.Sha1]: new NodeHash("sha1", 64, 20),
    [HashFunction.Sha256]: new NodeHash("sha256", 64, 32),
    [HashFunction.Sha384]: new NodeHash("sha384", 128, 48),
    [HashFunction.Sha512]: new NodeHash("sha512", 128, 64),
  };

  hash(name: HashFunction): Hash {
    return this.#hashes[name];
  }

  aes(key: Uint8Array): AesBlock {
    return new NodeAes(key);
  }
}

/** Gathers a message and has it digested at once: a `createHash` for each costs a tenth to two thirds more. */
class NodeHash implements Hash {
  #message = new Uint8Array(USUAL_MESSAGE);
  #length = 0;

  constructor(
    readonly name: string,
    readonly blockLength: number,
    readonly digestLength: number,
  ) {}

  begin(): void {
    this.#length = 0;
  }

  update(bytes: Uint8Array, length: number): void {
    const end = this.#length + length;
    if (end > this.#message.length) {
      const grown = new Uint8Array(2 * end);
      grown.set(this.#message);
      this.#message = grown;
    }
    this.#message.set(bytes.subarray(0, length), this.#length);
    this.#length = end;
  }

  finish(into: Uint8Array): void {
    into.set(hash(this.name, this.#message.subarray(0, this.#length), "buffer"));
  }
}

/** In ECB each block stands alone: one cipher serves them all, never finished, so that nothing is padded. */
class NodeAes implements AesBlock {
  readonly #cipher: Cipher;

  constructor(key: Uint8Array) {
    this.#cipher = createCipheriv(`aes-${8 * key.length}-ecb`, key, null);
  }

  encrypt(block: Uint8Array): void {
    block.set(this.#cipher.update(block));
  }
}
