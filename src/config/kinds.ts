/**
 * Kinds of value a command takes. Each knows how to read its words, write them back, and name itself
 * in help, so that a command table never spells a range or a format twice.
 *
 * Frozen instances, not closures: a preloaded closure keeps its variables in RAM, a frozen
 * object is all in flash.
 */
import { pad } from "../time/civil-text.js";
import { type Context, type Cursor } from "./cursor.js";
import { both, type PerDialect } from "./dialect.js";
import { isHarmless } from "./harmless.js";
import { NTP_PORT } from "../wire/header.js";

export type Value = string | number | boolean;

export interface Kind<T extends Value> {
  /** As `?` shows it. */
  hint(context: Context): string;
  /** Takes its words; undefined, and nothing taken: they do not fit. */
  read(cursor: Cursor): T | undefined;
  write(value: T): string;
  /** Words to complete to; empty where any word may be typed. */
  offers(context: Context): readonly string[];
  /** What one of those means, where that is more than what its parameter does. */
  helpOf?(word: string): string | undefined;
}

const NONE: readonly string[] = Object.freeze([]);

type Range = readonly [least: number, most: number];

class Integer implements Kind<number> {
  constructor(readonly ranges: PerDialect<Range>) {}

  hint(context: Context): string {
    const [least, most] = this.ranges[context.dialect];
    return `INTEGER<${least}-${most}>`;
  }

  read(cursor: Cursor): number | undefined {
    const [least, most] = this.ranges[cursor.context.dialect];
    const value = plainInteger(cursor.word);
    return value >= least && value <= most ? cursor.take(value) : undefined;
  }

  write(value: number): string {
    return String(value);
  }

  offers(): readonly string[] {
    return NONE;
  }
}

const LEAST_PORT = 1025;
const MOST_PORT = 65_535;

/** A server's UDP port. */
class Port implements Kind<number> {
  hint(context: Context): string {
    return context.takesAnyPort
      ? `INTEGER<1-${MOST_PORT}>`
      : `INTEGER<${NTP_PORT},${LEAST_PORT}-${MOST_PORT}>`;
  }

  read(cursor: Cursor): number | undefined {
    const value = plainInteger(cursor.word);
    const least = cursor.context.takesAnyPort ? 1 : LEAST_PORT;
    return value === NTP_PORT || (value >= least && value <= MOST_PORT) ? cursor.take(value) : undefined;
  }

  write(value: number): string {
    return String(value);
  }

  offers(): readonly string[] {
    return NONE;
  }
}

class Text implements Kind<string> {
  constructor(readonly mostLength: number) {}

  hint(): string {
    return `STRING<1-${this.mostLength}>`;
  }

  read(cursor: Cursor): string | undefined {
    const word = cursor.word;
    if (!isHarmless(word)) return cursor.refuse("control characters cannot be part of it");
    return word.length >= 1 && word.length <= this.mostLength ? cursor.take(word) : undefined;
  }

  write(value: string): string {
    return value;
  }

  offers(): readonly string[] {
    return NONE;
  }
}

/** One of a few words, which may be cut short as long as only one is meant. */
class Choice implements Kind<string> {
  /** `helps`: what each word means; empty where its parameter's help says enough. */
  constructor(
    readonly words: readonly string[],
    readonly helps: readonly string[] = NONE,
  ) {}

  hint(): string {
    return this.words.join("|");
  }

  read(cursor: Cursor): string | undefined {
    const matches = matching(this.words, cursor.word);
    return matches.length === 1 ? cursor.take(matches[0]) : undefined;
  }

  write(value: string): string {
    return value;
  }

  offers(): readonly string[] {
    return this.words;
  }

  helpOf(word: string): string | undefined {
    return this.helps[this.words.indexOf(word)];
  }
}

/** A time span as HH:MM or HH:MM:SS, below a day; the value is in seconds. */
class Clock implements Kind<number> {
  hint(): string {
    return "HH:MM[:SS]";
  }

  read(cursor: Cursor): number | undefined {
    const fields = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(cursor.word);
    if (!fields) return undefined;
    return cursor.take(Number(fields[1]) * 3600 + Number(fields[2]) * 60 + Number(fields[3] ?? 0));
  }

  write(value: number): string {
    return [Math.floor(value / 3600), Math.floor(value / 60) % 60, value % 60]
      .map(part => pad(part))
      .join(":");
  }

  offers(): readonly string[] {
    return NONE;
  }
}

/** An option that is only a keyword: there or not there. */
class Flag implements Kind<boolean> {
  hint(): string {
    return "";
  }

  read(cursor: Cursor): boolean {
    return cursor.take(true, 0);
  }

  write(): string {
    return "";
  }

  offers(): readonly string[] {
    return NONE;
  }
}

/** Ends included. */
export function range(least: number, most: number): Range {
  return Object.freeze([least, most] as const);
}

/** An integer of the same range in both dialects. */
export function integer(least: number, most: number): Kind<number> {
  return integerPerDialect(both(range(least, most)));
}

/** An integer whose range hangs on the dialect. */
export function integerPerDialect(ranges: PerDialect<Range>): Kind<number> {
  return Object.freeze(new Integer(ranges));
}

/** Any word of 1 to `mostLength` characters, none of them a control character. */
export function text(mostLength: number): Kind<string> {
  return Object.freeze(new Text(mostLength));
}

/** One of `words`. */
export function choice(...words: string[]): Kind<string> {
  return Object.freeze(new Choice(Object.freeze(words)));
}

/** The same, each word with what it means. */
export function explainedChoice(...rows: readonly (readonly [word: string, help: string])[]): Kind<string> {
  const words = Object.freeze(rows.map(([word]) => word));
  return Object.freeze(new Choice(words, Object.freeze(rows.map(([, help]) => help))));
}

export const PORT: Kind<number> = Object.freeze(new Port());
export const CLOCK: Kind<number> = Object.freeze(new Clock());
export const FLAG: Kind<boolean> = Object.freeze(new Flag());

/** Which of `words` `word` can mean: the one that it is, or all that it begins. Capitals do not count. */
export function matching(words: readonly string[], word: string): string[] {
  const typed = word.toLowerCase();
  if (typed === "") return [];
  const exact = words.filter(candidate => candidate.toLowerCase() === typed);
  return exact.length > 0 ? exact : words.filter(candidate => candidate.toLowerCase().startsWith(typed));
}

/** NaN for what is not a plain decimal: 0x10, 1e3, 007, -0. */
function plainInteger(word: string): number {
  const value = Number(word);
  return String(value) === word && Number.isInteger(value) ? value : NaN;
}
