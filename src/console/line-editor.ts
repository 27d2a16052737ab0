/**
 * Edits a line on a terminal: keys come in, echo goes out, whole lines go to the session. It knows
 * nothing of where the keys come from, so a serial port and a computer's terminal share it.
 */
import { type Offer } from "../config/offers.js";
import { withoutSecret } from "../config/secret-words.js";
import { Key, KeyReader } from "./keys.js";
import { commonStart, offerLines } from "./offer-lines.js";
import { textWidth } from "./text-width.js";

/** What lines are for: a `Session`. */
export interface LineTaker {
  readonly prompt: string;
  readonly isOver: boolean;
  execute(line: string): void;
  /** The person gives up the line, or the question that the prompt asks. */
  cancel(): void;
  offers(text: string): Offer[];
  /** What to say to a `?` after `text`: never nothing. */
  help(text: string): readonly string[];
}

/** How many lines are remembered, and none with a secret in it. */
const HISTORY_DEPTH = 20;

const ERASE_TO_END = "\x1b[K";

export class LineEditor {
  /** The terminal's columns, to be set as they become known and change: of a longer line a part is shown. */
  columns = 80;
  readonly #keys = new KeyReader();
  /** The line, a string for each character as a person counts them. */
  #line: string[] = [];
  /** Where the cursor is in `#line`. */
  #at = 0;
  readonly #history: string[] = [];
  /** The line was ended and is being carried out: there is none on the screen. */
  #isTaken = false;
  /** Which line of the history is shown; its length: the new one. */
  #shown = 0;
  /** The new line, while an old one is shown. */
  #draft = "";

  constructor(
    readonly taker: LineTaker,
    readonly write: (text: string) => void,
  ) {}

  /** Shows the first prompt. */
  start(): void {
    this.write(this.taker.prompt);
  }

