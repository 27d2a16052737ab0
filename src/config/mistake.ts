/** Why a command cannot be read, and where in it. */

export const enum Fault {
  Unrecognized,
  Incomplete,
  WrongParameter,
  Ambiguous,
  /** Known, and to come. */
  NotYet,
  /** Known, and not what this device is for. */
  NotHere,
  /** In the view of a line that was wrong. */
  Astray,
}

/** Why a command cannot be read. */
export class Mistake {
  /** `at`: index of the wrong word, or one past the last where a word is missing. `advice`: a sentence. */
  constructor(
    readonly at: number,
    readonly fault: Fault,
    readonly advice: string,
  ) {}
}
