/**
 * What a serial line brings, on its way between two tasks of an ESP32: the program beside this file, also as the
 * compiler's sanitizers watch it.
 */
import assert from "node:assert/strict";
import { obtain } from "../../interop/open-lab.js";
import { findLwip, results } from "./lwip.js";

const CASES: readonly (readonly [name: string, result: string])[] = [
  ["nothing yet", ""],
  ["a burst, told so often", "1"],
  ["a burst, the next one's octets", "6, 6"],
  ["a burst", "$GPRMC@7 ,1*00\r@5000000000 $GPGGA@9 "],
  ["another, told so often", "2"],
  ["put off, told so often", "3"],
  ["marked before and behind", "one@1 |two@2 |three@3 four@4 "],
  ["forgotten with its chunks", "five@5 "],
  ["full, chunks of those put that are not there", "0"],
  ["full, octets", "2720"],
  ["after that", "|new@8 "],
  ["closed while full", "new@9 "],
  ["heard again while a message is on its way, told so often", "1"],
  ["come to one that is closed", ""],
  ["heard after that, told so often", "2"],
  ["nobody wakes, tried so often", "2"],
  ["full meanwhile, told so often", "1"],
  ["chunks that are not as they were", "0"],
  ["between threads, wrong octets", "0"],
  ["between threads, losses without a mark", "0"],
  ["between threads, losses with one", "some"],
  ["between threads, left", "0"],
];

const WATCHED: Readonly<Record<string, readonly string[]>> = {
  "as it is": ["-O2"],
  "its memory watched": ["-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"],
  "its threads watched": ["-O1", "-g", "-fsanitize=thread"],
};

for (const [how, overlaid] of Object.entries(WATCHED))
  describe(`chunks of a serial line, ${how}`, () => {
    let found: Map<string, string>;

    before(async function () {
      const lwip = await obtain(this, findLwip);
      found = results({ ...lwip, overlaid }, ["chunks"], ["chunks"]);
    });

    for (const [name, result] of CASES) it(name, () => assert.equal(found.get(name), result));

    it("has no case but these", () =>
      assert.deepEqual(
        [...found.keys()],
        CASES.map(([name]) => name),
      ));
  });
