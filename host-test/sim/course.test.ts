import assert from "node:assert/strict";
import { Chance } from "./chance.js";
import {
  between,
  constant,
  daily,
  ofTemperature,
  ramp,
  scaled,
  scatter,
  sine,
  step,
  sum,
  type Course,
} from "./course.js";

describe("course", () => {
  const cases: { name: string; course: Course; values: readonly (readonly [number, number])[] }[] = [
    { name: "constant", course: constant(3), values: [[0, 3], [9e9, 3]] }, // prettier-ignore
    { name: "step", course: step(5, 100), values: [[99, 0], [100, 5], [1e6, 5]] }, // prettier-ignore
    { name: "ramp", course: ramp(10, 100, 200), values: [[100, 0], [150, 5], [200, 10], [300, 10]] }, // prettier-ignore
    { name: "between", course: between(5, 7, constant(2)), values: [[4, 0], [5, 2], [6, 2], [7, 0]] }, // prettier-ignore
    { name: "sum", course: sum(constant(1), step(2, 5)), values: [[4, 1], [5, 3]] }, // prettier-ignore
    { name: "scaled", course: scaled(constant(3), -2), values: [[0, -6]] },
    { name: "sine", course: sine(3, 3600), values: [[0, 0], [900, 3], [1800, 0], [2700, -3], [3600, 0]] }, // prettier-ignore
    { name: "sine, later", course: sine(3, 3600, 900), values: [[0, -3], [900, 0], [1800, 3]] }, // prettier-ignore
    { name: "daily", course: daily(20, 5), values: [[0, 20], [21_600, 25], [64_800, 15]] }, // prettier-ignore
    { name: "of temperature", course: ofTemperature(constant(30), 25, 2, 0.5), values: [[0, 22.5]] },
  ];
  for (const { name, course, values } of cases)
    it(name, () => {
      for (const [second, value] of values)
        assert.ok(Math.abs(course(second) - value) < 1e-12, `${course(second)}, not ${value} at ${second}`);
    });

  it("scatter is another value each second, and the same for all who share it", () => {
    const course = scatter(new Chance(1, "liars"), 2);
    const first = course(10);
    assert.equal(course(10), first);
    assert.notEqual(course(11), first);
  });
});
