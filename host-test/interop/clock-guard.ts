/** Notices when somebody moves the machine's clock, by comparing it with the counter that nobody can set. */

/** More than slewing by the machine's own NTP client makes in a minute, less than any step. */
const ALLOWED_MS = 50;

/** What the clock of day shows beyond the monotonic counter. */
function ahead(): number {
  return Date.now() - performance.now();
}

export class ClockGuard {
  readonly #before = ahead();

  check(): void {
    const moved = ahead() - this.#before;
    if (Math.abs(moved) > ALLOWED_MS) throw new Error(`the machine's clock was moved by ${moved} ms`);
  }
}
