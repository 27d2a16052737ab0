/** HMAC over any hash function (RFC 2104). */
import { type Mac, type Message } from "./mac.js";
import { type Hash } from "./primitives.js";

const IPAD = 0x36;
const OPAD = 0x5c;

export class Hmac implements Mac {
  readonly length: number;
  readonly #hash: Hash;
  /** The key, filled up with zeros to a block, xor ipad and xor opad. */
  readonly #inner: Uint8Array;
  readonly #outer: Uint8Array;

  /** `secret`: of any length; one longer than a block of the hash counts as its digest (section 2). */
  constructor(hash: Hash, secret: Uint8Array) {
    this.length = hash.digestLength;
    this.#hash = hash;
    const key = new Uint8Array(hash.blockLength);
    if (secret.length <= key.length) key.set(secret);
    else {
      hash.begin();
      hash.update(secret, secret.length);
      hash.finish(key);
    }
    this.#inner = key.map(octet => octet ^ IPAD);
    this.#outer = key.map(octet => octet ^ OPAD);
  }

  /** See `Mac`. Allocates nothing. */
  compute({ bytes }: Message, length: number, into: Uint8Array): void {
    const hash = this.#hash;
    hash.begin();
    hash.update(this.#inner, hash.blockLength);
    hash.update(bytes, length);
    hash.finish(into);
    hash.begin();
    hash.update(this.#outer, hash.blockLength);
    hash.update(into, this.length);
    hash.finish(into);
  }
}
