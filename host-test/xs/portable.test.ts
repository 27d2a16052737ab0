import assert from "node:assert/strict";
import { specifiersOf } from "./portable.js";

describe("what a built module imports", () => {
  const rows = [
    { text: 'import assert from "node:assert/strict";', found: ["node:assert/strict"] },
    { text: 'import { a, b as c } from "./a.js";', found: ["./a.js"] },
    { text: 'import {\n  a,\n  b,\n} from "../a.js";', found: ["../a.js"] },
    { text: 'import "./a.js";', found: ["./a.js"] },
    { text: 'import * as a from "./a.js";\nimport "./b.js";', found: ["./a.js", "./b.js"] },
    { text: 'export * from "./a.js";', found: ["./a.js"] },
    { text: 'export { a } from "./a.js";', found: ["./a.js"] },
    { text: 'export const A = "./a.js";', found: [] },
    { text: 'export function from() {\n  return "./a.js";\n}', found: [] },
    { text: 'const text = `from "./a.js";`;', found: [] },
    { text: '// import "./a.js";', found: [] },
  ];
  for (const { text, found } of rows)
    it(`${JSON.stringify(text)}: ${found.join(" ") || "nothing"}`, () =>
      assert.deepEqual(specifiersOf(text), found));
});
