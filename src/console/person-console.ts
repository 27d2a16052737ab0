/** A console that a person types at, over whatever brings characters: its lines edited, its output paged. */
import { LineEditor } from "./line-editor.js";
import { type LineTaker } from "./line-taker.js";
import { type Terminal } from "./operator.js";
import { NO_PAGES, Pager, USUAL_ROWS } from "./pager.js";
import { USUAL_COLUMNS } from "./text-width.js";

export class PersonConsole implements Terminal {
  readonly isInteractive = true;
  readonly taker: LineTaker;
  readonly #send: (text: string) => void;
  readonly #pager: Pager;
  readonly #editor: LineEditor;

  /** `send`: takes text as a terminal shows it; lines end in "\n". `ended`: told when the person has left. */
  constructor(open: (terminal: Terminal) => LineTaker, send: (text: string) => void, ended: () => void) {
    this.#send = send;
    this.#pager = new Pager(send);
    this.taker = open(this);
    this.#editor = new LineEditor(this.taker, this.#pager, ended);
  }

  get columns(): number {
    return this.#pager.columns;
  }

  write(text: string): void {
    const lines = text.split("\n");
    for (let i = 0; i < lines.length - 1; i++) this.#pager.print(lines[i]);
  }

  interject(text: string): void {
    this.interrupt(() => this.#send(text));
  }

  setScreenLength(rows: number | undefined): void {
    this.#pager.length = rows;
  }

  /** Shows the first prompt. */
  start(): void {
    this.#editor.start();
  }

  /** Takes what was typed, decoded: one key, a part of one, or many. */
  key(text: string): void {
    this.#editor.key(text);
  }

  /** Gives up what has been typed, as Ctrl-C does; `why` is shown above the next prompt. */
  giveUp(why: string): void {
    if (this.taker.isOver) return;
    this.#send(`\n${why}\n`);
    this.#editor.stop();
  }

  /** Fits what is shown to a terminal; 0: it does not tell. */
  resize(columns: number, rows: number): void {
    this.#pager.columns = columns || USUAL_COLUMNS;
    this.#pager.rows = rows || USUAL_ROWS;
  }

  /** Lets `print` write whole lines beside the one being typed. */
  interrupt(print: () => void): void {
    this.#editor.interrupt(print);
  }

  /** The terminal is gone: what is being carried out ends. */
  close(): void {
    this.#pager.length = NO_PAGES;
    this.taker.close();
  }
}
