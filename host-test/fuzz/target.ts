/** What is fuzzed: something that is given an input, and throws where it does what it must not. */
import { type Rest } from "./rest.js";

export interface Target {
  readonly name: string;
  /** What a mistake is, for `npm run fuzz`. */
  readonly promise: string;
  /** Whether its inputs are made of words. */
  readonly isText: boolean;
  /** The longest input that is worth trying. */
  readonly mostOctets: number;
  /** Executions of its run in the tests: some seconds. */
  readonly shortRuns: number;
  /** Throws where the promise is broken. The same input does the same every time. */
  run(input: Rest): void;
}
