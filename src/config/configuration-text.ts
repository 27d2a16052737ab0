/**
 * Reads a configuration from its text: the lines that were saved, or that a person wrote. They run
 * from the system view, and all of them are good or none is taken.
 */
import { INTERFACE_SETTINGS, SYSTEM_SETTINGS } from "./all-settings.js";
import { Configuration } from "./configuration.js";
import { type Context, type Surroundings } from "./cursor.js";
import { grammarOf } from "./grammar.js";
import { isCut, orNotYet } from "./not-yet.js";
import { Fault, Mistake, read, type Reading } from "./reading.js";
import { type Entry, type Setting } from "./setting.js";
import { need, type Syntax } from "./syntax.js";
import { COMMIT, INTERFACE_NAME, INTERFACE_VIEW, SYSTEM_VIEW, VIEW_COMMANDS } from "./views.js";
import { columnOf, type Line, splitLine, textsOf } from "./words.js";

const OF_SYSTEM = grammarOf<Syntax>([...VIEW_COMMANDS, ...SYSTEM_SETTINGS]);
const OF_INTERFACE = grammarOf<Syntax>([...VIEW_COMMANDS, ...INTERFACE_SETTINGS]);

/** A mistake and where in a text it is. */
export interface Problem {
  /** From 1. */
  readonly line: number;
  readonly mistake: Mistake;
  /** Of the wrong word's first character, from 0. */
  readonly column: number;
  /** The wrong word; empty where one is missing. */
  readonly word: string;
}

/** The configuration that `lines` make out of an empty one, or everything that is wrong with them. */
export function readConfiguration(
  lines: readonly string[],
  surroundings: Surroundings,
): Configuration | readonly Problem[] {
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
    const context: Context = { ...surroundings, instances: configuration.instances };
    const reading = readLine(words, section, context);
    if (reading instanceof Mistake) {
      problems.add(i + 1, line, reading, context);
      continue;
    }
    problems.pass(line);
    section = reading.section;
    if (reading.setting) change(configuration, reading.setting, section);
  }
  return problems.found.length > 0 ? problems.found : configuration;
}

/** A line of "#" alone ends an interface's block, as configurations print it; with more it is a comment. */
export function isBlockEnd(line: string): boolean {
  return line.trim() === "#";
}

/** Gathers the mistakes of a text: of a block whose first line is wrong, that line's alone. */
class Problems {
  readonly found: Problem[] = [];
  /** Where the wrong line begins that what is set in further belongs to. */
  #indent = Infinity;
  /** It was to lead to an interface. */
  #isInterfaceLost = false;

  /** A good line that is not set in further than the wrong one ends that one's block. */
  pass(line: Line): void {
    if (columnOf(line, 0) <= this.#indent) this.endBlock();
  }

  endBlock(): void {
    this.#indent = Infinity;
    this.#isInterfaceLost = false;
  }

  add(number: number, line: Line, mistake: Mistake, context: Context): void {
    const words = textsOf(line);
    const indent = columnOf(line, 0);
    if (indent > this.#indent) return;
    if (this.#isInterfaceLost && !(read(OF_INTERFACE, words, context) instanceof Mistake)) return;
    this.#indent = indent;
    this.#isInterfaceLost = isCut(words[0], INTERFACE_VIEW.spellings[0]);
    const { at } = mistake;
    this.found.push({ line: number, mistake, column: columnOf(line, at), word: words[at] ?? "" });
  }
}

/**
 * Carries out one configuration command, read in the view of `section`; answers how many entries it put in or
 * took out. None: there was nothing to undo; several: with a VPN instance went those that name it.
 */
export function change(configuration: Configuration, reading: Reading<Setting>, section: string): number {
  const entry: Entry = { setting: reading.row, values: reading.values, isOn: true };
  if (reading.isUndone) return configuration.remove(entry, section);
  configuration.set(entry, section);
  return 1;
}

interface ReadLine {
  /** The view that the line was read in, or leads to. */
  readonly section: string;
  readonly setting: Reading<Setting> | undefined;
}

/** A system command in an interface's block ends the block: text need not say `quit`. */
function readLine(words: readonly string[], section: string, context: Context): ReadLine | Mistake {
  const inner = readIn(section, words, context);
  if (!(inner instanceof Mistake)) return inner;
  const isHere = section === "" || inner.fault === Fault.Ambiguous;
  const outer = isHere ? inner : readIn("", words, context);
  if (!(outer instanceof Mistake)) return outer;
  return notForText(outer.at <= inner.at ? inner : outer, words);
}

/** First words of a console's commands that configure nothing. */
const OF_CONSOLE: readonly string[] = Object.freeze(["clear", "display", "reset", "save"]);

function notForText(mistake: Mistake, words: readonly string[]): Mistake {
  const isOfConsole = mistake.at === 0 && OF_CONSOLE.some(word => isCut(words[0], word));
  return isOfConsole
    ? new Mistake(0, Fault.Unrecognized, "This does not go into a configuration file.")
    : orNotYet(mistake, words);
}

function readIn(section: string, words: readonly string[], context: Context): ReadLine | Mistake {
  const reading = read(section === "" ? OF_SYSTEM : OF_INTERFACE, words, context);
  if (reading instanceof Mistake) return reading;
  if (isSetting(reading)) return { section, setting: reading };
  return { section: sectionAfter(reading, section, context), setting: undefined };
}

function sectionAfter({ row, values }: Reading<Syntax>, section: string, { dialect }: Context): string {
  if (row === INTERFACE_VIEW) return need(values, INTERFACE_NAME, dialect);
  return row === COMMIT || row === SYSTEM_VIEW ? section : "";
}

function isSetting(reading: Reading<Syntax>): reading is Reading<Setting> {
  return "form" in reading.row;
}
