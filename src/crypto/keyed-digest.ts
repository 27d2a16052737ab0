/**
 * The digest of secret and message, one after the other: what a key of ntpd's and chronyd's `ntp.keys` means,
 * and RFC 5905 section 7.3 with MD5.
 *
 * Who has seen a whole digest of MD5, SHA-1, SHA-256 or SHA-512 can carry it on to a longer message without
 * the secret. That changes no header; but after an MD5 secret of 7 octets, say, the padding reads as the
 * beginning of an extension field, which he may fill. New keys are better CMAC's.
 */
import { type Mac, type Message } from "./mac.js";
import { type Hash } from "./primitives.js";

export class KeyedDigest implements Mac {
  readonly length: number;
  readonly #hash: Hash;
  readonly #secret: Uint8Array;

  /** `secret`: of any length; it is copied. */
  constructor(hash: Hash, secret: Uint8Array) {
    this.length = hash.digestLength;
    this.#hash = hash;
    this.#secret = secret.slice();
  }

  /** See `Mac`. Allocates nothing. */
  compute({ bytes }: Message, length: number, into: Uint8Array): void {
    const hash = this.#hash;
    hash.begin();
    hash.update(this.#secret, this.#secret.length);
    hash.update(bytes, length);
    hash.finish(into);
  }
}
