/** Hash functions and AES by the SDK's `crypt`. */
import { BlockCipher, Digest } from "crypt";
import { HashFunction, type AesBlock, type Hash, type Primitives } from "ntp/crypto/primitives";

export class SdkPrimitives implements Primitives {
  readonly #hashes: readonly Hash[] = [
    new SdkHash("MD5"),
    new SdkHash("SHA1"),
    new SdkHash("SHA256"),
    new SdkHash("SHA384"),
    new SdkHash("SHA512"),
  ];

  hash(name: HashFunction): Hash {
    return this.#hashes[name];
  }

  aes(key: Uint8Array): AesBlock {
    return new SdkAes(key);
  }
}

/** What a message is and its digest is allocated by the SDK. */
class SdkHash implements Hash {
  readonly blockLength: number;
  readonly digestLength: number;
  readonly #digest: Digest;

  constructor(name: "MD5" | "SHA1" | "SHA256" | "SHA384" | "SHA512") {
    this.#digest = new Digest(name);
    this.blockLength = this.#digest.blockSize;
    this.digestLength = this.#digest.outputSize;
  }

  begin(): void {
    this.#digest.reset();
  }

  update(bytes: Uint8Array, length: number): void {
    this.#digest.write(length === bytes.length ? bytes : bytes.subarray(0, length));
  }

  finish(into: Uint8Array): void {
    into.set(new Uint8Array(this.#digest.close()));
  }
}

class SdkAes implements AesBlock {
  readonly #cipher: BlockCipher;
  readonly #block = new ArrayBuffer(16);
  readonly #octets = new Uint8Array(this.#block);

  constructor(key: Uint8Array) {
    this.#cipher = new BlockCipher("AES", key.slice().buffer);
  }

  encrypt(block: Uint8Array): void {
    this.#octets.set(block);
    this.#cipher.encrypt(this.#block, this.#block);
    block.set(this.#octets);
  }
}
