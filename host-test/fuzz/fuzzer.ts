/**
 * The fuzzer: runs a target with inputs made of those that went where none went before. The same corpus, seed and code
 * give the same executions, so a finding has a number by which it can be had again.
 */
import { type Coverage } from "./coverage.js";
import { mutate, type Stock } from "./mutate.js";
import { Rest } from "./rest.js";
import { seeded } from "../support/random.js";
import { type Target } from "./target.js";

/** An input by which a promise was broken. */
export interface Finding {
  readonly input: Uint8Array;
  readonly error: unknown;
  /** Of the execution, from 1. */
  readonly number: number;
}

/** The longest and the shortest word that is tried. */
const LEAST_WORD = 2;
const MOST_WORD = 40;

/** Of so many inputs one is made of any in the corpus, the others of the newest. */
const RECENT = 32;

export class Fuzzer {
  executions = 0;
  /** Findings of different causes. */
  readonly findings: Finding[] = [];
  readonly corpus: Uint8Array[] = [];
  /** The longest execution, in ms. */
  slowestMs = 0;
  readonly #target: Target;
  readonly #coverage: Coverage;
  readonly #stock: Stock;

  constructor(target: Target, coverage: Coverage, seed: number) {
    const { isText, mostOctets } = target;
    const words = (isText ? [...coverage.words] : []).flatMap(word => [word, ...word.split(" ")]);
    this.#target = target;
    this.#coverage = coverage;
    this.#stock = {
      random: seeded(seed),
      words: [...new Set(words)]
        .filter(({ length }) => length >= LEAST_WORD && length <= MOST_WORD)
        .sort()
        .map(word => new TextEncoder().encode(word)),
      others: this.corpus,
      mostOctets,
    };
  }

  /** Runs `inputs` as they are, and keeps them all. */
  seed(inputs: readonly Uint8Array[]): void {
    for (const input of inputs) {
      this.#execute(input);
      this.corpus.push(input);
    }
    if (this.corpus.length === 0) this.corpus.push(new Uint8Array(0));
  }

  /** One new input. */
  step(): void {
    const { corpus } = this;
    const { random } = this.#stock;
    const isRecent = random(2) === 0;
    const from = isRecent ? Math.max(0, corpus.length - RECENT) : 0;
    const input = mutate(corpus[from + random(corpus.length - from)], this.#stock);
    if (this.#execute(input)) corpus.push(input.slice());
  }

  /** The shortest inputs of the corpus that together go wherever it goes; at most `most` of them. */
  least(most: number): Uint8Array[] {
    const kept: Uint8Array[] = [];
    const places = new Map(this.corpus.map(input => [input, this.#placesOf(input)]));
    const entered = new Set<number>();
    const news = (input: Uint8Array): number =>
      places.get(input)!.filter(place => !entered.has(place)).length;
    while (kept.length < most) {
      let best: Uint8Array | undefined;
      let bestWorth = 0;
      for (const input of this.corpus) {
        const worth = news(input) / (16 + input.length);
        if (worth > bestWorth) [best, bestWorth] = [input, worth];
      }
      if (best === undefined) break;
      kept.push(best);
      for (const place of places.get(best)!) entered.add(place);
    }
    return kept;
  }

  #placesOf(input: Uint8Array): number[] {
    this.#execute(input);
    return this.#coverage.entered();
  }

  /** Whether it went where none went before. */
  #execute(input: Uint8Array): boolean {
    const coverage = this.#coverage;
    const before = performance.now();
    this.executions++;
    coverage.begin();
    try {
      this.#target.run(new Rest(input));
    } catch (error) {
      this.#find(input, error);
    }
    this.slowestMs = Math.max(this.slowestMs, performance.now() - before);
    return coverage.isNew();
  }

  #find(input: Uint8Array, error: unknown): void {
    const cause = causeOf(error);
    const i = this.findings.findIndex(other => causeOf(other.error) === cause);
    const finding = { input: input.slice(), error, number: this.executions };
    if (i < 0) this.findings.push(finding);
    else if (input.length < this.findings[i].input.length) this.findings[i] = finding;
  }
}

/** Where an error came from: two that were thrown in one place are one. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split("\n").find(line => line.trimStart().startsWith("at ")) ?? "";
  return `${error.name} ${place}`;
}
