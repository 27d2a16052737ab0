/** A console without a person's terminal: a command a line, and only what the commands print goes back. */
import { LineQueue } from "./line-queue.js";
import { type LineTaker, mayWait } from "./line-taker.js";

/** Characters of a line. */
const MOST_LINE = 4096;

export class PlainConsole {
  readonly #taker: LineTaker;
  readonly #queue: LineQueue;
  readonly #write: (text: string) => void;
  readonly #ended: () => void;
  #rest = "";
  #isAfterReturn = false;
  #isOver = false;

  /** `ended`: told once, when the taker wants no more lines, or has carried out the last. */
  constructor(taker: LineTaker, write: (text: string) => void, ended: () => void) {
    this.#taker = taker;
    this.#write = write;
    this.#ended = ended;
    this.#queue = new LineQueue(taker, () => this.endLines());
  }

  /** Takes characters as they come; "\r", "\n", "\r\n" and "\r\0" end a line. */
  take(text: string): void {
    for (let i = 0; i < text.length && !this.#isOver; i++) this.takeCharacter(text[i]);
  }

  /** Nothing more comes; a last line without an end counts. */
  end(): void {
    if (this.#rest !== "") this.endLine();
    this.#queue.end();
  }

  /** As `end`, but what has come of a last line may not be all of it. */
  lost(): void {
    this.#rest = "";
    this.end();
  }

  /** What is being carried out ends; `ended` is not told. */
  close(): void {
    this.#isOver = true;
    this.#queue.close();
  }

  private takeCharacter(character: string): void {
    const isSecondHalf = this.#isAfterReturn && (character === "\n" || character === "\0");
    this.#isAfterReturn = character === "\r";
    if (isSecondHalf) return;
    if (character === "\r" || character === "\n") this.endLine();
    else if (this.#rest.length < MOST_LINE) this.#rest += character;
    else this.refuse(`% A line has ${MOST_LINE} characters at most.\n`);
  }

  private endLine(): void {
    const line = this.#rest;
    this.#rest = "";
    const { length, characters } = this.#queue;
    if (!mayWait(this.#taker.isHidden, length + 1, characters + line.length))
      return this.refuse("% Too many lines wait for this command.\n");
    this.#queue.add(line);
  }

  private refuse(why: string): void {
    this.#write(why);
    this.#queue.close();
    this.endLines();
  }

  private endLines(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#ended();
  }
}
