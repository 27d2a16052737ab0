/**
 * The saved configuration. It is stored under two names in turn, each text whole with its checksum, so that a
 * write that is cut off leaves the one before. What a person put there has no checksum, and goes first.
 */
import { type Dialect, type DialectName, nameOfDialect } from "./dialect.js";
import { Seal, sealed, unsealed } from "./stored-text.js";
import { type TextStore } from "./text-store.js";

/** Under which name the lines are stored first, and where a person may put them. */
export const STARTUP_CONFIGURATION = "startup.cfg";
const SECOND_CONFIGURATION = "startup-2.cfg";

/** Of the form of the lines: rises when an older one is read in another way. */
export const SAVED_VERSION = 1;
const TITLE = (): RegExp =>
  /^xs-ntp configuration, version (\d+), dialect (comware|vrp), number (\d+), (\d+) lines$/;

export interface Saved {
  readonly name: string;
  readonly seal: Seal;
  readonly lines: readonly string[];
  /** Whose habits they were saved with; undefined: not known. */
  readonly dialect: DialectName | undefined;
  /** 0: not known. */
  readonly version: number;
  /** The greater, the newer; 0: not known. */
  readonly number: number;
}

export class SavedConfiguration {
  readonly #store: TextStore;

  constructor(store: TextStore) {
    this.#store = store;
  }

  /** The one to start with; undefined: there is none. Throws what storage does, unless one is whole. */
  read(): Saved | undefined {
    return this.all().at(0);
  }

  /** Names of texts that are not whole. */
  broken(): string[] {
    return this.all().flatMap(({ seal, name }) => (seal === Seal.Broken ? [name] : []));
  }

  /** Stores `lines`, unless they are there already. Throws what storage does: the one before is kept. */
  write(lines: readonly string[], dialect: Dialect): void {
    const all = this.all();
    const [current, other] = all;
    const dialectName = nameOfDialect(dialect);
    if (current && isSame(current, lines, dialectName)) return;
    const number = Math.max(0, ...all.map(each => each.number)) + 1;
    const name = current?.name === STARTUP_CONFIGURATION ? SECOND_CONFIGURATION : STARTUP_CONFIGURATION;
    const title = `xs-ntp configuration, version ${SAVED_VERSION}, dialect ${dialectName}, number ${number}, ${lines.length} lines`;
    this.#store.write(name, sealed(title, lines));
    // These would go first, or are of no more use.
    for (const each of [other, current])
      if (each && each.name !== name && each.seal !== Seal.Whole) this.#store.remove(each.name);
  }

  /** Nothing is saved any more. The one to start with goes last. */
  erase(): void {
    for (const { name } of this.all().reverse()) this.#store.remove(name);
  }

  /** The best first. */
  private all(): Saved[] {
    const found: Saved[] = [];
    let trouble: unknown;
    for (const name of [STARTUP_CONFIGURATION, SECOND_CONFIGURATION])
      try {
        const text = this.#store.read(name);
        if (text !== undefined) found.push(savedOf(name, text));
      } catch (error) {
        trouble = error;
      }
    if (trouble !== undefined && !found.some(({ seal }) => seal !== Seal.Broken)) throw trouble;
    return found.sort((a, b) => rankOf(a) - rankOf(b) || b.number - a.number);
  }
}

function savedOf(name: string, text: string): Saved {
  const { seal, title, lines } = unsealed(text);
  const [, version, dialect, number, count] = TITLE().exec(title) ?? [];
  // Of a write that was cut off nothing is believed: it would be neither the old one nor the new one.
  const isCut = seal === Seal.Broken && (lines.length < Number(count ?? 0) || !text.endsWith("\n"));
  return {
    name,
    seal,
    lines: isCut ? [] : lines,
    dialect: dialect as DialectName | undefined,
    version: Number(version ?? 0),
    number: Number(number ?? 0),
  };
}

function isSame({ seal, lines, dialect }: Saved, others: readonly string[], name: DialectName): boolean {
  const isAsSaved = seal === Seal.None || (seal === Seal.Whole && dialect === name);
  return isAsSaved && lines.length === others.length && lines.every((line, i) => line === others[i]);
}

function rankOf({ seal }: Saved): number {
  switch (seal) {
    case Seal.None:
      return 0;
    case Seal.Whole:
      return 1;
    case Seal.Broken:
      return 2;
  }
}
