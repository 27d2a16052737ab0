/** The host node's journal: what happens to it, a line each on standard error with the machine's time. */
import { happeningText } from "../../src/report/happening-text.js";
import { type Listener } from "../../src/runtime/node.js";
import { type OpenConsole } from "./terminal.js";

export class Journal {
  /** The console that may have a line on the same screen. */
  terminal: Pick<OpenConsole, "interrupt"> | undefined = undefined;

  readonly listener: Listener = (...happened) => {
    const text = happeningText(...happened);
    if (text === undefined) return;
    const print = (): void => console.error(`${new Date().toISOString()} ${text}`);
    if (this.terminal && process.stderr.isTTY) this.terminal.interrupt(print);
    else print();
  };
}
