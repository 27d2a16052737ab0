/** Regular expressions of routers, beside the engine's own where that means the same. */
import assert from "node:assert/strict";
import { Pattern, patternFault } from "../../src/console/pattern.js";
import { seeded } from "../support/random.js";

describe("patterns", () => {
  const rows: { pattern: string; yes: string[]; no: string[] }[] = [
    { pattern: "ntp", yes: ["ntp", " xntpx "], no: ["nt", "NTP", ""] },
    { pattern: "", yes: ["", "a"], no: [] },
    { pattern: "^ntp", yes: ["ntp-service"], no: [" ntp"] },
    { pattern: "ntp$", yes: ["the ntp"], no: ["ntp-service"] },
    { pattern: "^$", yes: [""], no: ["a"] },
    { pattern: "a.c", yes: ["xabcx", "a時c"], no: ["ac"] },
    { pattern: "ab*c", yes: ["ac", "abbbc"], no: ["axc"] },
    { pattern: "ab+c", yes: ["abc", "abbc"], no: ["ac"] },
    { pattern: "ab?c$", yes: ["ac", "abc"], no: ["abbc"] },
    { pattern: "one|two$", yes: ["one x", "x two"], no: ["two x"] },
    { pattern: "[0-9a]x", yes: ["5x", "ax"], no: ["bx", "-x"] },
    { pattern: "[^0-9]x", yes: ["bx"], no: ["5x", "x"] },
    { pattern: "[]a]x", yes: ["]x", "ax"], no: ["bx"] },
    { pattern: "[a-]x", yes: ["-x", "ax"], no: ["bx"] },
    { pattern: "10\\.1\\.", yes: ["10.1.1"], no: ["10x1.1"] },
    { pattern: "*", yes: ["*"], no: ["a"] },
    { pattern: "a$b", yes: ["a$b"], no: ["ab"] },
  ];
  for (const { pattern, yes, no } of rows)
    it(JSON.stringify(pattern), () => {
      const made = new Pattern(pattern);
      assert.deepEqual(
        yes.filter(line => !made.isIn(line)),
        [],
      );
      assert.deepEqual(
        no.filter(line => made.isIn(line)),
        [],
      );
    });

  it("mean what the engine's mean", () => {
    const random = seeded(7);
    const pick = (from: string): string => from[random(from.length)];
    for (let i = 0; i < 3000; i++) {
      const atoms = Array.from({ length: 1 + random(5) }, () => `${pick("ab.")}${pick("*+?   ").trim()}`);
      const text = `${random(5) === 0 ? "^" : ""}${atoms.join("")}${random(5) === 0 ? "$" : ""}`;
      const line = Array.from({ length: random(7) }, () => pick("abc")).join("");
      assert.equal(new Pattern(text).isIn(line), new RegExp(text).test(line), `${text} in ${line}`);
    }
  });

  it("take no longer for hostile expressions", () => {
    const pattern = new Pattern(`${"a*".repeat(100)}b`);
    assert.equal(pattern.isIn("a".repeat(1000)), false);
  });
});

describe("what is no regular expression", () => {
  const rows: { text: string; at: number | undefined }[] = [
    { text: "a[", at: 1 },
    { text: "a[]", at: 1 },
    { text: "[a]b[c", at: 4 },
    { text: "a\\", at: 1 },
    { text: "a\\[", at: undefined },
    { text: "[[]", at: undefined },
    { text: "[]]", at: undefined },
    { text: "a]*", at: undefined },
  ];
  for (const { text, at } of rows) it(text, () => assert.equal(patternFault(text)?.at, at));
});
