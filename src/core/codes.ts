/**
 * What becomes of octets under the platform's cryptography: the one place where secrets go in. What comes out
 * may be seen by others, so a recording keeps that, and a replay answers it again without any secret.
 */
import { type Mac } from "../crypto/mac.js";
import { sameWords } from "../crypto/same-words.js";
import { type Datagram } from "../wire/datagram.js";
import { KEY_ID_LENGTH, MAC_MOST } from "../wire/trailer.js";
import { type Digest } from "./address-refid.js";
import { createMac, type KeyMode } from "./key-mode.js";
import { PlatformDigest } from "./platform-digest.js";

/** One key at work. */
export interface Signer {
  /** Octets of a whole code: a multiple of 4, at most 64. */
  readonly length: number;
  /** Writes at `at` the first `count` octets of the code of the datagram's first `signed` octets. */
  sign(datagram: Datagram, signed: number, at: number, count: number): void;
  /** Whether those are the octets at `at`; it takes as long whether they are or not. */
  verify(datagram: Datagram, signed: number, at: number, count: number): boolean;
}

export interface Codes extends Digest {
  /** What a key of `mode` makes; throws a RangeError where the mode does not take the secret. */
  signer(mode: KeyMode, secret: Uint8Array): Signer;
}

/** Computed over what the platform brings. */
export class PlatformCodes extends PlatformDigest implements Codes {
  /** Where all keys compute their codes, one at a time. */
  private readonly code = new Uint8Array(MAC_MOST - KEY_ID_LENGTH);
  private readonly words = new DataView(this.code.buffer);

  signer(mode: KeyMode, secret: Uint8Array): Signer {
    return new PlatformSigner(createMac(mode, secret, this.primitives), this.code, this.words);
  }
}

class PlatformSigner implements Signer {
  readonly length: number;
  private readonly mac: Mac;
  private readonly code: Uint8Array;
  private readonly words: DataView;

  /** `code`: room for the longest code; `words` views it. */
  constructor(mac: Mac, code: Uint8Array, words: DataView) {
    this.length = mac.length;
    this.mac = mac;
    this.code = code;
    this.words = words;
  }

  /** Allocates nothing. */
  sign(datagram: Datagram, signed: number, at: number, count: number): void {
    const { view } = datagram;
    this.mac.compute(datagram, signed, this.code);
    for (let i = 0; i < count; i += 4) view.setUint32(at + i, this.words.getUint32(i));
  }

  /** Allocates nothing. */
  verify(datagram: Datagram, signed: number, at: number, count: number): boolean {
    this.mac.compute(datagram, signed, this.code);
    return sameWords(this.words, datagram.view, at, count);
  }
}
