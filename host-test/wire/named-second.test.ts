import assert from "node:assert/strict";
import { NamedSecond } from "../../src/wire/named-second.js";

type Words = [year: number, month: number, day: number, hour: number, minute: number, second: number];

const THERE: readonly [words: Words, seconds: number, isLeap: boolean][] = [
  [[1980, 1, 6, 0, 0, 0], 2_524_953_600, false],
  [[2016, 12, 31, 23, 59, 59], 3_692_217_599, false],
  [[2016, 12, 31, 23, 59, 60], 3_692_217_600, true],
  [[2017, 1, 1, 0, 0, 0], 3_692_217_600, false],
  [[2024, 2, 29, 12, 0, 0], 3_918_196_800, false],
  [[2036, 2, 7, 6, 28, 16], 4_294_967_296, false],
];

const NOT_THERE: readonly Words[] = [
  [2023, 2, 29, 0, 0, 0],
  [2024, 4, 31, 0, 0, 0],
  [2024, 0, 1, 0, 0, 0],
  [2024, 13, 1, 0, 0, 0],
  [2024, 1, 0, 0, 0, 0],
  [2024, 1, 1, 24, 0, 0],
  [2024, 1, 1, 0, 60, 0],
  [2024, 1, 1, 0, 0, 60],
  [2024, 1, 31, 23, 58, 60],
  [2024, 1, 30, 23, 59, 60],
  [2024, 1, 31, 23, 59, 61],
  [-1, 1, 1, 0, 0, 0],
  [2024, 1, 1, -1, 0, 0],
];

describe("a named second", () => {
  for (const [words, seconds, isLeap] of THERE)
    it(`${words.join(" ")} is ${seconds}${isLeap ? ", a leap second" : ""}`, () => {
      const second = new NamedSecond();
      assert.ok(second.set(...words, 5));
      assert.deepEqual([second.seconds, second.fraction, second.isLeap], [seconds, 5, isLeap]);
    });

  for (const words of NOT_THERE)
    it(`there is no ${words.join(" ")}`, () => {
      const second = new NamedSecond();
      assert.ok(!second.set(...words, 5));
      assert.deepEqual([second.seconds, second.fraction], [0, 0]);
    });
});
