/** The host node's journal: what happens to it, a line each on standard error with the machine's time. */
import { happeningText } from "../../src/report/happening-text.js";
import { type Listener } from "../../src/runtime/node.js";
import { type StandardConsole } from "./terminal.js";

/** Where it is written. */
export interface Paper {
  /** Whether it is the process's terminal. */
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export class Journal {
  /** The console that may have a line on the same screen, or show there what happens in the log's words. */
  terminal: Pick<StandardConsole, "interrupt" | "showsLog"> | undefined = undefined;
  readonly #paper: Paper;

  constructor(paper: Paper = process.stderr) {
    this.#paper = paper;
  }

  readonly listener: Listener = (...happened) => {
    const text = happeningText(...happened);
    if (text === undefined) return;
    const { terminal } = this;
    const print = (): void => void this.#paper.write(`${new Date().toISOString()} ${text}\n`);
    if (!terminal || this.#paper.isTTY !== true) print();
    else if (!terminal.showsLog) terminal.interrupt(print);
  };
}
