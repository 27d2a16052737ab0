/** Hash functions and AES by the SDK's `crypt`. */
import * as crypt from "crypt";
import { type HashFunction, type AesBlock, type Hash, type Primitives } from "ntp/crypto/primitives";

type DigestName = "MD5" | "SHA1" | "SHA256" | "SHA384" | "SHA512";

/** By `HashFunction`. */
const DIGESTS: readonly DigestName[] = Object.freeze(["MD5", "SHA1", "SHA256", "SHA384", "SHA512"]);

interface Digest {
  readonly blockSize: number;
  readonly outputSize: number;
  write(data: Uint8Array): void;
  close(): ArrayBuffer;
  reset(): void;
}

interface BlockCipher {
  encrypt(data: ArrayBuffer, into: ArrayBuffer): void;
}

/** What the module has; the declarations that come with it know a part of that. */
interface Crypt {
  readonly Digest: new (name: DigestName) => Digest;
  readonly BlockCipher: new (name: "AES", key: ArrayBuffer) => BlockCipher;
}

const { BlockCipher, Digest } = crypt as unknown as Crypt;

export class SdkPrimitives implements Primitives {
  readonly #hashes: Hash[] = [];

  /** Made when it is first wanted, and then for good. */
  hash(name: HashFunction): Hash {
    return (this.#hashes[name] ??= new SdkHash(DIGESTS[name]));
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

  constructor(name: DigestName) {
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
    this.#cipher = new BlockCipher("AES", key.slice().buffer as ArrayBuffer);
  }

  encrypt(block: Uint8Array): void {
    this.#octets.set(block);
    this.#cipher.encrypt(this.#block, this.#block);
    block.set(this.#octets);
  }
}
