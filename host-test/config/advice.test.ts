import assert from "node:assert/strict";
import { expected, hintOf, mayBe, sentence } from "../../src/config/advice.js";
import { Dialect } from "../../src/config/dialect.js";
import { choice, FLAG, integer } from "../../src/config/kinds.js";
import { option, param } from "../../src/config/syntax.js";
import { contextOf } from "./context.js";

describe("advice", () => {
  const context = contextOf(Dialect.Comware);
  const rows = [
    { given: hintOf(option("burst", FLAG, "Several requests"), context), words: "burst" },
    { given: hintOf(option("ttl", integer(1, 255), "Routers"), context), words: "ttl INTEGER<1-255>" },
    { given: hintOf(param("n", integer(0, 9), "How many"), context), words: "INTEGER<0-9> (how many)" },
    { given: hintOf(param("n", choice("a", "b"), "IPv6 only"), context), words: "a or b (IPv6 only)" },
    { given: hintOf(param("n", integer(0, 9), ""), context), words: "INTEGER<0-9>" },
    { given: expected([]), words: "Nothing more is expected." },
    { given: expected(["a", "b"]), words: "Expected: a, b." },
    { given: mayBe(["a", "b"]), words: "May be a, b." },
    { given: sentence("there is none"), words: "There is none." },
  ];
  for (const { given, words } of rows) it(words, () => assert.equal(given, words));
});
