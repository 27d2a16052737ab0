/** Passwords of those who log in: a configuration holds what proves one, and no way back to it. */

/** How every password's text begins: the software, and the version of the form. */
export const PASSWORD_TEXT = "$xsp1$";

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
   * `PASSWORD_TEXT`: `kept` where that is a text of it already, else a new one.
   */
  make(password: Uint8Array, kept: string): PasswordMaking;
  /** Whether `text` is whole. */
  isText(text: string): boolean;
  test(password: Uint8Array, text: string): PasswordTest;
}
