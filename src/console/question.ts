/** Questions that a console asks before it goes on: the next line is the answer. */

export interface Question {
  readonly words: string;
  /** What may be answered; stands where the prompt of commands does. */
  readonly prompt: string;
  /** Takes an answer; false: it is none, and the question stands. */
  answer(text: string): boolean;
}

/** What becomes of changes when their console leaves the system view. */
export const LEAVE_WARNING =
  "Warning: Uncommitted configurations found. Are you sure to commit them before exiting?";

/** Asks for yes, no or cancel, which does nothing. */
export function choiceQuestion(words: string, yes: () => void, no: () => void): Question {
  return {
    words,
    prompt: "[Y(yes)/N(no)/C(cancel)]:",
    answer: text => chosen(text, [yes, no, nothing]),
  };
}

/** Asks for yes, or no, which does nothing. */
export function yesQuestion(words: string, yes: () => void): Question {
  return {
    words,
    prompt: "[Y/N]:",
    answer: text => chosen(text, [yes, nothing]),
  };
}

/** In the order of what they are for. */
const ANSWERS: readonly string[] = Object.freeze(["yes", "no", "cancel"]);

function chosen(text: string, ways: readonly (() => void)[]): boolean {
  const answer = text.trim().toLowerCase();
  const way = answer === "" ? undefined : ways.find((_, i) => ANSWERS[i].startsWith(answer));
  way?.();
  return way !== undefined;
}

function nothing(): void {}
