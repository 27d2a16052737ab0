import assert from "node:assert/strict";
import { Cursor } from "../../src/config/cursor.js";
import { Dialect, each } from "../../src/config/dialect.js";
import {
  choice,
  CLOCK,
  explainedChoice,
  FLAG,
  integer,
  integerPerDialect,
  type Kind,
  matching,
  PORT,
  range,
  text,
  type Value,
} from "../../src/config/kinds.js";
import { contextOf } from "./context.js";

const BOARD = contextOf(Dialect.Comware);
const COMPUTER = { ...BOARD, takesAnyPort: true };
const WORDS = choice("minpoll", "maxpoll", "max");
const PER_DIALECT = integerPerDialect(each(range(4, 17), range(3, 6)));

describe("kinds of value", () => {
  const rows: { kind: Kind<Value>; word: string; value: Value | undefined; context?: typeof BOARD }[] = [
    { kind: integer(0, 63), word: "0", value: 0 },
    { kind: integer(0, 63), word: "63", value: 63 },
    { kind: integer(0, 63), word: "64", value: undefined },
    { kind: integer(0, 63), word: "", value: undefined },
    ...["-0", "+1", "07", "0x10", "1e1", "1.0", "1.5", "1,", "Infinity", "NaN"].map(word => ({
      kind: integer(0, 63),
      word,
      value: undefined,
    })),
    { kind: PER_DIALECT, word: "17", value: 17 },
    { kind: PER_DIALECT, word: "3", value: undefined },
    { kind: PER_DIALECT, word: "3", value: 3, context: contextOf(Dialect.Vrp) },
    { kind: PER_DIALECT, word: "17", value: undefined, context: contextOf(Dialect.Vrp) },
    { kind: PORT, word: "123", value: 123 },
    { kind: PORT, word: "124", value: undefined },
    { kind: PORT, word: "1024", value: undefined },
    { kind: PORT, word: "1025", value: 1025 },
    { kind: PORT, word: "124", value: 124, context: COMPUTER },
    { kind: PORT, word: "1", value: 1, context: COMPUTER },
    { kind: PORT, word: "0", value: undefined, context: COMPUTER },
    { kind: PORT, word: "65535", value: 65_535, context: COMPUTER },
    { kind: PORT, word: "65536", value: undefined, context: COMPUTER },
    { kind: text(3), word: "äöü", value: "äöü" },
    { kind: text(3), word: "abcd", value: undefined },
    { kind: text(3), word: "", value: undefined },
    { kind: text(3), word: "a\x07", value: undefined },
    { kind: WORDS, word: "minpoll", value: "minpoll" },
    { kind: WORDS, word: "MI", value: "minpoll" },
    { kind: WORDS, word: "m", value: undefined },
    { kind: WORDS, word: "max", value: "max" },
    { kind: WORDS, word: "maxp", value: "maxpoll" },
    { kind: WORDS, word: "maxpolls", value: undefined },
    { kind: CLOCK, word: "08:30", value: 30_600 },
    { kind: CLOCK, word: "8:30", value: 30_600 },
    { kind: CLOCK, word: "23:59:59", value: 86_399 },
    { kind: CLOCK, word: "24:00", value: undefined },
    { kind: CLOCK, word: "08:60", value: undefined },
    { kind: CLOCK, word: "08:00:60", value: undefined },
    { kind: CLOCK, word: "8", value: undefined },
    { kind: CLOCK, word: "08:30:", value: undefined },
  ];
  for (const { kind, word, value, context = BOARD } of rows)
    it(`${kind.hint(context)} of "${word}" is ${value}`, () => {
      const cursor = new Cursor(word === "" ? [] : [word, "next"], context, []);
      assert.equal(kind.read(cursor), value);
      assert.equal(cursor.at, value === undefined ? 0 : 1);
    });

  it("a flag takes no word of its own", () => {
    const cursor = new Cursor(["next"], BOARD, []);
    assert.equal(FLAG.read(cursor), true);
    assert.equal(cursor.at, 0);
    assert.equal(FLAG.write(true), "");
  });

  it("says why it takes no control characters", () => {
    const cursor = new Cursor(["a\x1b"], BOARD, []);
    text(9).read(cursor);
    assert.match(cursor.why, /control characters/);
  });

  it("a time of day is written with its seconds", () => {
    assert.equal(CLOCK.write(0), "00:00:00");
    assert.equal(CLOCK.write(5 * 3600 + 45 * 60 + 7), "05:45:07");
  });

  it("offers the words there are, each with what it means", () => {
    const kind = explainedChoice(["add", "Ahead"], ["minus", "Behind"]);
    assert.deepEqual(kind.offers(BOARD), ["add", "minus"]);
    assert.equal(kind.helpOf?.("minus"), "Behind");
    assert.equal(WORDS.helpOf?.("max"), undefined);
    assert.deepEqual(integer(1, 2).offers(BOARD), []);
  });

  it("tells its range, a port's by the build", () => {
    assert.equal(PER_DIALECT.hint(contextOf(Dialect.Vrp)), "INTEGER<3-6>");
    assert.equal(PORT.hint(BOARD), "INTEGER<123,1025-65535>");
    assert.equal(PORT.hint(COMPUTER), "INTEGER<1-65535>");
  });

  it("a word is the one that it is, or else all that it begins", () => {
    assert.deepEqual(matching(["source", "source-interface"], "source"), ["source"]);
    assert.deepEqual(matching(["source", "Source-Interface"], "SOU"), ["source", "Source-Interface"]);
    assert.deepEqual(matching(["source"], ""), []);
    assert.deepEqual(matching(["source"], "sources"), []);
  });
});
