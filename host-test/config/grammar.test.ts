import assert from "node:assert/strict";
import { grammarOf, nextWords, step, waysOf } from "../../src/config/grammar.js";
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

  const rows = ["clock-master", "clock-master undo", "clocks"].map(words =>
    command({ spellings: [words], help: "" }),
  );
  const yielding = { ...command({ spellings: ["clock show"], help: "" }), givesWayTo: "clock-master" };
  const CLOCKS = grammarOf<Syntax>([yielding, ...rows]);
  const masters = CLOCKS.filter(({ words }) => words[0] !== "clocks");
  const both = [["clock show"], ["clock-master", "clock-master undo"]];
  for (const { name, of, at = 0, word, ways } of [
    { name: "the other one, too", of: masters, word: "CLOCK", ways: both },
    { name: "either where it is cut short", of: masters, word: "clo", ways: both },
    { name: "nothing besides where it may mean a third one", of: CLOCKS, word: "clo", ways: [] },
    { name: "nothing besides where it is that word", of: masters, word: "clock-", ways: [] },
    { name: "nothing besides where the other one is not", of: CLOCKS.slice(0, 1), word: "clock", ways: [] },
    { name: "nothing besides as another word of it", of: masters, at: 1, word: "show", ways: [] },
    { name: "nothing of words that do not give way", of: GRAMMAR.slice(-2), at: 1, word: "clock", ways: [] },
  ])
    it(`of a word that gives way: may mean ${name}`, () => {
      const found = waysOf(of, at, word).map(way => way.map(({ words }) => words.join(" ")));
      assert.deepEqual(found, ways);
    });
});
