/** What is typed while a command is carried out, until it can be: whole lines, or none of a line. */
import { Key } from "./keys.js";
import { mayWait } from "./line-taker.js";

/** Of a key that inserts nothing its number stands for it: control characters are never inserted. */
const FIRST_CHARACTER = 0x20;

export class TypeAhead {
  /** Of each key one character; all but the last end in Enter. */
  readonly #lines: string[] = [];
  #characters = 0;
  /** How much of the first line has been taken. */
  #taken = 0;
  #isFull = false;
  /** A line that is dropped has begun and not ended. */
  #isWithin = false;

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }

  /** Whether what is typed now is dropped: until all that was kept is taken, and to the end of a line. */
  get isDropping(): boolean {
    return this.#isFull && (this.#isWithin || !this.isEmpty);
  }

  /** Keeps a key; false: this one is too much, and its line and all that follow are dropped. */
  add(key: Key, character: string, isHidden: boolean): boolean {
    if (this.isDropping) {
      this.#isWithin = key !== Key.Enter;
      return true;
    }
    this.#isFull = false;
    const text = key === Key.Character ? character : String.fromCharCode(key);
    if (this.isEmpty || isWhole(this.#lines[this.#lines.length - 1])) this.#lines.push("");
    this.#lines[this.#lines.length - 1] += text;
    this.#characters += text.length;
    if (mayWait(isHidden, this.#lines.length, this.#characters)) return true;
    this.#characters -= this.#lines.pop()!.length;
    this.#isFull = true;
    this.#isWithin = key !== Key.Enter;
    return false;
  }

  /** Takes the first key; there is one. */
  take(press: (key: Key, character: string) => void): void {
    const [line] = this.#lines;
    const code = line.codePointAt(this.#taken)!;
    const character = String.fromCodePoint(code);
    this.#taken += character.length;
    this.#characters -= character.length;
    if (this.#taken === line.length) {
      this.#lines.shift();
      this.#taken = 0;
    }
    if (code < FIRST_CHARACTER) press(code, "");
    else press(Key.Character, character);
  }

  clear(): void {
    this.#lines.length = 0;
    this.#characters = 0;
    this.#taken = 0;
    this.#isFull = false;
  }
}

function isWhole(line: string): boolean {
  return line.length > 0 && line.charCodeAt(line.length - 1) === Key.Enter;
}
