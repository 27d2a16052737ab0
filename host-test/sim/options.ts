/** The command line of `npm run sim`. */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { type Polls, type Scenario } from "./scenario.js";
import { POLLS, SCENARIOS } from "./scenarios.js";

const SEEDS = 10;
const MOVED = 3;
const WORD = 2 ** 32;

/** The poll intervals that a client can be told, log2 of seconds. */
const LEAST_POLL = 4;
const MOST_POLL = 17;

export const USAGE = `usage: npm run sim -- [option ...]

Runs the six scenarios S1 to S6 in virtual time and prints what xs-ntp reaches in them beside chrony, ntpd and an
oracle that knows the models; then the same ones moved a little, with seeds that are new each time.

  --seeds N         with how many seeds, 1 and up, each case is run (default ${SEEDS})
  --scenario NAME   only this one, S1 to S6; may be repeated (default all)
  --polls MIN-MAX   only these poll intervals, log2 of seconds from ${LEAST_POLL} to ${MOST_POLL}; may be repeated
                    (default ${POLLS.map(pollsText).join(" and ")})
  --moved N         how often each case is run moved, 0 and up (default ${MOVED})
  --fresh SEED      what the moved runs are drawn from, to see those of before again (default: another each time)
  --help            this

Exit status: 0, 1 where an error was larger than claimed, 2 where an option is not understood.`;

export interface Options {
  /** With how many seeds each case is run. */
  readonly seeds: number;
  /** How often each case is run moved, and what those runs are drawn from. */
  readonly moved: number;
  readonly fresh: number;
  readonly scenarios: readonly Scenario[];
  readonly polls: readonly Polls[];
  /** Whether all that is wanted is how to use this. */
  readonly isHelp: boolean;
}

/** A word that is not understood; the message says which, and what is. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

/**
 * Reads what follows the command.
 *
 * @throws OptionError
 */
export function readOptions(args: readonly string[]): Options {
  const { fresh, help, moved, polls, scenario, seeds } = parse(args);
  return {
    seeds: seeds === undefined ? SEEDS : wholeNumber("seeds", seeds, 1),
    moved: moved === undefined ? MOVED : wholeNumber("moved", moved, 0),
    fresh: fresh === undefined ? randomInt(WORD) : wholeNumber("fresh", fresh, 0),
    scenarios: scenario?.map(readScenario) ?? SCENARIOS,
    polls: polls?.map(readPolls) ?? POLLS,
    isHelp: help ?? false,
  };
}

/** "4-6" */
export function pollsText({ min, max }: Polls): string {
  return `${min}-${max}`;
}

interface Words {
  readonly seeds?: string | undefined;
  readonly moved?: string | undefined;
  readonly fresh?: string | undefined;
  readonly scenario?: readonly string[] | undefined;
  readonly polls?: readonly string[] | undefined;
  readonly help?: boolean | undefined;
}

function parse(args: readonly string[]): Words {
  const type = "string";
  const options = {
    seeds: { type },
    moved: { type },
    fresh: { type },
    scenario: { type, multiple: true },
    polls: { type, multiple: true },
    help: { type: "boolean", short: "h" },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new OptionError((error as Error).message.split("\n", 1)[0]);
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

/** Minimum and maximum, log2 of seconds. */
function readPolls(text: string): Polls {
  const [, min, max] = (/^(\d+)-(\d+)$/.exec(text) ?? []).map(Number);
  if (min >= LEAST_POLL && min <= max && max <= MOST_POLL) return { min, max };
  throw new OptionError(
    `--polls ${text}: 4-6 and the like are wanted, log2 of seconds from ${LEAST_POLL} to ${MOST_POLL}`,
  );
}
