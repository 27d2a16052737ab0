/**
 * What a key is used as: the `authentication-mode` of a configured key. Digests are what `ntp.keys` of other
 * programs means, HMAC is what routers document, AES-CMAC is RFC 8573.
 */
import { Cmac } from "../crypto/cmac.js";
import { Hmac } from "../crypto/hmac.js";
import { KeyedDigest } from "../crypto/keyed-digest.js";
import { type Mac } from "../crypto/mac.js";
import { HashFunction, type Primitives } from "../crypto/primitives.js";
import { never } from "../time/never.js";

export const enum KeyMode {
  // The digest of secret and packet.
  Md5,
  Sha1,
  Sha256,
  Sha384,
  Sha512,
  // HMAC of the packet.
  HmacSha1,
  HmacSha256,
  HmacSha384,
  HmacSha512,
  // CMAC of the packet.
  Aes128Cmac,
  Aes256Cmac,
}

const AES_128_KEY = 16;
const AES_256_KEY = 32;

/** Whether a secret of `length` octets is a key of `mode`: AES takes its own length, the others any but 0. */
export function takesSecret(mode: KeyMode, length: number): boolean {
  if (mode === KeyMode.Aes128Cmac) return length === AES_128_KEY;
  if (mode === KeyMode.Aes256Cmac) return length === AES_256_KEY;
  return length > 0;
}

/** The code that a key of `mode` makes; throws a RangeError where `takesSecret` says no. */
export function createMac(mode: KeyMode, secret: Uint8Array, primitives: Primitives): Mac {
  if (!takesSecret(mode, secret.length))
    throw new RangeError(`a secret of ${secret.length} octets is no key of mode ${mode}`);
  switch (mode) {
    case KeyMode.Md5:
      return new KeyedDigest(primitives.hash(HashFunction.Md5), secret);
    case KeyMode.Sha1:
      return new KeyedDigest(primitives.hash(HashFunction.Sha1), secret);
    case KeyMode.Sha256:
      return new KeyedDigest(primitives.hash(HashFunction.Sha256), secret);
    case KeyMode.Sha384:
      return new KeyedDigest(primitives.hash(HashFunction.Sha384), secret);
    case KeyMode.Sha512:
      return new KeyedDigest(primitives.hash(HashFunction.Sha512), secret);
    case KeyMode.HmacSha1:
      return new Hmac(primitives.hash(HashFunction.Sha1), secret);
    case KeyMode.HmacSha256:
      return new Hmac(primitives.hash(HashFunction.Sha256), secret);
    case KeyMode.HmacSha384:
      return new Hmac(primitives.hash(HashFunction.Sha384), secret);
    case KeyMode.HmacSha512:
      return new Hmac(primitives.hash(HashFunction.Sha512), secret);
    case KeyMode.Aes128Cmac:
    case KeyMode.Aes256Cmac:
      return new Cmac(primitives.aes(secret));
    default:
      return never(mode);
  }
}
