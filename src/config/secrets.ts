/**
 * Secrets at rest: configurations hold cipher text alone, which the device that made it opens, and no other.
 */
import { type Passwords } from "./passwords.js";

/** How every cipher text begins: the software, and the version of the form. */
export const CIPHER_TEXT = "$xs1$";

/** Why a text opens to nothing. */
export const enum Locked {
  /** It is no cipher text of ours. */
  NoCipherText,
  /** Another device made it. */
  Foreign,
  /** This device made it for something else, or it is not what was made. */
  Damaged,
  /** This device cannot open any at present: see `Secrets.trouble`. */
  Closed,
}

/** A device's own lock for secrets. */
export interface Secrets {
  /** Why nothing can be sealed or opened at present; empty: it can. */
  readonly trouble: string;
  /**
   * The cipher text of `secret`: a word of printable ASCII characters that
   * begins with `CIPHER_TEXT`. It opens on this device alone, and for
   * the same `use` alone; the same secret for the same use has the same text.
   * Throws while there is `trouble`.
   */
  seal(secret: Uint8Array, use: string): string;
  /** The device's way to keep passwords. */
  readonly passwords: Passwords;
  /** What `seal` was given, or why there is none. */
  open(text: string, use: string): Uint8Array | Locked;
}
