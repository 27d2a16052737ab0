/**
 * Edits a line on a terminal: keys come in, echo goes out, whole lines go to the session. It knows
 * nothing of where the keys come from, so a serial port and a computer's terminal share it.
 */
import { History } from "./history.js";
import { Key, KeyReader } from "./keys.js";
import { type LineTaker } from "./line-taker.js";
import { commonStart, offerLines } from "./offer-lines.js";
import { type Pager } from "./pager.js";
import { textWidth } from "./text-width.js";
import { TypeAhead } from "./type-ahead.js";
import { type Shown, TypedLine } from "./typed-line.js";

/** Characters of a line; no command is longer. */
const MOST_LINE = 1024;

const BELL = "\x07";
const TOO_MUCH = "% Too many lines wait for this command: the rest of them is dropped.\n";

const ERASE_TO_END = "\x1b[K";

const NOTHING: Shown = Object.freeze({ text: "", behind: 0 });

export class LineEditor {
  readonly #keys = new KeyReader();
  readonly #line = new TypedLine();
  readonly #history = new History();
  /** The line was ended and is being carried out: there is none on the screen. */
  #isTaken = false;
  /** Typed meanwhile. */
  readonly #ahead = new TypeAhead();
  #isCatchingUp = false;

  /** `pager`: where everything is shown. `ended`: told when the taker wants no more lines. */
  constructor(
    readonly taker: LineTaker,
    readonly pager: Pager,
    readonly ended: () => void,
  ) {}

  /** Shows the first prompt. */
  start(): void {
    this.write(this.taker.prompt);
  }

