/** The six scenarios that implementations are compared in. */
import { constant, sine, sum } from "./course.js";
import { during, exponential, sometimes, sum as both } from "./delay.js";
import { type Polls, type Scenario } from "./scenario.js";

/** The two ranges of poll intervals that each is run with. */
export const POLLS: readonly Polls[] = Object.freeze([
  { min: 4, max: 6 },
  { min: 6, max: 10 },
]);

const LONG = { seconds: 50_000, settling: 10_000 };
const SHORT = { seconds: 20_000, settling: 10_000 };

const lan = exponential(100e-6, 20e-6);
const wan = exponential(20e-3, 2e-3);
const wifi = exponential(2e-3, 3e-3);
const popcorn = both(exponential(5e-3, 0.5e-3), sometimes(0.03, exponential(0, 100e-3)));
const near = exponential(500e-6, 100e-6);
const cold = exponential(1e-3, 200e-6);

/** Two minutes of every quarter of an hour. */
function isBurst(second: number): boolean {
  return Math.abs((second % 900) - 450) <= 60;
}

export const SCENARIOS: readonly Scenario[] = Object.freeze([
  { name: "S1", ...LONG, frequency: constant(10e-6), walk: 1e-9, offset: 1e-3, there: lan, back: lan },
  { name: "S2", ...LONG, frequency: constant(10e-6), walk: 1e-9, offset: 10e-3, there: wan, back: wan },
  { name: "S3", ...LONG, frequency: constant(30e-6), walk: 1e-8, offset: 20e-3, there: wifi, back: wifi },
  {
    name: "S4",
    ...LONG,
    frequency: constant(10e-6),
    walk: 1e-9,
    offset: 10e-3,
    there: both(popcorn, during(isBurst, exponential(0, 20e-3))),
    back: popcorn,
  },
  {
    name: "S5",
    ...LONG,
    frequency: sum(constant(10e-6), sine(3e-6, 3600)),
    walk: 1e-9,
    offset: 1e-3,
    there: near,
    back: near,
  },
  { name: "S6", ...SHORT, frequency: constant(100e-6), walk: 1e-9, offset: 60e-3, there: cold, back: cold },
]);
