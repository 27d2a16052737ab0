/**
 * What the platform brings: hash functions and the AES block. HMAC, CMAC and keyed digests are ours, over
 * these.
 *
 * Node has them in `node:crypto`, a board in the SDK's `crypt` (`Digest`, `BlockCipher`). What these allocate
 * for a packet is theirs; nothing above them allocates any.
 */

/** RFC 1321 (MD5) and FIPS 180-4. */
export const enum HashFunction {
  Md5,
  Sha1,
  Sha256,
  Sha384,
  Sha512,
}

/** A hash function at work on one message after the other. */
export interface Hash {
  /** Octets of the blocks that it cuts a message into. */
  readonly blockLength: number;
  /** Octets of its digest. */
  readonly digestLength: number;
  /** Begins a message; one that was not finished is forgotten. */
  begin(): void;
  /** Takes in the first `length` octets of `bytes`, which may change as soon as this returns. */
  update(bytes: Uint8Array, length: number): void;
  /** Writes the message's digest to the start of `into`, which may be what `update` was given last. */
  finish(into: Uint8Array): void;
}

/** AES (FIPS 197) under one key. */
export interface AesBlock {
  /** Encrypts the 16 octets of `block` where they are. */
  encrypt(block: Uint8Array): void;
}

export interface Primitives {
  /** May be the same one each time: whoever begins a message finishes it before another begins. */
  hash(name: HashFunction): Hash;
  /** `key`: 16 or 32 octets, for AES-128 or AES-256; it may change as soon as this returns. */
  aes(key: Uint8Array): AesBlock;
}
