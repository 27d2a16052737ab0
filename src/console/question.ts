/** Questions that a console asks before it goes on: the next line is the answer. */

export interface Question {
  /** Stands where the prompt of commands does. */
  readonly prompt: string;
  /** What `?` says. */
  readonly help: readonly string[];
  /** Takes an answer; false: it is none, and the question stands. */
  answer(text: string): boolean;
}

export const LEAVE_WARNING =
  "Warning: Uncommitted configurations found. Are you sure to commit them before exiting?";
export const LEAVE_CHOICE = "[Y(yes)/N(no)/C(cancel)]:";

/** What becomes of changes when their console leaves the system view. */
export function leaveQuestion(commit: () => void, drop: () => void): Question {
  return {
    prompt: LEAVE_CHOICE,
    help: [LEAVE_WARNING],
    answer(text: string): boolean {
      const answer = text.trim().toLowerCase();
      if (answer === "") return false;
      if ("yes".startsWith(answer)) commit();
      else if ("no".startsWith(answer)) drop();
      else return "cancel".startsWith(answer);
      return true;
    },
  };
}
