import assert from "node:assert/strict";
import { harmless, isHarmless } from "../../src/config/harmless.js";

describe("texts for a terminal", () => {
  const rows = [
    { name: "letters of any alphabet", text: "Gerät-1 时钟 ☃", shown: "Gerät-1 时钟 ☃" },
    { name: "a character of two halves", text: "a🕰b", shown: "a🕰b" },
    { name: "nothing", text: "", shown: "" },
    { name: "the ends of what is shown", text: " ~\xa0", shown: " ~\xa0" },
    { name: "an escape sequence", text: "\x1b[31mred", shown: "?[31mred" },
    { name: "the same in one character", text: "\x9b31mred", shown: "?31mred" },
    { name: "the ends of what is obeyed", text: "\0\x1f\x7f\x9f", shown: "????" },
    { name: "line ends", text: "a\r\nb\u2028c\u2029d", shown: "a??b?c?d" },
    { name: "turned direction", text: "\u202eabc\u2066d\u200f", shown: "?abc?d?" },
    { name: "half a character", text: "a\ud83d b\udd70", shown: "a? b?" },
    { name: "a mark of byte order", text: "\ufeffa", shown: "?a" },
  ];
  for (const { name, text, shown } of rows)
    it(name, () => {
      assert.equal(harmless(text), shown);
      assert.equal(isHarmless(text), text === shown);
      assert.ok(isHarmless(shown));
    });
});
