import assert from "node:assert/strict";
import { columnOf, splitLine } from "../../src/config/words.js";

describe("a line as words", () => {
  const rows: { line: string; words: [string, number][]; end: number }[] = [
    { line: "", words: [], end: 0 },
    { line: "  \t ", words: [], end: 0 },
    { line: "a", words: [["a", 0]], end: 1 },
    {
      line: "  ntp-service\tenable  ",
      words: [
        ["ntp-service", 2],
        ["enable", 14],
      ],
      end: 20,
    },
    { line: "# comment", words: [], end: 0 },
    { line: " ! comment", words: [], end: 0 },
    { line: "a #b c", words: [["a", 0]], end: 1 },
    { line: "a !", words: [["a", 0]], end: 1 },
    {
      line: "a#b c!",
      words: [
        ["a#b", 0],
        ["c!", 4],
      ],
      end: 6,
    },
    {
      line: "sysname Gerät-1\r",
      words: [
        ["sysname", 0],
        ["Gerät-1", 8],
      ],
      end: 15,
    },
  ];
  for (const { line, words, end } of rows)
    it(JSON.stringify(line), () => {
      const found = splitLine(line);
      assert.deepEqual(
        found.words.map(({ text, column }) => [text, column]),
        words,
      );
      assert.equal(found.end, end);
      for (let i = 0; i < words.length; i++) assert.equal(columnOf(found, i), words[i][1]);
      assert.equal(columnOf(found, words.length), end);
    });
});
