/**
 * Reads a configuration from its text: the lines that were saved, or that a person wrote. They run
 * from the system view, and all of them are good or none is taken.
 */
import { settingsIn } from "./all-settings.js";
import { Configuration } from "./configuration.js";
import { type Context, type Surroundings } from "./cursor.js";
import { factsOf } from "./facts.js";
import { foreignView, headsOf } from "./foreign-views.js";
import { type Grammar, grammarOf } from "./grammar.js";
import { isCut } from "./cut-words.js";
import { orUnsupported } from "./unsupported.js";
import { Fault, Mistake } from "./mistake.js";
import { read, type Reading } from "./reading.js";
import { HIDDEN, openWords } from "./secret-words.js";
import { viewOf } from "./sections.js";
import { type Entry, type Setting, View } from "./setting.js";
import { need, type Syntax } from "./syntax.js";
import { COMMIT, INTERFACE_NAME, INTERFACE_VIEW, SYSTEM_VIEW, VIEW_COMMANDS } from "./views.js";
import { columnOf, type Line, splitLine, textsOf } from "./words.js";

/** `View` is the index. */
const GRAMMARS: readonly Grammar<Syntax>[] = Object.freeze(
  [View.System, View.Interface, View.Acl4, View.Acl6, View.Vty, View.Instance].map(view =>
    grammarOf<Syntax>([...VIEW_COMMANDS, ...settingsIn(view)]),
  ),
);

/** Commands that lead to other views, and to which. */
const OPENERS: readonly (readonly [word: string, views: readonly View[]])[] = Object.freeze([
  Object.freeze(["interface", Object.freeze([View.Interface])] as const),
  Object.freeze(["acl", Object.freeze([View.Acl4, View.Acl6])] as const),
  Object.freeze(["line", Object.freeze([View.Vty])] as const),
  Object.freeze(["user-interface", Object.freeze([View.Vty])] as const),
]);

/** A mistake and where in a text it is. */
export interface Problem {
  /** From 1. */
  readonly line: number;
  readonly mistake: Mistake;
  /** Of the wrong word's first character, from 0. */
  readonly column: number;
  /** The wrong word; empty where one is missing, and asterisks where it may be a secret. */
  readonly word: string;
}

/** What could be made of a text. */
export interface Salvage {
  readonly configuration: Configuration;
  /** Of the lines that were left out, what is wrong with them. */
  readonly problems: readonly Problem[];
  /** Lines left out because they stand in the block of a wrong one. Both are numbers from 1. */
  readonly orphans: readonly { readonly line: number; readonly of: number }[];
}

/** The configuration that `lines` make out of an empty one, or everything that is wrong with them. */
export function readConfiguration(
  lines: readonly string[],
  surroundings: Surroundings,
): Configuration | readonly Problem[] {
  const { configuration, problems } = salvage(lines, surroundings);
  return problems.length > 0 ? problems : configuration;
}

/** The same without what is wrong. */
export function salvage(lines: readonly string[], surroundings: Surroundings): Salvage {
  const configuration = new Configuration(surroundings.dialect);
  const problems = new Problems();
  let section = "";
  for (let i = 0; i < lines.length; i++) {
    if (isBlockEnd(lines[i])) {
      section = "";
      problems.endBlock();
    }
    const line = splitLine(lines[i]);
    if (line.words.length === 0) continue;
    const words = textsOf(line);
    const context: Context = { ...surroundings, ...factsOf(configuration), keepsLocked: true };
    if (problems.adopts(i + 1, line, context)) continue;
    const reading = readLine(words, section, context);
    if (reading instanceof Mistake) {
      if (problems.add(i + 1, line, section, reading)) section = "";
      continue;
    }
    problems.pass(line);
    if (reading.setting) change(configuration, prepared(reading.setting), reading.section);
    section = reading.next;
  }
  return { configuration, problems: problems.found, orphans: problems.orphans };
}

/** A line of "#" alone ends a view's block, as configurations print it; with more it is a comment. */
export function isBlockEnd(line: string): boolean {
  return line.trim() === "#";
}

/** Whether `words` begin what leads to a view of this device's. */
export function isOpener(words: readonly string[]): boolean {
  return viewsOpened(words).length > 0;
}

function viewsOpened(words: readonly string[]): readonly View[] {
  return OPENERS.find(([word]) => isCut(words[0], word))?.[1] ?? [];
}

/** Gathers the mistakes of a text: of a block whose first line is wrong, that line's alone. */
class Problems {
  readonly found: Problem[] = [];
  readonly orphans: { readonly line: number; readonly of: number }[] = [];
  /** Where the wrong line begins that what is set in further belongs to. */
  #indent = Infinity;
  /** The views of which it was to lead to one. */
  #lost: readonly View[] = [];
  /** Whether that is one which this device does not have. */
  #isForeign = false;

