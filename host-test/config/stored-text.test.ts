import assert from "node:assert/strict";
import { Seal, sealed, unsealed } from "../../src/config/stored-text.js";

describe("a stored text", () => {
  const TEXT = sealed("a title", ["sysname 時計", " x"]);

  it("can be read by a person", () =>
    assert.match(TEXT, /^# checksum [0-9a-f]{8}: a title\nsysname 時計\n x\n$/));

  it("is read back", () =>
    assert.deepEqual(unsealed(TEXT), {
      seal: Seal.Whole,
      title: "a title",
      lines: ["sysname 時計", " x"],
    }));

  const whole: [name: string, text: string][] = [
    ["other line ends", TEXT.replaceAll("\n", "\r\n")],
    ["no end of the last line", TEXT.slice(0, -1)],
    ["no lines", sealed("t", [])],
  ];
  for (const [name, text] of whole) it(`whole: ${name}`, () => assert.equal(unsealed(text).seal, Seal.Whole));

  it("cut anywhere it is broken", () => {
    for (let length = 0; length < TEXT.length - 1; length++)
      assert.equal(unsealed(TEXT.slice(0, length)).seal, Seal.Broken, String(length));
  });

  it("changed in any character it is not whole", () => {
    for (let at = 0; at < TEXT.length - 1; at++) {
      const other = TEXT[at] === "x" ? "y" : "x";
      assert.notEqual(unsealed(TEXT.slice(0, at) + other + TEXT.slice(at + 1)).seal, Seal.Whole, String(at));
    }
  });

  it("of worn flash is broken, and still what can be read of it is there", () =>
    assert.deepEqual(unsealed("sysname A\n\0\x7f"), {
      seal: Seal.Broken,
      title: "",
      lines: ["sysname A", "\0\x7f"],
    }));

  const handmade: [name: string, text: string, lines: string[]][] = [
    ["a line", "sysname A\n", ["sysname A"]],
    ["no end", "sysname A", ["sysname A"]],
    ["a comment", "# check this\nsysname A\n", ["# check this", "sysname A"]],
    ["an empty line", "\n", [""]],
  ];
  for (const [name, text, lines] of handmade)
    it(`of a person: ${name}`, () => assert.deepEqual(unsealed(text), { seal: Seal.None, title: "", lines }));
});
