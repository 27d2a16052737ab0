/** A line as far as it is typed, with a cursor in it. */
import { textWidth } from "./text-width.js";

/** What of a line fits beside its prompt. */
export interface Shown {
  readonly text: string;
  /** Columns of it from the cursor on. */
  readonly behind: number;
}

export class TypedLine {
  /** A string for each character as a person counts them. */
  #characters: string[] = [];
  #at = 0;

  get text(): string {
    return this.#characters.join("");
  }

  /** What stands before the cursor. */
  get before(): string {
    return this.#characters.slice(0, this.#at).join("");
  }

  /** In characters as a person counts them. */
  get length(): number {
    return this.#characters.length;
  }

  get isEmpty(): boolean {
    return this.#characters.length === 0;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#characters.length;
  }

  /** Makes `text` the line, the cursor at its end. */
  set(text: string): void {
    this.#characters = charactersOf(text);
    this.#at = this.#characters.length;
  }

  insert(text: string): void {
    const before = charactersOf(this.before + text);
    this.#characters.splice(0, this.#at, ...before);
    this.#at = before.length;
  }

  /** The rest answer whether anything changed. */
  moveBy(count: number): boolean {
    return this.moveTo(this.#at + count);
  }

  moveToStart(): boolean {
    return this.moveTo(0);
  }

  moveToEnd(): boolean {
    return this.moveTo(this.#characters.length);
  }

  /** Erases `count` characters before the cursor, or as many as there are. */
  eraseBefore(count: number): boolean {
    return this.erase(Math.max(0, this.#at - count), this.#at);
  }

  eraseUnder(): boolean {
    return this.erase(this.#at, Math.min(this.#at + 1, this.#characters.length));
  }

  eraseToStart(): boolean {
    return this.erase(0, this.#at);
  }

  eraseToEnd(): boolean {
    return this.erase(this.#at, this.#characters.length);
  }

  /** To the start of the word before the cursor, or the end of the one behind it. */
  moveToWord(direction: -1 | 1): boolean {
    return this.moveTo(direction < 0 ? this.startOfWord() : this.endOfWord());
  }

  eraseWord(): boolean {
    return this.erase(this.startOfWord(), this.#at);
  }

  /** As much around the cursor as fits into `room` columns. */
  shown(room: number): Shown {
    let from = 0;
    while (from < this.#at && this.widthOf(from, this.#at) > room) from++;
    let to = this.#characters.length;
    while (to > this.#at && this.widthOf(from, to) > room) to--;
    return { text: this.#characters.slice(from, to).join(""), behind: this.widthOf(this.#at, to) };
  }

  private moveTo(at: number): boolean {
    if (at < 0 || at > this.#characters.length || at === this.#at) return false;
    this.#at = at;
    return true;
  }

  private erase(from: number, to: number): boolean {
    if (from === to) return false;
    this.#characters.splice(from, to - from);
    this.#at = from;
    return true;
  }

  private widthOf(from: number, to: number): number {
    return textWidth(this.#characters.slice(from, to).join(""));
  }

  private startOfWord(): number {
    let at = this.#at;
    while (at > 0 && this.#characters[at - 1] === " ") at--;
    while (at > 0 && this.#characters[at - 1] !== " ") at--;
    return at;
  }

  private endOfWord(): number {
    let at = this.#at;
    while (at < this.#characters.length && this.#characters[at] === " ") at++;
    while (at < this.#characters.length && this.#characters[at] !== " ") at++;
    return at;
  }
}

/** A mark belongs to the character that it is put upon. */
function charactersOf(text: string): string[] {
  const characters: string[] = [];
  for (const character of text)
    if (textWidth(character) === 0 && characters.length > 0) characters[characters.length - 1] += character;
    else characters.push(character);
  return characters;
}
