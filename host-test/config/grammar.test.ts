import assert from "node:assert/strict";
import { grammarOf, nextWords, otherWays, step } from "../../src/config/grammar.js";
import { command, type Syntax } from "../../src/config/syntax.js";

const SET_CLOCK = {
  ...command({ spellings: ["set clock", "set clock", "time set"], help: "" }),
  isUndoable: true,
};
const SET_NAME = command({ spellings: ["set name"], help: "" });
const SHOW = command({ spellings: ["show clock", "show clocks"], help: "" });
const GRAMMAR = grammarOf<Syntax>([SET_CLOCK, SET_NAME, SHOW]);

describe("a grammar", () => {
  it("has each different spelling once, and with undo before it where it can be undone", () => {
    const lines = GRAMMAR.map(({ words, isUndone }) => `${isUndone ? "-" : "+"} ${words.join(" ")}`);
    assert.deepEqual(lines, [
      "+ set clock",
      "- undo set clock",
      "+ time set",
      "- undo time set",
      "+ set name",
      "+ show clock",
      "+ show clocks",
    ]);
  });

  it("goes on with each word once", () => {
    assert.deepEqual(nextWords(GRAMMAR, 0), ["set", "undo", "time", "show"]);
    assert.deepEqual(nextWords(step(GRAMMAR, 0, "undo").heads, 1), ["set", "time"]);
    assert.deepEqual(nextWords(GRAMMAR, 3), []);
  });

  const steps = [
    {
      name: "a whole word",
      before: [],
      word: "set",
      matches: ["set"],
      isExact: true,
      isAmbiguous: false,
      heads: 2,
    },
    {
      name: "in capitals",
      before: [],
      word: "SET",
      matches: ["set"],
      isExact: true,
      isAmbiguous: false,
      heads: 2,
    },
    {
      name: "a beginning",
      before: [],
      word: "t",
      matches: ["time"],
      isExact: false,
      isAmbiguous: false,
      heads: 1,
    },
    {
      name: "one of two rows",
      before: [],
      word: "s",
      matches: ["set", "show"],
      isExact: false,
      isAmbiguous: true,
      heads: 4,
    },
    {
      name: "one of two spellings of a row",
      before: ["show"],
      word: "cl",
      matches: ["clock", "clocks"],
      isExact: false,
      isAmbiguous: false,
      heads: 2,
    },
    {
      name: "a word over its longer one",
      before: ["show"],
      word: "clock",
      matches: ["clock"],
      isExact: true,
      isAmbiguous: false,
      heads: 1,
    },
    { name: "none", before: ["set"], word: "x", matches: [], isExact: false, isAmbiguous: false, heads: 0 },
    { name: "no word", before: [], word: "", matches: [], isExact: false, isAmbiguous: false, heads: 0 },
    {
      name: "one too many",
      before: ["set", "name"],
      word: "x",
      matches: [],
      isExact: false,
      isAmbiguous: false,
      heads: 0,
    },
  ];
  for (const { name, before, word, heads, ...expected } of steps)
    it(`takes ${name}`, () => {
      const left = before.reduce<ReturnType<typeof step<Syntax>>["heads"]>(
        (live, at, i) => step(live, i, at).heads,
        GRAMMAR,
      );
      const { heads: found, ...rest } = step(left, before.length, word);
      assert.deepEqual(rest, expected);
      assert.equal(found.length, heads);
    });

  const CLOCKS = grammarOf<Syntax>(
    ["clock", "clock show", "clock-master", "clock-master undo", "clocks"].map(words =>
      command({ spellings: [words], help: "" }),
    ),
  );
  const alike = CLOCKS.filter(({ words }) => words[0] !== "clocks" && words[1] !== "undo");
  for (const { name, of, word, ways } of [
    { name: "the longer one beside the word typed", of: alike, word: "CLOCK", ways: [["clock-master"]] },
    {
      name: "each of them where it is cut short",
      of: alike,
      word: "clo",
      ways: [["clock", "clock show"], ["clock-master"]],
    },
    {
      name: "the shortest where the longer ones are several",
      of: CLOCKS,
      word: "clo",
      ways: [["clock", "clock show"]],
    },
    { name: "nothing else of several longer ones", of: CLOCKS, word: "clock", ways: [] },
    { name: "nothing else where it is the longer one", of: alike, word: "clock-", ways: [] },
    { name: "nothing of words of which none begins the others", of: GRAMMAR, word: "s", ways: [] },
    { name: "nothing of spellings of one row", of: GRAMMAR.slice(-2), word: "show", ways: [] },
    { name: "nothing of no word", of: alike, word: "x", ways: [] },
  ])
    // prettier-ignore
    it(`may mean ${name}`, () => {
      const found = otherWays(of, 0, word).map(way => way.map(({ words }) => words.join(" ")));
      assert.deepEqual(found, ways);
    });
});
