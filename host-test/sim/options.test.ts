import assert from "node:assert/strict";
import { OptionError, readOptions, USAGE } from "./options.js";
import { POLLS, SCENARIOS } from "./scenarios.js";

describe("options of the simulation", () => {
  it("all that is not said has a value, and what is fresh another one each time", () => {
    const { fresh, ...rest } = readOptions([]);
    assert.deepEqual(rest, { seeds: 10, moved: 3, scenarios: SCENARIOS, polls: POLLS, isHelp: false });
    assert.notEqual(fresh, readOptions([]).fresh);
  });

  it("takes what is said, scenarios and polls more than once", () => {
    const words = "--seeds 2 --moved 0 --fresh 7 --scenario S3 --scenario S1 --polls 4-4 --polls 6-10";
    assert.deepEqual(readOptions(words.split(" ")), {
      seeds: 2,
      moved: 0,
      fresh: 7,
      scenarios: [SCENARIOS[2], SCENARIOS[0]],
      polls: [
        { min: 4, max: 4 },
        { min: 6, max: 10 },
      ],
      isHelp: false,
    });
    assert.deepEqual(readOptions(["--polls", "4-17"]).polls, [{ min: 4, max: 17 }]);
  });

  it("tells of each of them where it is asked", () => {
    for (const word of ["--help", "-h"]) assert.equal(readOptions([word]).isHelp, true);
    for (const word of ["seeds", "scenario", "polls", "moved", "fresh", "help"])
      assert.match(USAGE, new RegExp(`^  --${word} `, "m"));
    for (const value of ["default 10", "default 3", "default 4-6 and 6-10"])
      assert.ok(USAGE.includes(`(${value})`), value);
    for (const status of ["0", "1", "2"])
      assert.match(USAGE, new RegExp(`^Exit status:.*\\b${status}\\b`, "m"));
  });

  const bad = [
    { words: "--seeds 0", why: /--seeds 0: a whole number from 1/ },
    { words: "--seeds 1.5", why: /--seeds 1\.5/ },
    { words: "--moved -1", why: /--moved/ },
    { words: "--fresh soon", why: /--fresh soon/ },
    { words: "--scenario S7", why: /S7: there are S1, S2/ },
    { words: "--polls 6", why: /--polls 6: 4-6/ },
    { words: "--polls 10-6", why: /--polls 10-6/ },
    { words: "--polls 0-0", why: /from 4 to 17$/ },
    { words: "--polls 3-6", why: /--polls 3-6/ },
    { words: "--polls 4-18", why: /--polls 4-18/ },
    { words: "--loud", why: /--loud/ },
    { words: "S3", why: /S3/ },
  ];
  for (const { words, why } of bad)
    it(`refuses ${words}`, () =>
      assert.throws(
        () => readOptions(words.split(" ")),
        (error: unknown) => error instanceof OptionError && why.test(error.message),
      ));
});
