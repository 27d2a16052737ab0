/** The lines that consoles stand on, as routers number them: who is on which, and who has to make room. */

import { placeOf } from "./doorkeeper.js";

/** How a console signs what it does. */
export interface Signer {
  /** "con0", "vty0" */
  readonly name: string;
  /** The address that it is reached from; empty: at the device, or the computer that it runs on. */
  readonly from: string;
}

/** The device's own terminal. */
export const OWN_TERMINAL: Signer = Object.freeze({ name: "con0", from: "" });

/** What is said to one for whom there is none. */
export const NO_LINE = "% All lines are in use.";

const MAKE_ROOM = "Others want this line, and nobody has logged in on it.";

/** What stands on a line. */
export interface Occupant {
  /** Says `why`, ends, and leaves its line. */
  sendAway(why: string): void;
}

/** A line that is taken. */
export class UserLine implements Signer {
  /** Whether a session is open, or would be without a password. */
  isLoggedIn = false;
  /** Whether a password is being tried on it: not so of more than one at a time. */
  isTried = false;
  occupant: Occupant | undefined = undefined;
  /** Told once, when whoever is on it leaves. */
  left: (() => void) | undefined = undefined;

  /** `lines`: those that it is one of. */
  constructor(
    readonly name: string,
    readonly from: string,
    readonly lines?: UserLines,
    readonly number = 0,
  ) {}

  /** Nobody is on it any more. */
  leave(): void {
    this.lines?.free(this);
    const { left } = this;
    this.left = undefined;
    left?.();
  }
}

/** Lines of one kind. */
export class UserLines {
  readonly #kind: string;
  readonly #first: number;
  /** In the order of their numbers; undefined: free. */
  readonly #places: (UserLine | undefined)[];
  /** Those that are taken, the first who came first. */
  readonly #taken: UserLine[] = [];

  /** `kind`: "con", "vty"; `count` lines, of which the first has the number `first`. */
  constructor(kind: string, first: number, count: number) {
    this.#kind = kind;
    this.#first = first;
    this.#places = new Array<undefined>(count).fill(undefined);
  }

  /**
   * The lowest that is free, for one who comes from `from`. Where none is, one is sent away who has not
   * logged in, and whose password is not being tried; undefined: there is none such.
   */
  take(from: string): UserLine | undefined {
    if (!this.#places.includes(undefined)) this.leastWanted(from)?.occupant?.sendAway(MAKE_ROOM);
    const at = this.#places.indexOf(undefined);
    if (at < 0) return undefined;
    const number = this.#first + at;
    const line = new UserLine(`${this.#kind}${number}`, from, this, number);
    this.#places[at] = line;
    this.#taken.push(line);
    return line;
  }

  /** `line` is free; once more changes nothing. */
  free(line: UserLine): void {
    const at = this.#places.indexOf(line);
    if (at < 0) return;
    this.#places[at] = undefined;
    this.#taken.splice(this.#taken.indexOf(line), 1);
  }

  /**
   * Who comes takes a line from his own place, else from the one that has most of those without a session, so
   * that nobody pushes others off by coming often. Of several the first who came goes.
   */
  private leastWanted(from: string): UserLine | undefined {
    const waiting = this.#taken.filter(line => !line.isLoggedIn);
    const counts = new Map<string, number>([[placeOf(from), Infinity]]);
    for (const line of waiting) counts.set(placeOf(line.from), (counts.get(placeOf(line.from)) ?? 0) + 1);
    let found: UserLine | undefined = undefined;
    let most = 0;
    for (const line of waiting) {
      const count = counts.get(placeOf(line.from))!;
      if (line.isTried || count <= most) continue;
      found = line;
      most = count;
    }
    return found;
  }
}
