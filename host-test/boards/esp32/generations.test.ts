/**
 * What is stored in the ESP32's flash memory, with the power cut at any octet: the program beside this file.
 */
import assert from "node:assert/strict";
import { obtain } from "../../interop/open-lab.js";
import { findLwip, results } from "./lwip.js";

const CASES: readonly (readonly [name: string, result: string])[] = [
  ["nothing yet", "nothing"],
  ["what was written", "one"],
  ["written once more", "three"],
  ["beside it", "another"],
  ["the same again", "is there"],
  ["the same again, writes", "0"],
  ["writes so far", "3"],
  ["the newest is damaged", "two"],
  ["removed", "nothing"],
  ["a long text", "stored"],
  ["a long text, read", "the same"],
  ["an empty text", ""],
  ["a name with the same key", "nothing"],
  ["a name with the same key, written", "refused"],
  ["the first of the two", "one"],
  ["the power is cut while writing", "old, then new"],
  ["the power is cut while removing", "old, then nothing"],
];

describe("texts in flash memory", () => {
  let found: Map<string, string>;

  before(async function () {
    found = results(await obtain(this, findLwip), ["generations"], ["generations"]);
  });

  for (const [name, result] of CASES) it(name, () => assert.equal(found.get(name), result));

  it("has no case but these", () =>
    assert.deepEqual(
      [...found.keys()],
      CASES.map(([name]) => name),
    ));
});
