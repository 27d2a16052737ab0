/**
 * `npm run sim`: the six scenarios beside what other programs reach, then the same ones moved a little, with
 * seeds that are new each time. `--help` has the options.
 */
import { Chance } from "./chance.js";
import { drawFactors, moved } from "./moved.js";
import { OptionError, pollsText, readOptions, USAGE, type Options } from "./options.js";
import { caseLines, headLines, movedLine, shortfallLines, shortfalls } from "./report.js";
import { runScenario, type Outcome, type Polls, type Scenario } from "./scenario.js";
import { SCENARIOS } from "./scenarios.js";

class Simulation {
  runs = 0;
  /** Those in which an error was larger than claimed. */
  wrongRuns = 0;
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  run(): void {
    const { fresh, moved: times, seeds } = this.#options;
    print(headLines(seeds));
    const short = this.#cases((scenario, polls) => this.#runFixed(scenario, polls));
    if (times > 0) {
      console.log(`moved by up to a fifth, with fresh seeds: repeat with --fresh ${fresh}`);
      this.#cases((scenario, polls) => this.#runMoved(scenario, polls));
      console.log("");
    }
    print(shortfallLines(short));
    const wrong =
      this.wrongRuns === 0 ? "errors within the claim in all" : `CLAIM TOO SMALL in ${this.wrongRuns}`;
    console.log(`\n${wrong} of ${this.runs} runs`);
  }

  #cases(run: (scenario: Scenario, polls: Polls) => readonly string[]): string[] {
    const { polls, scenarios } = this.#options;
    return polls.flatMap(range => scenarios.flatMap(scenario => run(scenario, range)));
  }

  /** Answers where it falls short. */
  #runFixed(scenario: Scenario, polls: Polls): readonly string[] {
    const seeds = Array.from({ length: this.#options.seeds }, (_, i) => i + 1);
    const outcomes = seeds.map(seed => this.#one(scenario, polls, seed));
    print(caseLines(outcomes));
    return shortfalls(outcomes);
  }

  /** Each run has a stream of its own, so that one is the same with or without the others. */
  #runMoved(scenario: Scenario, polls: Polls): readonly string[] {
    for (let i = 0; i < this.#options.moved; i++) {
      const chance = new Chance(this.#options.fresh, `${scenario.name} polls ${pollsText(polls)} ${i}`);
      const factors = drawFactors(chance);
      const outcome = this.#one(moved(scenario, factors), polls, chance.word());
      console.log(movedLine(outcome, factors));
    }
    return [];
  }

  #one(scenario: Scenario, polls: Polls, seed: number): Outcome {
    const outcome = runScenario(scenario, polls, seed);
    this.runs++;
    if (outcome.probe.invariant.violations > 0) this.wrongRuns++;
    return outcome;
  }
}

function print(lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}

/** Of a client that polls every 16 s and is looked at every second: the best of a few, the first of which warm up. */
function exchangesPerSecond(): number {
  const polls = { min: 4, max: 4 };
  let best = 0;
  for (let seed = 1; seed <= 4; seed++) {
    const began = process.cpuUsage();
    const { requests } = runScenario({ ...SCENARIOS[0], seconds: 200_000 }, polls, seed);
    const { user, system } = process.cpuUsage(began);
    best = Math.max(best, requests / ((user + system) / 1e6));
  }
  return best;
}

function main(words: readonly string[]): void {
  const options = readOptions(words);
  if (options.isHelp) return console.log(USAGE);
  const simulation = new Simulation(options);
  simulation.run();
  console.log(`${Math.round(exchangesPerSecond()).toLocaleString("en")} exchanges a second of one core`);
  if (simulation.wrongRuns > 0) process.exitCode = 1;
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof OptionError)) throw error;
  console.error(`${error.message}; --help has the options`);
  process.exitCode = 2;
}
