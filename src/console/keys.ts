/**
 * Keys out of what a terminal sends: characters, and the sequences of ECMA-48 that cursor keys send.
 * Sequences may come in pieces.
 */

export const enum Key {
  /** A character to insert; which one is beside it. */
  Character,
  Enter,
  Tab,
  Help,
  Backspace,
  Delete,
  Left,
  Right,
  Up,
  Down,
  Home,
  End,
  EraseWord,
  EraseLine,
  EraseToEnd,
  Cancel,
  /** Ctrl-D: leaves, on an empty line; elsewhere deletes. */
  DeleteOrLeave,
  ToUserView,
  Redraw,
  PageUp,
  PageDown,
  WordLeft,
  WordRight,
  /** Nothing that an editor knows. */
  Unknown,
}

/** What keys of a terminal mean, by the control character that they send (RFC 20 section 4). */
const CONTROL: Readonly<Record<string, Key>> = Object.freeze({
  "\x01": Key.Home,
  "\x02": Key.Left,
  "\x03": Key.Cancel,
  "\x04": Key.DeleteOrLeave,
  "\x05": Key.End,
  "\x06": Key.Right,
  "\x08": Key.Backspace,
  "\t": Key.Tab,
  "\n": Key.Enter,
  "\x0b": Key.EraseToEnd,
  "\x0c": Key.Redraw,
  "\r": Key.Enter,
  "\x0e": Key.Down,
  "\x10": Key.Up,
  "\x15": Key.EraseLine,
  "\x17": Key.EraseWord,
  "\x1a": Key.ToUserView,
  "\x7f": Key.Backspace,
  "?": Key.Help,
});

/** The same for what follows the escape character and "[" or "O". */
const SEQUENCE: Readonly<Record<string, Key>> = Object.freeze({
  A: Key.Up,
  B: Key.Down,
  C: Key.Right,
  D: Key.Left,
  F: Key.End,
  H: Key.Home,
  M: Key.Enter,
  "1~": Key.Home,
  "3~": Key.Delete,
  "4~": Key.End,
  "5~": Key.PageUp,
  "6~": Key.PageDown,
  "7~": Key.Home,
  "8~": Key.End,
  // With Ctrl or Alt, as xterm and as rxvt send them.
  "1;3C": Key.WordRight,
  "1;3D": Key.WordLeft,
  "1;5C": Key.WordRight,
  "1;5D": Key.WordLeft,
  "5C": Key.WordRight,
  "5D": Key.WordLeft,
  c: Key.WordRight,
  d: Key.WordLeft,
});

/** The same for the one character that follows the escape character: Alt's or Meta's. */
const META: Readonly<Record<string, Key>> = Object.freeze({
  b: Key.WordLeft,
  f: Key.WordRight,
  "\x7f": Key.EraseWord,
});

const ESCAPE = "\x1b";

/** Ctrl-V: the next character is one of the line, whatever it means otherwise. */
const QUOTE = "\x16";

/** No key's sequence is longer. */
const MOST_PARAMETERS = 16;

export class KeyReader {
  /** A sequence as far as it has come, the escape character first; empty: none is under way. */
  #sequence = "";
  #isAfterReturn = false;
  #isQuoted = false;

  /** Calls `pressed` for each key in `text`; `character` is what to insert. */
  read(text: string, pressed: (key: Key, character: string) => void): void {
    for (let i = 0; i < text.length; i++) {
      const character = String.fromCodePoint(text.codePointAt(i)!);
      i += character.length - 1;
      if (this.#isQuoted) this.readQuoted(character, pressed);
      else if (this.#sequence !== "") this.readSequence(character, pressed);
      else if (character === QUOTE) this.#isQuoted = true;
      else if (character === ESCAPE) this.#sequence = ESCAPE;
      else this.readCharacter(character, pressed);
    }
  }

  /** What comes next begins a key. */
  reset(): void {
    this.#sequence = "";
    this.#isQuoted = false;
  }

  /** "\r\n" is one Enter. */
  private readCharacter(character: string, pressed: (key: Key, character: string) => void): void {
    const isSecondHalf = character === "\n" && this.#isAfterReturn;
    this.#isAfterReturn = character === "\r";
    if (isSecondHalf) return;
    const control = CONTROL[character];
    if (control !== undefined) pressed(control, "");
    else pressed(isControl(character) ? Key.Unknown : Key.Character, character);
  }

  private readQuoted(character: string, pressed: (key: Key, character: string) => void): void {
    this.#isQuoted = false;
    pressed(isControl(character) ? Key.Unknown : Key.Character, character);
  }

  /** ECMA-48 section 5.4: parameters end with a final character from "@" to "~". */
  private readSequence(character: string, pressed: (key: Key, character: string) => void): void {
    const isIntroduced = this.#sequence.length > 1;
    if (character === ESCAPE) {
      this.#sequence = ESCAPE;
      return;
    }
    if (!isIntroduced && (character === "[" || character === "O")) {
      this.#sequence += character;
      return;
    }
    const parameters = this.#sequence.slice(2);
    const isFinal = character >= "@" || !isIntroduced || parameters.length >= MOST_PARAMETERS;
    this.#sequence = isFinal ? "" : this.#sequence + character;
    if (!isFinal) return;
    const known = isIntroduced ? SEQUENCE[parameters + character] : META[character];
    pressed(known ?? Key.Unknown, "");
  }
}

/** ECMA-48 sections 5.2 and 5.3: sets C0 and C1. A terminal obeys them. */
function isControl(character: string): boolean {
  return character < " " || (character >= "\x7f" && character < "\xa0");
}
