/** Passwords of those who log in: a configuration holds what proves one, and no way back to it. */

/** How every password's text begins: the software, and the version of the form. */
export const PASSWORD_TEXT = "$xsp1$";

/** A password being tried. */
export interface PasswordTest {
  /** Goes on for a few milliseconds; true, false, or undefined: not known yet. */
  advance(): boolean | undefined;
}

/** What makes such texts, and tries passwords by them. */
export interface Passwords {
  /** A word of printable ASCII characters that begins with `PASSWORD_TEXT`; or why there can be none. */
  textOf(password: Uint8Array): { readonly text: string } | { readonly why: string };
  /** Whether `text` is whole. */
  isText(text: string): boolean;
  test(password: Uint8Array, text: string): PasswordTest;
}
