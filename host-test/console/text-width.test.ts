import assert from "node:assert/strict";
import { textWidth, wrapped } from "../../src/console/text-width.js";

describe("columns of a terminal", () => {
  for (const [text, width] of [
    ["", 0],
    ["abc", 3],
    ["é", 1],
    ["e\u0301", 1],
    ["漢字", 4],
    ["한", 2],
    ["ＡＢ", 4],
    ["ｱ", 1],
    ["🕰", 2],
    ["👍\ufe0f", 2],
    ["a\u200bb", 2],
  ] as const)
    it(`"${text}" takes ${width}`, () => assert.equal(textWidth(text), width));
});

describe("a list in lines", () => {
  for (const { text, columns, lines } of [
    { text: "a, b, c", columns: 80, lines: ["a, b, c"] },
    { text: "one, two, three", columns: 9, lines: ["one, two,", "  three"] },
    { text: "one, two, three", columns: 8, lines: ["one,", "  two,", "  three"] },
    { text: "a word that is too long, b", columns: 8, lines: ["a word that is too long,", "  b"] },
    { text: "漢, 字, a", columns: 8, lines: ["漢, 字,", "  a"] },
    { text: "", columns: 8, lines: [""] },
  ])
    it(`"${text}" in ${columns} columns: ${lines.length}`, () =>
      assert.deepEqual(wrapped(text, columns), lines));
});
