import assert from "node:assert/strict";
import { instrument } from "./instrument.js";

/** What `code`, given counters, answers to `run(argument)`, and what was entered then. */
function tried(code: string, argument: unknown): { result: unknown; entered: string; kinds: string } {
  const { code: counted, kinds } = instrument(code, "a.js");
  const hits = new Uint8Array(kinds.length);
  const module = new Function("globalThis", `${counted}\nreturn run;`) as (scope: unknown) => unknown;
  const run = module({ countersOf: () => hits }) as (argument: unknown) => unknown;
  const result = run(argument);
  return { result, entered: hits.join(""), kinds };
}

const ROWS: readonly (readonly [
  code: string,
  argument: unknown,
  result: unknown,
  kinds: string,
  hits: string,
])[] = [
  ["function run(a) { return a; }", 1, 1, "f", "1"],
  ["const run = a => a + 1;", 1, 2, "f", "1"],
  ["const run = a => ({ a });", 1, { a: 1 }, "f", "1"],
  ["const run = a => { if (a) return 1; else return 2; }", 0, 2, "fbb", "101"],
  ["const run = a => { if (a) { return 1; } else if (a === 0) return 2; return 3; }", 0, 2, "fbbb", "1011"],
  ["const run = a => a ? 1 : 2", 0, 2, "fbb", "101"],
  ["const run = a => a || (a = 3)", 0, 3, "fb", "11"],
  ["const run = a => a && a.b", 0, 0, "fb", "10"],
  ["const run = a => a ?? 4", undefined, 4, "fb", "11"],
  ["const run = a => { let n = 0; for (let i = 0; i < a; i++) n += i; return n; }", 3, 3, "fb", "13"],
  ["const run = a => { let n = 0; for (const each of a) { n += each; } return n; }", [1, 2], 3, "fb", "12"],
  ["const run = a => { do a--; while (a > 0); return a; }", 3, 0, "fb", "13"],
  [
    'const run = a => { switch (a) { case ":": case "b": return 1; default: return 2; } }',
    "b",
    1,
    "fbbb",
    "1010",
  ],
  ["const run = a => { try { throw a; } catch (e) { return e; } }", 5, 5, "fb", "11"],
  ["class A { #b = 2; get b() { return this.#b; } } const run = () => new A().b;", 0, 2, "ff", "11"],
  ["const run = a => `${a ? 'x' : 'y'}${a?.b ?? 'z'}`;", 1, "xz", "fbbb", "1101"],
];

describe("counters", () => {
  for (const [code, argument, result, kinds, hits] of ROWS)
    it(code, () => assert.deepEqual(tried(code, argument), { result, entered: hits, kinds }));

  it("leave every line where it was", () => {
    const code = "import a from 'a';\n\nexport function b(c) {\n  // d\n  return c ? a : 0;\n}\n";
    const lines = instrument(code, "a.js").code.split("\n");
    assert.equal(lines.length, code.split("\n").length);
    assert.match(lines[4], /return c \? /);
  });

  it("tell the texts that stand in a module, and not what it imports", () => {
    const code = 'import a from "a"; const b = ["c d", a("e")];';
    assert.deepEqual(instrument(code, "a.js").words, ["c d", "e"]);
  });
});
