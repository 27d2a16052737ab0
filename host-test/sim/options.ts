/** What `npm run sim` is asked for. */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { type Polls, type Scenario } from "./scenario.js";
import { POLLS, SCENARIOS } from "./scenarios.js";

export interface Options {
  /** With how many seeds each case is run. */
  readonly seeds: number;
  /** How often each case is run moved, and what those runs are drawn from. */
  readonly moved: number;
  readonly fresh: number;
  readonly scenarios: readonly Scenario[];
  readonly polls: readonly Polls[];
}

/** A word that is not understood; the message says which, and what is. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

const SEEDS = "10";
const MOVED = "3";
const WORD = 2 ** 32;

/**
 * Reads what follows the command.
 *
 * @throws OptionError
 */
export function readOptions(args: readonly string[]): Options {
  const { fresh, moved, polls, scenario, seeds } = parse(args);
  return {
    seeds: wholeNumber("seeds", seeds ?? SEEDS, 1),
    moved: wholeNumber("moved", moved ?? MOVED, 0),
    fresh: fresh === undefined ? randomInt(WORD) : wholeNumber("fresh", fresh, 0),
    scenarios: scenario?.map(readScenario) ?? SCENARIOS,
    polls: polls?.map(readPolls) ?? POLLS,
  };
}

interface Words {
  readonly seeds?: string | undefined;
  readonly moved?: string | undefined;
  readonly fresh?: string | undefined;
  readonly scenario?: readonly string[] | undefined;
  readonly polls?: readonly string[] | undefined;
}

function parse(args: readonly string[]): Words {
  const type = "string";
  const options = {
    seeds: { type },
    moved: { type },
    fresh: { type },
    scenario: { type, multiple: true },
    polls: { type, multiple: true },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new OptionError((error as Error).message);
  }
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text !== "" && Number.isSafeInteger(value) && value >= least) return value;
  throw new OptionError(`--${name} ${text}: a whole number from ${least} on is wanted`);
}

function readScenario(text: string): Scenario {
  const found = SCENARIOS.find(({ name }) => name === text);
  if (found !== undefined) return found;
  throw new OptionError(`--scenario ${text}: there are ${SCENARIOS.map(({ name }) => name).join(", ")}`);
}

/** Minimum and maximum, log2 of seconds; the client's configuration knows its own limits. */
function readPolls(text: string): Polls {
  const [, min, max] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  if (min !== undefined && Number(min) <= Number(max)) return { min: Number(min), max: Number(max) };
  throw new OptionError(`--polls ${text}: 4-6 and the like are wanted`);
}
