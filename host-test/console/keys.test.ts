import assert from "node:assert/strict";
import { Key, KeyReader } from "../../src/console/keys.js";

/** What a reader makes of pieces that come one after the other: characters as they are, other keys as numbers. */
function keysOf(...pieces: readonly string[]): (string | Key)[] {
  const keys: (string | Key)[] = [];
  const reader = new KeyReader();
  for (const piece of pieces)
    reader.read(piece, (key, character) => keys.push(key === Key.Character ? character : key));
  return keys;
}

describe("keys of a terminal", () => {
  for (const { what, pieces, keys } of [
    { what: "characters", pieces: ["a b"], keys: ["a", " ", "b"] },
    { what: "characters beyond 16 bits", pieces: ["é漢🕰"], keys: ["é", "漢", "🕰"] },
    {
      what: "Enter, as terminals and programs send it",
      pieces: ["\r\n\n\r\r"],
      keys: Array(4).fill(Key.Enter),
    },
    { what: "an Enter in two pieces", pieces: ["\r", "\n"], keys: [Key.Enter] },
    { what: "an Enter, and one after a key", pieces: ["\ra\n"], keys: [Key.Enter, "a", Key.Enter] },
    { what: "help and completion", pieces: ["?\t"], keys: [Key.Help, Key.Tab] },
    { what: "both backspaces", pieces: ["\b\x7f"], keys: [Key.Backspace, Key.Backspace] },
    { what: "Ctrl-Z", pieces: ["\x1a"], keys: [Key.ToUserView] },
    { what: "cursor keys", pieces: ["\x1b[A\x1b[B"], keys: [Key.Up, Key.Down] },
    { what: "cursor keys of application mode", pieces: ["\x1bOC\x1bOD"], keys: [Key.Right, Key.Left] },
    { what: "a sequence in pieces", pieces: ["\x1b", "[", "3", "~", "x"], keys: [Key.Delete, "x"] },
    { what: "Ctrl with a cursor key", pieces: ["\x1b[1;5D\x1bOc"], keys: [Key.WordLeft, Key.WordRight] },
    {
      what: "Alt with a letter",
      pieces: ["\x1bb\x1bf\x1b\x7f"],
      keys: [Key.WordLeft, Key.WordRight, Key.EraseWord],
    },
    { what: "a sequence that means nothing", pieces: ["\x1b[99~a"], keys: [Key.Unknown, "a"] },
    { what: "one that is too long for a key", pieces: [`\x1b[${"1".repeat(17)}a`], keys: [Key.Unknown, "a"] },
    { what: "an escape that begins anew", pieces: ["\x1b[1\x1b[A"], keys: [Key.Up] },
    {
      what: "a name that every object has",
      pieces: ["\x1b[constructor"],
      keys: [Key.WordRight, ..."onstructor"],
    },
    { what: "a quoted question mark", pieces: ["\x16?"], keys: ["?"] },
    { what: "a quoted control character", pieces: ["\x16\x03a"], keys: [Key.Unknown, "a"] },
    { what: "a quote in pieces", pieces: ["\x16", "?", "?"], keys: ["?", Key.Help] },
    { what: "controls that mean nothing", pieces: ["\x00\x9b"], keys: [Key.Unknown, Key.Unknown] },
  ])
    it(`reads ${what}`, () => assert.deepEqual(keysOf(...pieces), keys));
});
