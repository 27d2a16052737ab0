import assert from "node:assert/strict";
import { commonStart, offerLines } from "../../src/console/offer-lines.js";

describe("what may follow", () => {
  it("is told in two columns, as wide as the longest word", () =>
    assert.deepEqual(
      offerLines([
        { word: "ntp-service", help: "Network Time Protocol", isLiteral: true },
        { word: "漢", help: "An ideograph", isLiteral: true },
        { word: "<cr>", help: "", isLiteral: false },
      ]),
      ["  ntp-service  Network Time Protocol", "  漢           An ideograph", "  <cr>"],
    ));

  for (const { words, start } of [
    { words: ["display"], start: "display" },
    { words: ["display", "disable"], start: "dis" },
    { words: ["Vlan-interface2", "vlan-interface3"], start: "Vlan-interface" },
    { words: ["abc", "ab", "a"], start: "a" },
    { words: ["abc", "xyz"], start: "" },
  ])
    it(`${words.join(", ")} begin with "${start}"`, () => assert.equal(commonStart(words), start));
});
