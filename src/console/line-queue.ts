/** A console without a person: lines come as a pipe brings them; each waits until those before are done. */
import { type LineTaker } from "./line-taker.js";

export class LineQueue {
  readonly #lines: string[] = [];
  #characters = 0;
  #isTaken = false;
  #isEnded = false;
  #isClosed = false;

  /** `ended`: told once, when the taker wants no more lines, or has carried out the last. */
  constructor(
    readonly taker: LineTaker,
    readonly ended: () => void,
  ) {}

  /** How many lines wait. */
  get length(): number {
    return this.#lines.length;
  }

  /** How many characters the lines that wait have. */
  get characters(): number {
    return this.#characters;
  }

  add(line: string): void {
    if (this.#isClosed) return;
    this.#lines.push(line);
    this.#characters += line.length;
    this.go();
  }

  /** There are no further lines. */
  end(): void {
    this.#isEnded = true;
    this.go();
  }

  /** Stops what is being carried out, and drops what waits; `ended` is not told. */
  close(): void {
    this.#isClosed = true;
    this.#lines.length = 0;
    this.#characters = 0;
    this.taker.close();
  }

  private go(): void {
    while (!this.#isTaken && !this.#isClosed) {
      const line = this.taker.isOver ? undefined : this.#lines.shift();
      if (line === undefined) return this.stay();
      this.#characters -= line.length;
      this.#isTaken = true;
      let isReturned = false;
      this.taker.execute(line, () => {
        this.#isTaken = false;
        if (isReturned) this.go();
      });
      isReturned = true;
    }
  }

  /** Nothing is left to carry out, for now or for good. */
  private stay(): void {
    if (!this.#isEnded && !this.taker.isOver) return;
    if (!this.taker.isOver) this.taker.endInput?.();
    this.close();
    this.ended();
  }
}
