/**
 * A scenario moved a little: every figure that describes it is multiplied by one of 0.8 to 1.2, drawn for it
 * alone, so that nothing can be tuned to the six as they stand. Both ways of the link alike: no client can tell
 * how unlike they are, and that would drown all else. Its name is another one, for what is known of the six no longer holds of it.
 */
import { type Chance } from "./chance.js";
import { scaled as scaledCourse } from "./course.js";
import { scaled as scaledDelay } from "./delay.js";
import { type Scenario } from "./scenario.js";

const FURTHEST = 0.2;

/** What each figure is multiplied by. */
export interface Factors {
  readonly frequency: number;
  readonly walk: number;
  readonly offset: number;
  readonly delay: number;
}

export function drawFactors(chance: Chance): Factors {
  const draw = (): number => 1 + FURTHEST * (2 * chance.uniform() - 1);
  return { frequency: draw(), walk: draw(), offset: draw(), delay: draw() };
}

export function moved(scenario: Scenario, factors: Factors): Scenario {
  return {
    ...scenario,
    name: `${scenario.name} moved`,
    frequency: scaledCourse(scenario.frequency, factors.frequency),
    walk: scenario.walk * factors.walk,
    offset: scenario.offset * factors.offset,
    there: scaledDelay(scenario.there, factors.delay),
    back: scaledDelay(scenario.back, factors.delay),
  };
}