  /** Takes what the terminal sent, decoded: one key, a part of one, or many. */
  key(text: string): void {
    this.#keys.read(text, (key, character) => {
      if (!this.taker.isOver) this.#press(key, character);
    });
  }

  /** Lets `print` write whole lines above the one that is being edited, whose place it moves down. */
  interrupt(print: () => void): void {
    if (this.#isTaken || this.taker.isOver) return print();
    this.write(`\r${ERASE_TO_END}`);
    print();
    this.#draw();
  }

  #press(key: Key, character: string): void {
    switch (key) {
      case Key.Character:
        return this.#insert(character);
      case Key.Enter:
        return this.#enter();
      case Key.Tab:
        return this.#complete();
      case Key.Help:
        return this.#help();
      case Key.Backspace:
        return this.#erase(this.#at - 1, this.#at);
      case Key.Delete:
        return this.#erase(this.#at, this.#at + 1);
      case Key.EraseWord:
        return this.#erase(this.#startOfWord(), this.#at);
      case Key.EraseLine:
        return this.#erase(0, this.#at);
      case Key.EraseToEnd:
        return this.#erase(this.#at, this.#line.length);
      case Key.Left:
        return this.#moveTo(this.#at - 1);
      case Key.Right:
        return this.#moveTo(this.#at + 1);
      case Key.Home:
        return this.#moveTo(0);
      case Key.End:
        return this.#moveTo(this.#line.length);
      case Key.Up:
        return this.#recall(this.#shown - 1);
      case Key.Down:
        return this.#recall(this.#shown + 1);
      case Key.Cancel:
        this.write("^C\n");
        this.taker.cancel();
        return this.#startLine();
      case Key.DeleteOrLeave:
        return this.#deleteOrLeave();
      case Key.ToUserView:
        this.#set("return");
        return this.#enter();
      case Key.Redraw:
        return this.#draw();
      case Key.Unknown:
        return;
    }
  }

  get #text(): string {
    return this.#line.join("");
  }

  get #before(): string {
    return this.#line.slice(0, this.#at).join("");
  }

  #insert(character: string): void {
    this.#line.splice(this.#at++, 0, character);
    const isAtEnd = this.#at === this.#line.length;
    if (isAtEnd && textWidth(this.#text) <= this.#room) this.write(character);
    else this.#draw();
  }

  #erase(from: number, to: number): void {
    if (from < 0 || to > this.#line.length || from === to) return;
    this.#line.splice(from, to - from);
    this.#at = from;
    this.#draw();
  }

  #deleteOrLeave(): void {
    if (this.#line.length > 0) return this.#erase(this.#at, this.#at + 1);
    this.#set("quit");
    this.#enter();
  }

  #moveTo(at: number): void {
    if (at < 0 || at > this.#line.length) return;
    this.#at = at;
    this.#draw();
  }

  #enter(): void {
    const text = this.#text;
    this.write("\n");
    this.#remember(withoutSecret(text));
    this.#isTaken = true;
    this.taker.execute(text);
    this.#isTaken = false;
    if (!this.taker.isOver) this.#startLine();
  }

  #startLine(): void {
    this.#line = [];
    this.#at = 0;
    this.#shown = this.#history.length;
    this.write(this.taker.prompt);
  }

  #remember(text: string): void {
    if (text.trim() === "" || text === this.#history[this.#history.length - 1]) return;
    this.#history.push(text);
    if (this.#history.length > HISTORY_DEPTH) this.#history.shift();
  }

  #recall(index: number): void {
    if (index < 0 || index > this.#history.length) return;
    if (this.#shown === this.#history.length) this.#draft = this.#text;
    this.#shown = index;
    this.#set(index === this.#history.length ? this.#draft : this.#history[index]);
  }

  /** Shows `text` as the line, the cursor at its end. */
  #set(text: string): void {
    this.#line = Array.from(text);
    this.#at = this.#line.length;
    this.#draw();
  }

  /** Columns beside the prompt; the last of a row is left empty, where terminals differ in what they do. */
  get #room(): number {
    return this.columns - 1 - textWidth(this.taker.prompt);
  }

  /** Writes the prompt and the line over what stands there, and puts the cursor where it belongs. */
  #draw(): void {
    const room = this.#room;
    let from = 0;
    while (from < this.#at && this.#widthOf(from, this.#at) > room) from++;
    let to = this.#line.length;
    while (to > this.#at && this.#widthOf(from, to) > room) to--;
    const behind = this.#widthOf(this.#at, to);
    const back = behind > 0 ? `\x1b[${behind}D` : "";
    this.write(`\r${this.taker.prompt}${this.#line.slice(from, to).join("")}${ERASE_TO_END}${back}`);
  }

  #widthOf(from: number, to: number): number {
    return textWidth(this.#line.slice(from, to).join(""));
  }

  /** Lists what may follow, or all that the word under way may become. */
  #help(): void {
    this.write("?\n");
    this.#print(this.taker.help(this.#before));
    this.#draw();
  }

  #print(lines: readonly string[]): void {
    for (const line of lines) this.write(`${line}\n`);
  }

  /** Goes on with the word under way as far as it is certain; where it is not, lists the choice. */
  #complete(): void {
    const before = this.#before;
    const partial = before.slice(before.search(/\S*$/));
    const offers = this.taker.offers(before).filter(({ isLiteral }) => isLiteral);
    if (offers.length === 0) return;
    const common = commonStart(offers.map(({ word }) => word));
    const isWhole = offers.length === 1;
    if (isWhole || common.length > partial.length)
      return this.#replace(partial, isWhole ? `${common} ` : common);
    this.write("\n");
    this.#print(offerLines(offers));
    this.#draw();
  }

  #replace(partial: string, text: string): void {
    const inserted = Array.from(text);
    const length = Array.from(partial).length;
    this.#line.splice(this.#at - length, length, ...inserted);
    this.#at += inserted.length - length;
    this.#draw();
  }

  #startOfWord(): number {
    let at = this.#at;
    while (at > 0 && this.#line[at - 1] === " ") at--;
    while (at > 0 && this.#line[at - 1] !== " ") at--;
    return at;
  }
}
