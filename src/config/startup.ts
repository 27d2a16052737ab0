/**
 * What a node starts with that was given no configuration: the saved one, as far as it can be read. Nothing
 * that is stored keeps a node from starting; what is left out stays stored until the next save.
 */
import { Configuration } from "./configuration.js";
import { salvage } from "./configuration-text.js";
import { type Surroundings } from "./cursor.js";
import { nameOfDialect } from "./dialect.js";
import { explainInLine } from "./explain.js";
import { type Saved, SAVED_VERSION, type SavedConfiguration } from "./saved-configuration.js";
import { listed } from "./secret-words.js";
import { Seal } from "./stored-text.js";
import { passwordDoubt } from "./vty-settings.js";

/** A line that the node does without. */
export interface DroppedLine {
  /** From 1. */
  readonly line: number;
  /** As it may be shown. */
  readonly text: string;
  /** What is wrong with it: "word 2 "eth9": Wrong parameter." */
  readonly why: string;
}

export interface Startup {
  readonly running: Configuration;
  /** In the order of the lines. */
  readonly dropped: readonly DroppedLine[];
  /** Sentences on what else is not as it should be, without their full stop. */
  readonly troubles: readonly string[];
}

/** What a node starts with that was given a configuration, or of which nothing is saved. */
export function startupOf(running: Configuration): Startup {
  return { running, dropped: [], troubles: [] };
}

/** Never throws. */
export function readStartup(saved: SavedConfiguration, surroundings: Surroundings): Startup {
  const empty = new Configuration(surroundings.dialect);
  try {
    const found = saved.read();
    if (!found) return startupOf(empty);
    const { configuration, problems, orphans } = salvage(found.lines, surroundings);
    const wrong = problems.map(problem => ({ line: problem.line, why: explainInLine(problem) }));
    const lost = orphans.map(({ line, of }) => ({ line, why: `it belongs to line ${of}` }));
    const dropped = [...wrong, ...lost]
      .sort((a, b) => a.line - b.line)
      .map(each => ({ ...each, text: listed(found.lines[each.line - 1]) }));
    const troubles = troublesOf(found, saved.broken(), surroundings);
    const doubt = passwordDoubt(configuration, surroundings.secrets);
    if (doubt !== "") troubles.push(`the password of consoles over the network is ${doubt}: set it anew`);
    return { running: configuration, dropped, troubles };
  } catch (error) {
    return { ...startupOf(empty), troubles: [`it cannot be read: ${textOf(error)}`] };
  }
}

function troublesOf(
  { name, seal, dialect, version }: Saved,
  broken: readonly string[],
  surroundings: Surroundings,
): string[] {
  const own = nameOfDialect(surroundings.dialect);
  const troubles = broken.map(
    each => `${each} is not as it was saved; who edits it takes its first line out`,
  );
  if (broken.length > 0)
    troubles.push(seal === Seal.Broken ? `${name} is read as far as it can be` : `${name} is read instead`);
  if (dialect !== undefined && dialect !== own)
    troubles.push(`it was saved in the dialect ${dialect}; what it does not say is as in ${own}`);
  if (version > SAVED_VERSION) troubles.push("a later version of this software saved it");
  return troubles;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
