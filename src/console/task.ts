/** A command that takes its time: it ends by itself, or is stopped; its console waits for it. */

type End = () => void;

export class Task {
  /** How to stop the one that runs. */
  #stop: End | undefined;
  /** Who waits for its end. */
  #waiting: End | undefined;
  /** Tells the ends of tasks apart. */
  #count = 0;

  get isRunning(): boolean {
    return this.#stop !== undefined;
  }

  /** `begin` starts what is to be done and answers how to stop it; `done` may be called before it returns. */
  begin(begin: (done: () => void) => () => void): void {
    const number = ++this.#count;
    this.#stop = nothing;
    const stop = begin(() => {
      if (number === this.#count) this.end();
    });
    if (this.isRunning && number === this.#count) this.#stop = stop;
  }

  /** What is stopped has ended: its `done` does nothing any more. */
  stop(): void {
    const stop = this.#stop;
    if (!stop) return;
    this.#count++;
    stop();
    this.end();
  }

  /** Calls `ended` when nothing runs, at once if nothing does. */
  whenEnded(ended: () => void): void {
    if (this.isRunning) this.#waiting = ended;
    else ended();
  }

  private end(): void {
    const waiting = this.#waiting;
    this.#stop = undefined;
    this.#waiting = undefined;
    waiting?.();
  }
}

function nothing(): void {}
