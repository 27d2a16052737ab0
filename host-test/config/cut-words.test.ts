import assert from "node:assert/strict";
import { isCut } from "../../src/config/cut-words.js";

describe("a word cut short", () => {
  it("three letters of a longer word are a beginning, and all of a short one", () => {
    const rows: [word: string, whole: string, isOne: boolean][] = [
      ["dis", "display", true],
      ["DISP", "display", true],
      ["display", "display", true],
      ["di", "display", false],
      ["displays", "display", false],
      ["no", "no", true],
      ["", "display", false],
    ];
    for (const [word, whole, isOne] of rows) assert.equal(isCut(word, whole), isOne, word);
  });
});
