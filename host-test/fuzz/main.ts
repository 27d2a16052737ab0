/** `npm run fuzz -- TARGET`: see `USAGE`. Runs as built, for the modules of `src` are given counters as they load. */
import { register } from "node:module";
import { parseArgs } from "node:util";
import { Coverage } from "./coverage.js";
import { type Finding, Fuzzer } from "./fuzzer.js";
import { CORPUS, readInputs, REGRESSIONS, replaceInputs, writeInput } from "./inputs.js";
import { type Target } from "./target.js";

const USAGE = `npm run fuzz -- TARGET [--runs N] [--seconds N] [--seed N] [--modules] [--keep]
  --runs N     executions (default 20000 unless --seconds is given)
  --seconds N  how long instead
  --seed N     of all chance: the same corpus, seed and code give the same executions (default 1)
  --modules    say what was entered of each module
  --keep       make the shortest inputs that go everywhere the corpus in the repository`;

const USAGE_ERROR = 2;
const USUAL_RUNS = 20_000;

/** Inputs that a corpus in the repository has at most. */
const MOST_KEPT = 40;

/** Where findings are written, to be looked at; those that were mended go to the regressions. */
const FINDINGS = "build/findings";

interface Options {
  readonly runs: number;
  readonly seconds: number;
  readonly seed: number;
}

async function main(): Promise<number> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { runs: text, seconds: text, seed: text, modules: flag, keep: flag },
  });
  const coverage = new Coverage();
  register("./loader.js", import.meta.url);
  const { TARGETS } = await import("./targets.js");
  const target = TARGETS.find(({ name }) => name === positionals[0]);
  const { runs, seconds, seed = "1" } = values;
  const usual = seconds === undefined ? USUAL_RUNS : Infinity;
  const options = { runs: Number(runs ?? usual), seconds: Number(seconds ?? Infinity), seed: Number(seed) };
  if (target === undefined || Object.values(options).some(Number.isNaN)) {
    console.error(`${USAGE}\ntargets:`);
    for (const { name, promise } of TARGETS) console.error(`  ${name.padEnd(14)} ${promise}`);
    return USAGE_ERROR;
  }
  const fuzzer = fuzz(target, coverage, options);
  const { findings } = fuzzer;
  console.log(`${target.name}: ${figures(fuzzer, coverage)}`);
  if (values.modules)
    for (const [path, { entered, all }] of coverage.modules()) console.log(`  ${path} ${entered} of ${all}`);
  if (values.keep) replaceInputs(`${CORPUS}/${target.name}`, fuzzer.least(MOST_KEPT));
  for (const finding of findings) tell(finding, target.name, options.seed);
  return findings.length === 0 ? 0 : 1;
}

function fuzz(target: Target, coverage: Coverage, { runs, seconds, seed }: Options): Fuzzer {
  const fuzzer = new Fuzzer(target, coverage, seed);
  const until = performance.now() + seconds * 1000;
  for (const folder of [CORPUS, REGRESSIONS]) fuzzer.seed(readInputs(`${folder}/${target.name}`));
  while (fuzzer.executions < runs && performance.now() < until) fuzzer.step();
  return fuzzer;
}

function figures({ corpus, executions, findings, slowestMs }: Fuzzer, coverage: Coverage): string {
  const functions = coverage.functions();
  const blocks = coverage.blocks();
  return [
    `${executions} executions`,
    `${functions.entered} of ${functions.all} functions and ${blocks.entered} of ${blocks.all} blocks of src entered`,
    `${corpus.length} inputs in the corpus`,
    `slowest ${slowestMs.toFixed(0)} ms`,
    `${findings.length} findings`,
  ].join(", ");
}

function tell({ input, error, number }: Finding, name: string, seed: number): void {
  const path = writeInput(`${FINDINGS}/${name}`, input);
  console.log(`\nexecution ${number} with --seed ${seed}, kept as ${path}:`);
  console.log(error instanceof Error ? error.stack : error);
}

process.exitCode = await main();
