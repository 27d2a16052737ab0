/**
 * The shape of a command, declared once: its words, its parameters in order, its options in any order.
 * From it come the parser, help and completion; of a configuration command also its printed line.
 */
import { type Context } from "./cursor.js";
import { both, type Dialect, each, type PerDialect } from "./dialect.js";
import { type Kind, type Value } from "./kinds.js";

export interface Param<T extends Value = Value> {
  /** The key of its value. */
  readonly name: string;
  /**
   * What stands before the value; empty for a parameter known by its place alone. The first is Comware's
   * spelling, the second VRP's, the others are only understood; one alone is everybody's.
   */
  readonly keywords: readonly string[];
  readonly kind: Kind<T>;
  readonly help: string;
  /** What holds where nothing is given. */
  readonly initial: PerDialect<T | undefined> | undefined;
  readonly isOptional: PerDialect<boolean>;
}

/** Values by the names of their parameters; those that were left out, or are the initial ones, are absent. */
export type Values = Readonly<Record<string, Value>>;

/** Values that do not go together: which one to point at, and why. */
export interface Objection {
  readonly param: Param;
  readonly why: string;
}

/** Values on their way to what is kept of them. */
export interface Preparation {
  /** Goes on for a few milliseconds; undefined: there is more to do. */
  advance(): Values | undefined;
}

export interface Syntax {
  /** As `Param.keywords`: Comware's, VRP's, others. */
  readonly spellings: readonly string[];
  /** Commands that say what `undo` and one of the spellings do; only understood. */
  readonly opposites?: readonly string[];
  /**
   * A word that one of its own words is the beginning of, and that goes on being cut short: its own is meant
   * where what follows goes on from it, and that one where it does not.
   */
  readonly givesWayTo?: string;
  readonly help: string;
  readonly params: readonly Param[];
  readonly options: readonly Param[];
  /** Whether `undo` may stand before it. */
  readonly isUndoable: boolean;
  /** What tells those apart that may stand side by side; none where only one may. */
  readonly keys: readonly Param[];
  /** Looks at the values together. */
  check?(values: Values, context: Context): Objection | undefined;
  /** What is kept of values that `check` did not object to; of a line with `undo`, of any. */
  settle?(values: Values, context: Context): Values;
  /** Instead, of a line without `undo`, where it takes its time; undefined: as `settle` has it. */
  prepare?(values: Values, context: Context): Preparation | undefined;
}

/** A parameter known by its place; `initial` holds while its command has not been given. */
export function param<T extends Value>(
  name: string,
  kind: Kind<T>,
  help: string,
  initial?: PerDialect<T>,
): Param<T> {
  return Object.freeze({ name, keywords: Object.freeze([]), kind, help, initial, isOptional: both(false) });
}

/**
 * A parameter known by its place that may be left out: where `initial` has nothing for a dialect, not
 * in that one.
 */
export function optional<T extends Value>(
  name: string,
  kind: Kind<T>,
  help: string,
  initial?: PerDialect<T | undefined>,
): Param<T> {
  const isOptional =
    initial === undefined ? both(true) : each(initial[0] !== undefined, initial[1] !== undefined);
  return Object.freeze({ name, keywords: Object.freeze([]), kind, help, initial, isOptional });
}

/** A parameter behind a keyword, which is its name too; `keywords` as in `Param`, parted by "|". */
export function option<T extends Value>(
  keywords: string,
  kind: Kind<T>,
  help: string,
  initial?: PerDialect<T>,
): Param<T> {
  const spellings = Object.freeze(keywords.split("|"));
  return Object.freeze({
    name: spellings[0],
    keywords: spellings,
    kind,
    help,
    initial,
    isOptional: both(true),
  });
}

/** As `option`, of one without which its command says nothing. */
export function required<T extends Value>(keywords: string, kind: Kind<T>, help: string): Param<T> {
  return Object.freeze({ ...option(keywords, kind, help), isOptional: both(false) });
}

/** What `values` say of `param`, or else what holds then; undefined where nothing does. */
export function valueOf<T extends Value>(values: Values, from: Param<T>, dialect: Dialect): T | undefined {
  const value = values[from.name] as T | undefined;
  return value ?? from.initial?.[dialect];
}

/** The same, of a parameter that always has a value. */
export function need<T extends Value>(values: Values, from: Param<T>, dialect: Dialect): T {
  const value = valueOf(values, from, dialect);
  if (value === undefined) throw new Error(`${from.name} has no value`);
  return value;
}

/** How `dialect` spells it, of spellings as in `Param.keywords`. */
export function spelled(spellings: readonly string[], dialect: Dialect): string {
  return spellings[Math.min(dialect, spellings.length - 1)];
}

/** The words of a command itself, whatever its values. */
export function keywordsOf({ spellings, options }: Syntax): string[] {
  return [...spellings, ...options.flatMap(({ keywords }) => keywords)].flatMap(words => words.split(" "));
}

interface Row {
  readonly spellings: readonly string[];
  readonly help: string;
  readonly params?: readonly Param[];
  readonly options?: readonly Param[];
}

/** Completes a row of a command that is no configuration: without parameters unless it says otherwise. */
export function command(row: Row): Syntax {
  return Object.freeze({
    isUndoable: false,
    keys: Object.freeze([]),
    spellings: Object.freeze([...row.spellings]),
    help: row.help,
    params: Object.freeze([...(row.params ?? [])]),
    options: Object.freeze([...(row.options ?? [])]),
  });
}