  /** Takes what the terminal sent, decoded: one key, a part of one, or many. */
  key(text: string): void {
    this.#keys.read(text, (key, character) => {
      if (this.taker.isOver) return;
      if (this.pager.isWaiting) this.turn(key, character);
      else if (key === Key.Cancel) this.stop();
      else if (this.#isTaken || this.#ahead.isDropping) this.keep(key, character);
      else this.press(key, character);
    });
  }

  /** Ctrl-C gives up the line, or ends the command and what was typed for after it. */
  stop(): void {
    const isLine = !this.#isTaken;
    this.#keys.reset();
    this.#ahead.clear();
    this.write("^C\n");
    this.taker.cancel();
    if (isLine) this.startLine();
  }

  /** Lets `print` write whole lines above the one that is being edited, whose place it moves down. */
  interrupt(print: () => void): void {
    if (this.#isTaken || this.taker.isOver) return this.pager.interrupt(print);
    this.write(`\r${ERASE_TO_END}`);
    print();
    this.draw();
  }

  private press(key: Key, character: string): void {
    const line = this.#line;
    switch (key) {
      case Key.Character:
        return this.insert(character);
      case Key.Enter:
        return this.enter();
      case Key.Tab:
        return this.complete();
      case Key.Help:
        return this.help();
      case Key.Backspace:
        return this.drawIf(line.eraseBefore(1));
      case Key.Delete:
        return this.drawIf(line.eraseUnder());
      case Key.EraseWord:
        return this.drawIf(line.eraseWord());
      case Key.EraseLine:
        return this.drawIf(line.eraseToStart());
      case Key.EraseToEnd:
        return this.drawIf(line.eraseToEnd());
      case Key.Left:
        return this.drawIf(line.moveBy(-1));
      case Key.Right:
        return this.drawIf(line.moveBy(1));
      case Key.WordLeft:
        return this.drawIf(line.moveToWord(-1));
      case Key.WordRight:
        return this.drawIf(line.moveToWord(1));
      case Key.Home:
        return this.drawIf(line.moveToStart());
      case Key.End:
        return this.drawIf(line.moveToEnd());
      case Key.Up:
        return this.recall(() => this.#history.older(line.text));
      case Key.Down:
        return this.recall(() => this.#history.newer(line.text));
      case Key.DeleteOrLeave:
        return line.isEmpty && !this.taker.isHidden ? this.run("quit") : this.drawIf(line.eraseUnder());
      case Key.ToUserView:
        return this.taker.isHidden ? undefined : this.run("return");
      case Key.Redraw:
        return this.draw();
      case Key.Cancel:
      case Key.PageUp:
      case Key.PageDown:
      case Key.Unknown:
        return;
    }
  }

  private insert(character: string): void {
    const { isAtEnd, length } = this.#line;
    if (length >= MOST_LINE) return this.write(BELL);
    this.#line.insert(character);
    if (this.taker.isHidden) return;
    if (isAtEnd && textWidth(this.#line.text) <= this.room) this.write(character);
    else this.draw();
  }

  private recall(choose: () => string | undefined): void {
    const text = this.taker.isHidden ? undefined : choose();
    if (text === undefined) return;
    this.#line.set(text);
    this.draw();
  }

  /** As if `text` had been typed. */
  private run(text: string): void {
    this.#line.set(text);
    this.draw();
    this.enter();
  }

  private enter(): void {
    const { text } = this.#line;
    this.write("\n");
    if (!this.taker.isHidden) this.#history.add(text);
    this.#isTaken = true;
    this.pager.begin();
    this.taker.execute(text, () => this.pager.finish(() => this.done()));
  }

  /** Who has seen enough of a command does not wait for its end either. */
  private turn(key: Key, character: string): void {
    if (this.pager.press(key, character)) return;
    this.#ahead.clear();
    if (this.#isTaken) this.taker.cancel();
  }

  private keep(key: Key, character: string): void {
    if (!this.#ahead.add(key, character, this.taker.isHidden)) this.write(TOO_MUCH);
  }

  private done(): void {
    this.#isTaken = false;
    if (this.taker.isOver) return this.ended();
    this.startLine();
    this.catchUp();
  }

  /** A loop, for what is typed ahead may be nothing but lines. */
  private catchUp(): void {
    if (this.#isCatchingUp) return;
    this.#isCatchingUp = true;
    while (!this.#isTaken && !this.taker.isOver && !this.#ahead.isEmpty)
      this.#ahead.take((key, character) => this.press(key, character));
    this.#isCatchingUp = false;
  }

  private startLine(): void {
    this.#line.set("");
    this.#history.restart();
    this.write(this.taker.prompt);
  }

  /** Columns beside the prompt; the last of a row is left empty, where terminals differ in what they do. */
  private get room(): number {
    return this.pager.columns - 1 - textWidth(this.taker.prompt);
  }

  private drawIf(isChanged: boolean): void {
    if (isChanged) this.draw();
  }

  /** Writes the prompt and the line over what stands there, and puts the cursor where it belongs. */
  private draw(): void {
    const { text, behind } = this.taker.isHidden ? NOTHING : this.#line.shown(this.room);
    const back = behind > 0 ? `\x1b[${behind}D` : "";
    this.write(`\r${this.taker.prompt}${text}${ERASE_TO_END}${back}`);
  }

  /** Lists what may follow, or all that the word under way may become. */
  private help(): void {
    if (this.taker.isHidden) return this.insert("?");
    this.write(this.#line.isAtEnd ? "?\n" : `?${ERASE_TO_END}\n`);
    this.list(this.taker.help(this.#line.before));
  }

  /** Shows `lines`, a page at a time, then goes on with the line. */
  private list(lines: readonly string[]): void {
    this.#isTaken = true;
    this.pager.begin();
    for (const line of lines) this.pager.print(line);
    this.pager.finish(() => {
      this.#isTaken = false;
      this.draw();
      this.catchUp();
    });
  }

  /** Goes on with the word under way as far as it is certain; where it is not, lists the choice. */
  private complete(): void {
    if (this.taker.isHidden) return;
    const { before } = this.#line;
    const partial = before.slice(before.search(/\S*$/));
    const offers = this.taker.offers(before).filter(({ isLiteral }) => isLiteral);
    if (offers.length === 0) return;
    const common = commonStart(offers.map(({ word }) => word));
    const isWhole = offers.length === 1;
    if (isWhole || common.length > partial.length)
      return this.replace(partial, isWhole ? `${common} ` : common);
    this.write("\n");
    this.list(offerLines(offers));
  }

  private replace(partial: string, text: string): void {
    this.#line.eraseBefore(Array.from(partial).length);
    this.#line.insert(text);
    this.draw();
  }

  private write(text: string): void {
    this.pager.write(text);
  }
}
