/** What takes the lines that are typed, or that a pipe brings. */
import { type Offer } from "../config/offers.js";

/** Lines that wait while a command takes its time, and characters of them: in all, and before a login. */
const MOST_WAITING = 1000;
const MOST_CHARACTERS = 16_384;
const MOST_BEFORE_LOGIN = 4096;

/** A `Session`, or what stands before one. */
export interface LineTaker {
  readonly prompt: string;
  readonly isOver: boolean;
  /** The line is a secret: it is not shown, completed or remembered. */
  readonly isHidden: boolean;
  /** `done`: told when it is carried out, maybe before this returns. */
  execute(line: string, done: () => void): void;
  /** Nothing more is typed: what is asked stays without an answer. */
  endInput?(): void;
  /** The person gives up the line, the question that the prompt asks, or the command being carried out. */
  cancel(): void;
  /** Nobody is there any more: what is being carried out ends, and nothing appears by itself. */
  close(): void;
  offers(text: string): Offer[];
  /** What to say to a `?` after `text`: never nothing. */
  help(text: string): readonly string[];
}

/** Whether `lines` of `characters` may wait; `isHidden`: before a login. */
export function mayWait(isHidden: boolean, lines: number, characters: number): boolean {
  return lines <= MOST_WAITING && characters <= (isHidden ? MOST_BEFORE_LOGIN : MOST_CHARACTERS);
}
