/** All commands of one view by their first words, for reading and for offering. */
import { matching } from "./kinds.js";
import { type Syntax } from "./syntax.js";

/** A spelling of a row, as words, `undo` among them. */
export interface Head<Row extends Syntax> {
  readonly row: Row;
  readonly words: readonly string[];
  readonly isUndone: boolean;
}

/** All that may be typed in one view: every way in which a row may begin. */
export type Grammar<Row extends Syntax> = readonly Head<Row>[];

/** Made once for each view, and frozen: on a board it is in flash. */
export function grammarOf<Row extends Syntax>(rows: readonly Row[]): Grammar<Row> {
  const heads: Head<Row>[] = [];
  for (const row of rows) {
    for (const spelling of new Set(row.spellings)) {
      heads.push(headOf(row, spelling, Mood.Do));
      if (row.isUndoable) heads.push(headOf(row, `undo ${spelling}`, Mood.Undo));
    }
    for (const opposite of row.opposites ?? [])
      heads.push(headOf(row, opposite, Mood.Undo), headOf(row, `undo ${opposite}`, Mood.Do));
  }
  return Object.freeze(heads);
}

const enum Mood {
  Do,
  Undo,
}

function headOf<Row extends Syntax>(row: Row, words: string, mood: Mood): Head<Row> {
  return Object.freeze({ row, words: Object.freeze(words.split(" ")), isUndone: mood === Mood.Undo });
}

/** The heads that a word leaves, of those that were left before it. */
export interface Step<Row extends Syntax> {
  /** The words that can be meant. */
  readonly matches: readonly string[];
  /** Whether the word is one of them, not only the beginning of one. */
  readonly isExact: boolean;
  /** Whether the words that can be meant belong to different rows. */
  readonly isAmbiguous: boolean;
  readonly heads: readonly Head<Row>[];
}

/** Takes `word` as the word `at` of `heads`. */
export function step<Row extends Syntax>(heads: readonly Head<Row>[], at: number, word: string): Step<Row> {
  const matches = matching(nextWords(heads, at), word);
  const meant = heads.filter(head => head.words.length > at && matches.includes(head.words[at]));
  return {
    matches,
    isExact: matches.length === 1 && matches[0].toLowerCase() === word.toLowerCase(),
    isAmbiguous: matches.length > 1 && meant.some(({ row }) => row !== meant[0].row),
    heads: meant,
  };
}

/**
 * Where `word`, the word `at`, may mean a word that gives way (`Syntax.givesWayTo`) and nothing else but the
 * one that it gives way to: the heads of each. What follows shows which is meant.
 */
export function waysOf<Row extends Syntax>(
  heads: readonly Head<Row>[],
  at: number,
  word: string,
): readonly Grammar<Row>[] {
  const yielding = heads.find(({ row }) => row.givesWayTo);
  if (!yielding || yielding.words.length <= at || !yielding.row.givesWayTo!.startsWith(yielding.words[at]))
    return [];
  const typed = word.toLowerCase();
  const begun = heads.filter(({ words }) => words.length > at && words[at].startsWith(typed));
  const own = begun.filter(({ words }) => words[at] === yielding.words[at]);
  const other = begun.filter(({ words }) => words[at] === yielding.row.givesWayTo);
  const areAll = own.length > 0 && other.length > 0 && own.length + other.length === begun.length;
  return areAll ? [own, other] : [];
}

/** The different words that `heads` go on with. */
export function nextWords<Row extends Syntax>(heads: readonly Head<Row>[], at: number): string[] {
  const words: string[] = [];
  for (const head of heads)
    if (head.words.length > at && !words.includes(head.words[at])) words.push(head.words[at]);
  return words;
}
