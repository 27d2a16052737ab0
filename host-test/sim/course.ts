/**
 * The course of something over true time: a frequency error, a temperature, what a liar adds to the time.
 * Courses add up, so that a crystal or a lie is written as the sum of what is wrong with it.
 */
import { sineOfTurns } from "./arithmetic.js";
import { type Chance } from "./chance.js";

/** Its value in the whole second `second` of true time. */
export type Course = (second: number) => number;

const DAY = 86_400;

export function constant(value: number): Course {
  return () => value;
}

export function sum(...courses: readonly Course[]): Course {
  return second => {
    let total = 0;
    for (let i = 0; i < courses.length; i++) total += courses[i](second);
    return total;
  };
}

export function scaled(course: Course, by: number): Course {
  return second => by * course(second);
}

/** From -`amplitude` to `amplitude` and back in `period` seconds, first upwards from 0; `late` seconds later. */
export function sine(amplitude: number, period: number, late = 0): Course {
  return second => amplitude * sineOfTurns((second - late) / period);
}

/** 0 until second `from`, then evenly to `by` at second `to`, where it stays. */
export function ramp(by: number, from: number, to: number): Course {
  return second => (second <= from ? 0 : second >= to ? by : (by * (second - from)) / (to - from));
}

/** 0 until second `at`, from then on `by`. */
export function step(by: number, at: number): Course {
  return second => (second < at ? 0 : by);
}

/** `course` from second `from` until before `to`, 0 before and after. */
export function between(from: number, to: number, course: Course): Course {
  return second => (second < from || second >= to ? 0 : course(second));
}

/** Warmest, `swing` above `mean`, a quarter of a day after the world began, and coldest half a day later. */
export function daily(mean: number, swing: number): Course {
  return sum(constant(mean), sine(swing, DAY));
}

/** What a crystal makes of a temperature: `perDegree` and `perDegreeSquared` from `turnover` degrees on. */
export function ofTemperature(
  temperature: Course,
  turnover: number,
  perDegree: number,
  perDegreeSquared = 0,
): Course {
  return second => {
    const degrees = temperature(second) - turnover;
    return perDegree * degrees + perDegreeSquared * degrees * degrees;
  };
}

/** Another normally distributed value for each second it is asked for; whoever shares the course gets the same. */
export function scatter(chance: Chance, deviation: number): Course {
  let drawnFor = -1;
  let value = 0;
  return second => {
    if (second !== drawnFor) value = deviation * chance.normal();
    drawnFor = second;
    return value;
  };
}