  /** A good line that is not set in further than the wrong one ends that one's block. */
  pass(line: Line): void {
    if (columnOf(line, 0) <= this.#indent) this.endBlock();
  }

  endBlock(): void {
    this.#indent = Infinity;
    this.#lost = [];
    this.#isForeign = false;
  }

  /** Whether the line stands in the block of a wrong one. */
  adopts(number: number, line: Line, context: Context): boolean {
    const words = textsOf(line);
    const isSetIn = columnOf(line, 0) > this.#indent;
    // Where lines of the block are set in, the first that is not ends it.
    if (isSetIn) this.#isForeign = false;
    const isLost = this.#isForeign
      ? readIn("", words, context) instanceof Mistake
      : this.#lost.some(view => isSettingOf(GRAMMARS[view], words, context));
    if (!isSetIn && !isLost) return false;
    this.orphans.push({ line: number, of: this.found[this.found.length - 1].line });
    return true;
  }

  /** Answers whether the line was to lead to another view. */
  add(number: number, line: Line, section: string, mistake: Mistake): boolean {
    const words = textsOf(line);
    this.#indent = columnOf(line, 0);
    this.#isForeign = mistake.fault === Fault.NotHere && foreignView(words, headsOf(section)) !== undefined;
    this.#lost = viewsOpened(words);
    const { at } = mistake;
    const word = at < openWords(words) ? words[at] : HIDDEN;
    this.found.push({
      line: number,
      mistake,
      column: columnOf(line, at),
      word: at < words.length ? word : "",
    });
    return this.#isForeign || this.#lost.length > 0;
  }
}

/** What takes its time done at once: nobody waits for anything else yet. */
function prepared(reading: Reading<Setting>): Reading<Setting> {
  const { row, isUndone, preparation } = reading;
  if (!preparation) return reading;
  let values = preparation.advance();
  while (!values) values = preparation.advance();
  return { row, values, isUndone };
}

/**
 * Carries out one configuration command, read in the view of `section`; answers how many entries it put in or
 * took out. None: there was nothing to undo, or there is no such section any more; several: with a VPN
 * instance went those that name it.
 */
export function change(configuration: Configuration, reading: Reading<Setting>, section: string): number {
  const entry: Entry = { setting: reading.row, values: reading.values, isOn: true };
  if (reading.isUndone) return configuration.remove(entry, section);
  return configuration.set(entry, section) ? 1 : 0;
}

interface ReadLine {
  /** Of the view that the line was read in. */
  readonly section: string;
  /** Of the view that it leads to, or stays in. */
  readonly next: string;
  readonly setting: Reading<Setting> | undefined;
}

/** A system command in another view's block ends the block: text need not say `quit`. */
function readLine(words: readonly string[], section: string, context: Context): ReadLine | Mistake {
  const inner = readIn(section, words, context);
  if (!(inner instanceof Mistake)) return inner;
  const isHere = section === "" || inner.fault === Fault.Ambiguous;
  const outer = isHere ? inner : readIn("", words, context);
  if (!(outer instanceof Mistake)) return outer;
  return notForText(outer.at <= inner.at ? inner : outer, words, headsOf(section));
}

/** First words of a console's commands that configure nothing. */
const OF_CONSOLE: readonly string[] = Object.freeze([
  "abort",
  "clear",
  "debugging",
  "display",
  "reset",
  "rollback",
  "save",
  "screen-length",
  "terminal",
]);

function notForText(mistake: Mistake, words: readonly string[], insides: readonly string[]): Mistake {
  const isOfConsole = mistake.at === 0 && OF_CONSOLE.some(word => isCut(words[0], word));
  return isOfConsole
    ? new Mistake(0, Fault.Unrecognized, "This does not go into a configuration file.")
    : orUnsupported(mistake, words, insides);
}

function readIn(section: string, words: readonly string[], context: Context): ReadLine | Mistake {
  const reading = read(GRAMMARS[viewOf(section)], words, context);
  if (reading instanceof Mistake) return reading;
  if (isSetting(reading)) return { section, next: sectionOpened(reading) ?? section, setting: reading };
  return { section, next: sectionAfter(reading, section, context), setting: undefined };
}

/** The section that a command declares and leads to; undefined: it leads nowhere. */
export function sectionOpened({ row, values, isUndone }: Reading<Setting>): string | undefined {
  return isUndone ? undefined : row.opens?.(values);
}

function sectionAfter({ row, values }: Reading<Syntax>, section: string, { dialect }: Context): string {
  if (row === INTERFACE_VIEW) return need(values, INTERFACE_NAME, dialect);
  return row === COMMIT || row === SYSTEM_VIEW ? section : "";
}

function isSettingOf(grammar: Grammar<Syntax>, words: readonly string[], context: Context): boolean {
  const reading = read(grammar, words, context);
  return !(reading instanceof Mistake) && isSetting(reading);
}

function isSetting(reading: Reading<Syntax>): reading is Reading<Setting> {
  return "form" in reading.row;
}
