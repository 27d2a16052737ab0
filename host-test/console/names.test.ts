import assert from "node:assert/strict";
import { clockStateName, clockStateNumber } from "../../src/console/names.js";
import { ClockState } from "../../src/core/system.js";

const names: { what: string; of: (value: number) => string | number; count: number }[] = [
  { what: "clock state", of: clockStateName, count: ClockState.Holdover + 1 },
  { what: "clock state's number", of: clockStateNumber, count: ClockState.Holdover + 1 },
];

describe("names", () => {
  for (const { what, of, count } of names)
    it(`every ${what} has one of its own`, () => {
      const all = Array.from({ length: count }, (_, value) => of(value));
      assert.equal(new Set(all).size, count, all.join("; "));
      assert.ok(!all.includes(""));
      assert.throws(() => of(count + 1), /unexpected case/);
    });
});
