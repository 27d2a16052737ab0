import assert from "node:assert/strict";
import { TypedLine } from "../../src/console/typed-line.js";

/** `text` as the line, the cursor where "|" stands in it. */
function lineOf(text: string): TypedLine {
  const [before, behind] = text.split("|");
  const line = new TypedLine();
  line.set(behind);
  line.moveToStart();
  line.insert(before);
  return line;
}

function textOf(line: TypedLine): string {
  return `${line.before}|${line.text.slice(line.before.length)}`;
}

describe("a line as it is typed", () => {
  for (const { what, from, key, to } of [
    { what: "inserts at the cursor", from: "ac|e", key: l => l.insert("d"), to: "acd|e" },
    { what: "moves left", from: "ab|c", key: l => l.moveBy(-1), to: "a|bc" },
    { what: "moves right", from: "ab|c", key: l => l.moveBy(1), to: "abc|" },
    { what: "moves over a character of two units", from: "a🕰|", key: l => l.moveBy(-1), to: "a|🕰" },
    {
      what: "moves over a mark and its letter at once",
      from: "ae\u0301|",
      key: l => l.moveBy(-1),
      to: "a|e\u0301",
    },
    {
      what: "joins a mark that comes later",
      from: "ae|",
      key: l => (l.insert("\u0301"), l.moveBy(-1)),
      to: "a|e\u0301",
    },
    { what: "moves to the start", from: "ab|c", key: l => l.moveToStart(), to: "|abc" },
    { what: "moves to the end", from: "a|bc", key: l => l.moveToEnd(), to: "abc|" },
    { what: "erases before the cursor", from: "abc|d", key: l => l.eraseBefore(2), to: "a|d" },
    { what: "erases no more than there is", from: "abc|d", key: l => l.eraseBefore(9), to: "|d" },
    { what: "erases under the cursor", from: "a|bc", key: l => l.eraseUnder(), to: "a|c" },
    { what: "erases to the start", from: "ab|c", key: l => l.eraseToStart(), to: "|c" },
    { what: "erases to the end", from: "a|bc", key: l => l.eraseToEnd(), to: "a|" },
    { what: "moves a word back", from: "ab cd  |e", key: l => l.moveToWord(-1), to: "ab |cd  e" },
    { what: "moves a word on", from: "ab|  cd e", key: l => l.moveToWord(1), to: "ab  cd| e" },
    { what: "erases a word", from: "ab cd |e", key: l => l.eraseWord(), to: "ab |e" },
  ] satisfies { what: string; from: string; key: (line: TypedLine) => unknown; to: string }[])
    it(what, () => {
      const line = lineOf(from);
      key(line);
      assert.equal(textOf(line), to);
    });

  for (const { what, from, key } of [
    { what: "left of the start", from: "|a", key: l => l.moveBy(-1) },
    { what: "right of the end", from: "a|", key: l => l.moveBy(1) },
    { what: "to the start that it is at", from: "|a", key: l => l.moveToStart() },
    { what: "to a word where there is none", from: "|a", key: l => l.moveToWord(-1) },
    { what: "erasing where there is nothing", from: "|a", key: l => l.eraseBefore(1) },
    { what: "erasing behind the end", from: "a|", key: l => l.eraseUnder() },
  ] satisfies { what: string; from: string; key: (line: TypedLine) => boolean }[])
    it(`says that nothing changes: ${what}`, () => {
      const line = lineOf(from);
      assert.equal(key(line), false);
      assert.equal(textOf(line), from);
    });

  it("counts characters as a person does", () => {
    const line = lineOf("e\u0301漢🕰|");
    assert.deepEqual([line.length, line.isEmpty, line.isAtEnd], [3, false, true]);
    assert.equal(new TypedLine().isEmpty, true);
  });

  for (const { from, room, text, behind } of [
    { from: "abc|", room: 9, text: "abc", behind: 0 },
    { from: "abcdef|", room: 4, text: "cdef", behind: 0 },
    { from: "|abcdef", room: 4, text: "abcd", behind: 4 },
    { from: "abc|def", room: 4, text: "abcd", behind: 1 },
    { from: "漢漢漢|", room: 5, text: "漢漢", behind: 0 },
    { from: "a|漢", room: 2, text: "a", behind: 0 },
  ])
    it(`shows of "${from}" in ${room} columns "${text}"`, () =>
      assert.deepEqual(lineOf(from).shown(room), { text, behind }));
});
