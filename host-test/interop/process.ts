/** A program running in a host of the lab: what it prints, what is typed to it, and its end. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";

/** Longer than any program here takes to leave when asked to. */
const PATIENCE_SEC = 5;

/** Characters of what it printed last, where that explains a failure. */
const SHOWN = 4000;

export class Process {
  /** Standard output alone. */
  printed = "";
  /** Standard output and standard error as they came. */
  output = "";
  /** Resolves to the exit code once the program and all it started have let go of its output; -1: killed. */
  readonly ended: Promise<number>;
  #isRunning = true;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Set<() => void>();

  constructor(
    readonly name: string,
    command: readonly string[],
    options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  ) {
    const child = spawn(command[0], command.slice(1), options);
    this.#child = child;
    child.stdin.on("error", () => {}); // it may end before it has read everything
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.printed += text;
      this.#heard(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => this.#heard(text));
    this.ended = new Promise(resolve => {
      child.on("error", error => this.#heard(`${error.message}\n`));
      child.on("close", code => {
        this.#isRunning = false;
        this.#heard("");
        resolve(code ?? -1);
      });
    });
  }

  /** What `find` makes of the program's state, tried again whenever it prints; throws with all it printed. */
  async until<Found>(
    what: string,
    find: () => Found | undefined | null | false,
    seconds: number,
  ): Promise<Found> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const found = find();
      if (found) return found;
      const left = deadline - Date.now();
      if (left <= 0 || !this.#isRunning) {
        const why = this.#isRunning ? `within ${seconds} s` : "before it ended";
        throw new Error(`${this.name}: no ${what} ${why}; it printed:\n${this.output.slice(-SHOWN)}`);
      }
      await this.#news(left);
    }
  }

  /** The first match of `pattern` in the output. */
  prints(pattern: RegExp, seconds: number): Promise<RegExpExecArray> {
    return this.until(String(pattern), () => pattern.exec(this.output), seconds);
  }

  type(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** Asks it to end and waits until it is gone; not for one that has only just been started. */
  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    this.#child.kill("SIGTERM");
    await this.until("end", () => !this.#isRunning, PATIENCE_SEC);
  }

  #news(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#waiting.add(done);
    });
  }

  #heard(text: string): void {
    this.output += text;
    for (const done of [...this.#waiting]) done();
  }
}
