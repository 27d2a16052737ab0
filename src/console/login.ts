/** Asks for a password before there is a session. */
import { type Dialect } from "../config/dialect.js";
import { type Offer } from "../config/offers.js";
import { type PasswordTest } from "../config/passwords.js";
import { type Timer, type TimerPort } from "../runtime/timers.js";
import { SECOND } from "../time/fixed.js";
import { marked } from "./error-mark.js";
import { type LineTaker } from "./line-taker.js";
import { type Terminal } from "./operator.js";

/** Wrong passwords that end a connection. */
const MOST_FAILURES = 3;

/** Between two looks whether another's password is done with. */
const TO_ENTER = SECOND / 16;

const BANNER = "Login authentication\n\n";
const PROMPT = "Password:";

export interface LoginOptions {
  readonly timers: TimerPort;
  /** Whose words errors begin with. */
  readonly dialect: Dialect;
  readonly test: (password: string) => PasswordTest;
  /** Whether one may be tried now; then `left` is told when that is over, whatever came of it. */
  readonly enter: () => boolean;
  readonly left: () => void;
  /** Told before each is tried: it is wrong unless `passed` is told. */
  readonly charge: () => void;
  readonly passed: () => void;
  /** Told after `left`, of one that was wrong, or was given up. */
  readonly failed: () => void;
  /** Seconds until the next one is heard; 0: at once. */
  readonly waitSec: () => number;
  readonly open: (terminal: Terminal) => LineTaker;
}

export class Login implements LineTaker {
  readonly #options: LoginOptions;
  readonly #terminal: Terminal;
  /** Once the password was right. */
  #taker: LineTaker | undefined = undefined;
  #failures = 0;
  /** Until the next piece of work on a password, and what is told when there is none. */
  #timer: Timer | undefined = undefined;
  #done: (() => void) | undefined = undefined;
  #isTrying = false;
  #isOver = false;

  constructor(terminal: Terminal, options: LoginOptions) {
    this.#terminal = terminal;
    this.#options = options;
    terminal.write(terminal.isInteractive ? BANNER : `${BANNER}${PROMPT}\n`);
  }

  get prompt(): string {
    return this.#taker?.prompt ?? PROMPT;
  }

  get isOver(): boolean {
    return this.#isOver || (this.#taker?.isOver ?? false);
  }

  get isHidden(): boolean {
    return this.#taker?.isHidden ?? true;
  }

  execute(line: string, done: () => void): void {
    if (this.#taker) return this.#taker.execute(line, done);
    this.#done = done;
    this.enter(line);
  }

  cancel(): void {
    if (this.#taker) return this.#taker.cancel();
    this.#timer?.cancel();
    this.end();
  }

  close(): void {
    this.cancel();
    this.#taker?.close();
  }

  endInput(): void {
    this.#taker?.endInput?.();
  }

  offers(text: string): Offer[] {
    return this.#taker?.offers(text) ?? [];
  }

  help(text: string): readonly string[] {
    return this.#taker?.help(text) ?? [];
  }

  private enter(password: string): void {
    const { timers, enter, charge, test } = this.#options;
    if (this.hasToWait()) return this.end();
    if (!enter()) {
      this.#timer = timers.after(TO_ENTER, () => this.enter(password));
      return;
    }
    this.#isTrying = true;
    charge();
    this.try(test(password));
  }

  private try(test: PasswordTest): void {
    const isRight = test.advance();
    if (isRight === undefined) {
      this.#timer = this.#options.timers.after(0, () => this.try(test));
      return;
    }
    this.settle(isRight);
    this.end();
  }

  private end(): void {
    if (this.#isTrying) this.#options.left();
    if (this.#isTrying && !this.#taker) this.#options.failed();
    this.#isTrying = false;
    const done = this.#done;
    this.#done = undefined;
    done?.();
  }

  private settle(isRight: boolean): void {
    const { passed, open } = this.#options;
    if (isRight) {
      passed();
      this.#taker = open(this.#terminal);
      return;
    }
    this.print("% Login failed!");
    if (!this.hasToWait()) this.#isOver = ++this.#failures >= MOST_FAILURES;
  }

  /** Says so, and ends. */
  private hasToWait(): boolean {
    const wait = this.#options.waitSec();
    if (wait > 0) this.print(waitText(wait));
    this.#isOver = wait > 0;
    return this.#isOver;
  }

  private print(line: string): void {
    this.#terminal.write(`${marked(line, this.#options.dialect)}\n`);
  }
}

/** What is said to one who has to wait. */
export function waitText(seconds: number): string {
  return `% Too many failed logins: try again in ${seconds} seconds.`;
}
