/** A run in a few figures, those that implementations are compared by. */
import { SECOND } from "../../src/time/fixed.js";

/** What was seen second by second, in Q32. */
export interface Seen {
  readonly errors: Float64Array;
  readonly claims: Float64Array;
}

/** Times in seconds, frequencies in s/s. */
export interface Figures {
  /** Of the true error once a second, after settling: root mean square, 95th and 99th percentile, maximum. */
  readonly rms: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** Of the clock's true frequency error, slews and all. */
  readonly rmsFrequency: number;
  /** The first second from which on the error stays below a millisecond, below 100 µs, for 600 s; Infinity: none. */
  readonly toMillisecond: number;
  readonly toTenth: number;
  /** The median of what was claimed after settling. */
  readonly claim: number;
}

/** How long an error must stay small to count as settled. */
const STEADY = 600;

/** The first `settling` seconds count only for the time to the millisecond and the like. */
export function figuresOf({ claims, errors }: Seen, settling: number): Figures {
  const count = errors.length - settling;
  const sorted = new Float64Array(count);
  let squares = 0;
  let frequencySquares = 0;
  for (let i = settling; i < errors.length; i++) {
    const error = errors[i] / SECOND;
    const change = i === 0 ? 0 : error - errors[i - 1] / SECOND;
    squares += error * error;
    frequencySquares += change * change;
    sorted[i - settling] = Math.abs(error);
  }
  sorted.sort();
  return {
    rms: Math.sqrt(squares / count),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    max: sorted[count - 1],
    rmsFrequency: Math.sqrt(frequencySquares / count),
    toMillisecond: timeTo(errors, SECOND / 1000),
    toTenth: timeTo(errors, SECOND / 10_000),
    claim: quantile(claims.slice(settling).sort(), 0.5) / SECOND,
  };
}

/** The value in the middle, the upper one of two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** The smallest of `sorted` that no more than `share` of them are below. */
function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)];
}

function timeTo(errors: Float64Array, limit: number): number {
  let within = 0;
  for (let i = 0; i < errors.length; i++) {
    within = Math.abs(errors[i]) < limit ? within + 1 : 0;
    if (within === STEADY) return i - STEADY + 1;
  }
  return Infinity;
}
