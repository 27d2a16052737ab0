/**
 * Shows what a command prints a page at a time, where a person reads it: more than the terminal's rows waits
 * for a key. The line editor writes beside it, for that has but one row.
 */
import { Key } from "./keys.js";
import { textWidth, USUAL_COLUMNS } from "./text-width.js";

/** Of a terminal that does not tell it, the vendors' screen length. */
export const USUAL_ROWS = 24;

/** Pages without end. */
export const NO_PAGES = 0;

const MORE = "  ---- More ----";
const ERASE_ROW = "\r\x1b[K";

export class Pager {
  /** The terminal's, to be set as they become known and change. */
  columns = USUAL_COLUMNS;
  rows = USUAL_ROWS;
  /** Rows of a page that the user chose; `NO_PAGES`; undefined: the terminal's. */
  length: number | undefined = undefined;
  readonly #lines: string[] = [];
  /** Rows that may be filled before a key is asked for. */
  #rowsLeft = Infinity;
  #isWaiting = false;
  /** The user has seen enough of this command. */
  #isCut = false;
  #shown: (() => void) | undefined = undefined;

  /** `write`: takes text as a terminal shows it; lines end in "\n". */
  constructor(readonly write: (text: string) => void) {}

  /** There is more to show, and a key is to say how much. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** A command begins to print. */
  begin(): void {
    this.#isCut = false;
    this.#rowsLeft = this.pageRows;
  }

  /** Shows a line, or keeps it for the next page. */
  print(line: string): void {
    if (this.#isCut) return;
    this.#lines.push(line);
    if (!this.#isWaiting) this.show();
  }

  /** The command has printed everything: calls `shown` when that has been seen, or the user wants no more. */
  finish(shown: () => void): void {
    this.#shown = shown;
    this.settle();
  }

  /** A key, while `isWaiting`. False: the user wants no more. */
  press(key: Key, character: string): boolean {
    switch (key) {
      case Key.Character:
        if (character === " ") this.turn(this.pageRows);
        else if (character === "q" || character === "Q") return this.cut();
        return true;
      case Key.Enter:
      case Key.Down:
        this.turn(1);
        return true;
      case Key.PageDown:
      case Key.Right:
        this.turn(this.pageRows);
        return true;
      case Key.Cancel:
      case Key.DeleteOrLeave:
      case Key.ToUserView:
        return this.cut();
      case Key.Redraw:
        this.write(`\r${MORE}`);
        return true;
      default:
        return true;
    }
  }

  /** Drops what has not been shown, and what this command prints yet. Answers false, for `press`. */
  cut(): false {
    this.#isCut = true;
    this.#lines.length = 0;
    this.goOn();
    this.settle();
    return false;
  }

  /** Lets `print` write whole lines above the row that asks for a key. */
  interrupt(print: () => void): void {
    if (this.#isWaiting) this.write(ERASE_ROW);
    print();
    if (this.#isWaiting) this.write(MORE);
  }

  /** The last row is the question's. */
  private get pageRows(): number {
    const rows = this.length ?? this.rows;
    return rows === NO_PAGES ? Infinity : Math.max(1, rows - 1);
  }

  private turn(rows: number): void {
    this.#rowsLeft = rows;
    this.goOn();
    this.show();
    this.settle();
  }

  private goOn(): void {
    if (this.#isWaiting) this.write(ERASE_ROW);
    this.#isWaiting = false;
  }

  private show(): void {
    let count = 0;
    for (; count < this.#lines.length && this.#rowsLeft > 0; count++) {
      const line = this.#lines[count];
      this.#rowsLeft -= Math.max(1, Math.ceil(textWidth(line) / this.columns));
      this.write(`${line}\n`);
    }
    this.#lines.splice(0, count);
    if (this.#lines.length === 0) return;
    this.#isWaiting = true;
    this.write(MORE);
  }

  private settle(): void {
    if (this.#isWaiting) return;
    const shown = this.#shown;
    this.#shown = undefined;
    shown?.();
  }
}
