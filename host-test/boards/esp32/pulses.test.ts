/**
 * Pulses of the ESP32's capture unit, in nanoseconds less than is true of them: the program beside this file.
 * Its interrupts come 2 microseconds late at best.
 */
import assert from "node:assert/strict";
import { obtain } from "../../interop/open-lab.js";
import { findLwip, results } from "./lwip.js";

const CASES: readonly (readonly [name: string, result: string])[] = [
  ["the first, as late as its interrupt", "7000"],
  ["a day, farthest from the shortest delay", "0"],
  ["while the flash memory was written", "2000"],
  ["after that", "2000"],
  ["after an hour without", "2000"],
  ["after a week without", "2000"],
  ["without a capture unit", "4000"],
  ["nothing yet", "0"],
  ["edges that bounce", "1"],
  ["a full queue, dropped", "3"],
  ["a full queue, taken out", "8"],
  ["a full queue, the last of them", "9"],
];

describe("pulses of a capture unit", () => {
  let found: Map<string, string>;

  before(async function () {
    found = results(await obtain(this, findLwip), ["pulses"], ["pulses"]);
  });

  for (const [name, result] of CASES) it(name, () => assert.equal(found.get(name), result));

  it("has no case but these", () =>
    assert.deepEqual(
      [...found.keys()],
      CASES.map(([name]) => name),
    ));
});
