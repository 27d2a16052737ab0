import assert from "node:assert/strict";
import { Cursor } from "../../src/config/cursor.js";
import { Dialect } from "../../src/config/dialect.js";
import { contextOf } from "./context.js";

function over(...words: readonly string[]): Cursor {
  return new Cursor(words, contextOf(Dialect.Comware), []);
}

describe("a cursor over the words of a command", () => {
  it("reads word by word, and nothing past the end", () => {
    const cursor = over("a", "b");
    assert.deepEqual([cursor.word, cursor.peek(1), cursor.peek(2), cursor.isAtEnd], ["a", "b", "", false]);
    assert.equal(cursor.take(1), 1);
    assert.equal(cursor.word, "b");
    cursor.take(undefined);
    assert.deepEqual([cursor.word, cursor.isAtEnd], ["", true]);
  });

  it("takes several words for one value", () => {
    const cursor = over("1", "January", "2026");
    assert.equal(cursor.take("date", 2), "date");
    assert.equal(cursor.word, "2026");
  });

  it("keeps its place and a reason when a kind refuses", () => {
    const cursor = over("a");
    assert.equal(cursor.refuse("no a"), undefined);
    assert.deepEqual([cursor.at, cursor.why], [0, "no a"]);
  });
});
