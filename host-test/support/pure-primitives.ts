/** Hash functions and AES in JavaScript alone: what stands in on XS for a board's own, by @noble's libraries. */
import { unsafe } from "@noble/ciphers/aes.js";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { HashFunction, type AesBlock, type Hash, type Primitives } from "../../src/crypto/primitives.js";

/** A hash of @noble's, of which one copies its state into another. */
interface State<T> {
  readonly blockLen: number;
  readonly outputLen: number;
  update(bytes: Uint8Array): unknown;
  digestInto(into: Uint8Array): void;
  _cloneInto(to: T): unknown;
}

export class PurePrimitives implements Primitives {
  readonly #hashes: Readonly<Record<HashFunction, Hash>> = {
    [HashFunction.Md5]: new PureHash(md5.create(), md5.create()),
    [HashFunction.Sha1]: new PureHash(sha1.create(), sha1.create()),
    [HashFunction.Sha256]: new PureHash(sha256.create(), sha256.create()),
    [HashFunction.Sha384]: new PureHash(sha384.create(), sha384.create()),
    [HashFunction.Sha512]: new PureHash(sha512.create(), sha512.create()),
  };

  hash(name: HashFunction): Hash {
    return this.#hashes[name];
  }

  aes(key: Uint8Array): AesBlock {
    const expanded = unsafe.expandKeyLE(key.slice());
    return { encrypt: block => void unsafe.encryptBlock(expanded, block) };
  }
}

class PureHash<T extends State<T>> implements Hash {
  readonly blockLength: number;
  readonly digestLength: number;
  readonly #digest: Uint8Array;

  constructor(
    readonly initial: T,
    readonly state: T,
  ) {
    this.blockLength = initial.blockLen;
    this.digestLength = initial.outputLen;
    this.#digest = new Uint8Array(this.digestLength);
  }

  begin(): void {
    this.initial._cloneInto(this.state);
  }

  update(bytes: Uint8Array, length: number): void {
    this.state.update(length === bytes.length ? bytes : bytes.subarray(0, length));
  }

  finish(into: Uint8Array): void {
    this.state.digestInto(this.#digest);
    into.set(this.#digest);
  }
}
