/** The lines that were typed before, to be shown again. None keeps a secret. */
import { withoutSecret } from "../config/secret-words.js";

const DEPTH = 20;

export class History {
  readonly #lines: string[] = [];
  /** Which line is shown; how many there are: the new one. */
  #shown = 0;
  /** The new line, while an old one is shown. */
  #draft = "";

  add(line: string): void {
    const text = withoutSecret(line);
    if (text.trim() !== "" && text !== this.#lines[this.#lines.length - 1]) this.#lines.push(text);
    if (this.#lines.length > DEPTH) this.#lines.shift();
    this.#shown = this.#lines.length;
  }

  /** The line before the shown one; undefined: it is the first. `text`: what is on the screen. */
  older(text: string): string | undefined {
    return this.show(this.#shown - 1, text);
  }

  /** The line after the shown one; undefined: it is the new one. */
  newer(text: string): string | undefined {
    return this.show(this.#shown + 1, text);
  }

  /** A new line begins. */
  restart(): void {
    this.#shown = this.#lines.length;
  }

  private show(index: number, text: string): string | undefined {
    if (index < 0 || index > this.#lines.length) return undefined;
    if (this.#shown === this.#lines.length) this.#draft = text;
    this.#shown = index;
    return index === this.#lines.length ? this.#draft : this.#lines[index];
  }
}
