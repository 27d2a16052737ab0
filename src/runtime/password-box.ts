/**
 * Passwords as they are kept: salted by chance, and hashed so that each guess takes its time. A password that
 * is given again keeps its text, so that a configuration read once more is the same.
 *
 * A text is `PASSWORD_TEXT`, the number of iterations, "$", the salt, "$" and the hash, both in hexadecimal.
 */
import { Fitness, PASSWORD_TEXT, type PasswordMaking, type PasswordTest } from "../config/passwords.js";
import { DERIVED_LENGTH, Pbkdf2 } from "../crypto/pbkdf2.js";
import { type Primitives } from "../crypto/primitives.js";
import { sameWords } from "../crypto/same-words.js";
import { fromHex, toHex } from "../wire/hex.js";

/** Of a new text: a board takes some half a second for them. */
const ITERATIONS = 2000;

/** Of a text from elsewhere: with fewer it is guessed, with more a board takes longer than a login may. */
const LEAST_FIT = 1000;
const MOST_FIT = 20_000;

/** More are not gone through. */
const MOST_ITERATIONS = 1_000_000;

export const SALT_LENGTH = 16;

/** Iterations in one go: a few milliseconds on a board. */
const AT_ONCE = 20;

type Hashes = Pick<Primitives, "hash">;

/** Begins to make what is kept of `password`. `salt`: `SALT_LENGTH` octets that nobody else has. */
export function passwordMaking(
  hashes: Hashes,
  password: Uint8Array,
  salt: Uint8Array,
  iterations = ITERATIONS,
): PasswordMaking {
  const derivation = new Pbkdf2(hashes, password, salt, iterations);
  return {
    advance(): string | undefined {
      const hash = derivation.advance(AT_ONCE);
      return hash && `${PASSWORD_TEXT}${iterations}$${toHex(salt, salt.length)}$${toHex(hash, hash.length)}`;
    },
  };
}

/**
 * The same unless `kept` is of `password` already, and of as many iterations: `test` finds the first out, and
 * then that is what is kept.
 */
export function keptOr(kept: string, test: PasswordTest, make: () => PasswordMaking): PasswordMaking {
  let making = partsOf(kept)?.iterations === ITERATIONS ? undefined : make();
  return {
    advance(): string | undefined {
      if (making) return making.advance();
      const isKept = test.advance();
      if (isKept === false) making = make();
      return isKept === true ? kept : undefined;
    },
  };
}

/** As `Passwords` has it. */
export function fitnessOf(text: string): Fitness {
  const parts = partsOf(text);
  if (!parts) return Fitness.Broken;
  if (parts.iterations < LEAST_FIT) return Fitness.Weak;
  return parts.iterations > MOST_FIT ? Fitness.Slow : Fitness.Fit;
}

/** Begins to find out whether `password` is the one that `text` was made of; of no such text it is not. */
export function passwordTest(hashes: Hashes, password: Uint8Array, text: string): PasswordTest {
  const parts = partsOf(text);
  if (!parts) return { advance: () => false };
  const derivation = new Pbkdf2(hashes, password, parts.salt, parts.iterations);
  return {
    advance(): boolean | undefined {
      const hash = derivation.advance(AT_ONCE);
      return hash && sameWords(viewOf(hash), viewOf(parts.hash), 0, DERIVED_LENGTH);
    },
  };
}

interface Parts {
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

function partsOf(text: string): Parts | undefined {
  if (!text.startsWith(PASSWORD_TEXT)) return undefined;
  const [count, saltHex, hashHex, ...more] = text.slice(PASSWORD_TEXT.length).split("$");
  const iterations = Number(count);
  if (!/^[1-9]\d*$/.test(count) || iterations > MOST_ITERATIONS || more.length > 0) return undefined;
  const salt = new Uint8Array(SALT_LENGTH);
  const hash = new Uint8Array(DERIVED_LENGTH);
  const isWhole =
    saltHex?.length === 2 * SALT_LENGTH &&
    hashHex?.length === 2 * DERIVED_LENGTH &&
    fromHex(saltHex, salt) === SALT_LENGTH &&
    fromHex(hashHex, hash) === DERIVED_LENGTH;
  return isWhole ? { iterations, salt, hash } : undefined;
}

function viewOf(octets: Uint8Array): DataView {
  return new DataView(octets.buffer, octets.byteOffset, octets.length);
}
