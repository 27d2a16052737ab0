/**
 * Reads a command by its row. Words may be cut short as long as only one is meant, and an exact word
 * wins over longer ones; where a command goes on with free text, its reading as text is tried before
 * that as a word cut short.
 */
import { expected, mayBe } from "./advice.js";
import { type Context } from "./cursor.js";
import { type Grammar, type Head, nextWords, step, waysOf } from "./grammar.js";
import { Fault, Mistake } from "./mistake.js";
import { type Preparation, type Syntax, type Values } from "./syntax.js";
import { Tail } from "./tail.js";

export interface Reading<Row extends Syntax> {
  readonly row: Row;
  readonly values: Values;
  readonly isUndone: boolean;
  /** What `values` are to be, once it is done. */
  readonly preparation?: Preparation | undefined;
}

/** Reads `words` as a command of `grammar`. */
export function read<Row extends Syntax>(
  grammar: Grammar<Row>,
  words: readonly string[],
  context: Context,
): Reading<Row> | Mistake {
  return readFrom(grammar, words, 0, context);
}

function readFrom<Row extends Syntax>(
  heads: readonly Head<Row>[],
  words: readonly string[],
  at: number,
  context: Context,
): Reading<Row> | Mistake {
  const complete = heads.find(head => head.words.length === at);
  if (at === words.length)
    return complete
      ? readTail(complete, words, context)
      : new Mistake(at, Fault.Incomplete, expected(nextWords(heads, at)));

  const { matches, isExact, isAmbiguous, heads: meant } = step(heads, at, words[at]);
  if (complete && !isExact) {
    const tail = readTail(complete, words, context);
    if (!(tail instanceof Mistake) || matches.length === 0) return tail;
  }
  if (matches.length === 0) return new Mistake(at, Fault.Unrecognized, expected(nextWords(heads, at)));
  let reading = isAmbiguous
    ? new Mistake(at, Fault.Ambiguous, mayBe(matches))
    : readFrom(meant, words, at + 1, context);
  if (!(reading instanceof Mistake)) return reading;
  for (const way of waysOf(heads, at, words[at])) {
    const other = readFrom(way, words, at + 1, context);
    if (!(other instanceof Mistake)) return other;
    if (other.at >= reading.at) reading = other;
  }
  return reading;
}

function readTail<Row extends Syntax>(
  head: Head<Row>,
  words: readonly string[],
  context: Context,
): Reading<Row> | Mistake {
  const tail = new Tail(head, words, context);
  const mistake = tail.readParams() ?? tail.readOptions() ?? tail.check();
  if (mistake) return mistake;
  const { row, isUndone } = head;
  const preparation = isUndone ? undefined : row.prepare?.(tail.values(), context);
  if (preparation) return { row, values: {}, isUndone, preparation };
  return { row, values: tail.settled(), isUndone };
}
