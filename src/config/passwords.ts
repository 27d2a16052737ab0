/** Passwords of those who log in: a configuration holds what proves one, and no way back to it. */
import { never } from "../time/never.js";

/** How every password's text begins: the software, and the version of the form. */
export const PASSWORD_TEXT = "$xsp1$";

/** How fit a text is to keep a password. */
export const enum Fitness {
  Fit,
  /** It is none that `make` makes. */
  Broken,
  /** Hashed too few times. */
  Weak,
  /** Hashed too often. */
  Slow,
}

/** A password being tried. */
export interface PasswordTest {
  /** Goes on for a few milliseconds; true, false, or undefined: not known yet. */
  advance(): boolean | undefined;
}

/** A password's text being made. */
export interface PasswordMaking {
  /** Goes on for a few milliseconds; the text, or undefined: there is none yet. */
  advance(): string | undefined;
}

/** What makes such texts, and tries passwords by them. */
export interface Passwords {
  /**
   * Begins to make the text of `password`, a word of printable ASCII characters that begins with
   * `PASSWORD_TEXT`: `kept` where that is a text of it already, and as strong as a new one, else a new one.
   */
  make(password: Uint8Array, kept: string): PasswordMaking;
  fitnessOf(text: string): Fitness;
  test(password: Uint8Array, text: string): PasswordTest;
}

/** What is not as it should be with a password whose text is so; empty: nothing. */
export function doubtText(fitness: Fitness.Fit | Fitness.Weak | Fitness.Slow): string {
  switch (fitness) {
    case Fitness.Fit:
      return "";
    case Fitness.Weak:
      return "hashed too few times to resist guessing";
    case Fitness.Slow:
      return "hashed so many times that a login takes too long";
    default:
      return never(fitness);
  }
}
