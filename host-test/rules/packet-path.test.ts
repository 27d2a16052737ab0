import assert from "node:assert/strict";
import { allocationFindings, claims, claimsWhole } from "./packet-path.js";
import { moduleOf, modulesOf, told } from "./source.js";

const HEADER = "/** Read in place; allocates nothing. */\n";

const ALLOCATING = [
  "return [a, b];",
  "return { a };",
  "return new Sample();",
  "for (const a of b) use(a);",
  "for (const a in b) use(a);",
  "const [a] = b;",
  "use(...b);",
  "const { a, ...rest } = b;",
  "b.sort((a, c) => a - c);",
  "use(function () {});",
  "function inner() {}",
  "return `${a} s`;",
  `return a + " s";`,
  `return "s " + a;`,
  "return /a/.test(b);",
  "return arguments[0];",
  "return bytes.subarray(4);",
  "return b.map(double);",
  "return a.toString();",
  "return String.fromCharCode(a);",
];

const FREE = [
  "const { view, bytes } = datagram;",
  "for (let i = 0; i < 8; i++) use(stages[i]);",
  "this.#offset = half(a + b);",
  "bytes.fill(0, 0, 48);",
  `throw new RangeError(\`no stage \${a}\`);`,
  `return a === "DENY" ? 1 : 2;`,
  "return view.getUint32(at + 4) === a.seconds;",
];

/** Where the claim is made, it holds; where it is not, it does not. */
const SCOPES = [
  { name: "a module", code: `${HEADER}const f = 1; function g() { return []; }`, lines: [2] },
  {
    name: "a function",
    code: "/** Opens. */\n/** Allocates nothing. */\nfunction f() { return []; }\nfunction g() { return []; }",
    lines: [3],
  },
  {
    name: "a class",
    code: "/** Opens. */\n/** Allocates\n * nothing. */\nclass A { f() { return []; } }\nclass B { f() { return []; } }",
    lines: [4],
  },
  {
    name: "a method",
    code: "/** Opens. */\nclass A {\n/** It allocates nothing. */\nf() { return []; }\ng() { return []; } }",
    lines: [4],
  },
  { name: "nobody", code: "/** Opens. */\nfunction f() { return []; }", lines: [] },
  {
    name: "a comment that is no docstring",
    code: "/** Opens. */\n// Allocates nothing.\nfunction f() { return []; }",
    lines: [],
  },
  {
    name: "a class, but its constructor and fields",
    code: `${HEADER}class A {\n#b = [1];\nf = () => [];\nconstructor() { this.c = new B(); }\ng() { return {}; } }`,
    lines: [6],
  },
  {
    name: "a module, its arrow functions too",
    code: `${HEADER}const f = (): number[] => {\n  const g = (): void => {};\n  return [];\n};`,
    lines: [3, 4],
  },
  {
    name: "a module, but its tables and types",
    code: `${HEADER}const A = Object.freeze([1]);\ntype B = { a: [number] };`,
    lines: [],
  },
];

describe("packet path", () => {
  for (const code of ALLOCATING)
    it(`refuses ${code}`, () => {
      const findings = allocationFindings(moduleOf(`${HEADER}function f() { ${code} }`));
      assert.ok(findings.length >= 1);
      assert.ok(findings.every(({ line }) => line === 2));
    });

  it("refuses a rest parameter", () =>
    assert.equal(allocationFindings(moduleOf(`${HEADER}function f(...rest: number[]) {}`)).length, 1));

  for (const code of FREE)
    it(`allows ${code}`, () =>
      assert.deepEqual(allocationFindings(moduleOf(`${HEADER}function f() { ${code} }`)), []));

  for (const { name, code, lines } of SCOPES)
    it(`is claimed by ${name}`, () => {
      const findings = allocationFindings(moduleOf(code));
      assert.deepEqual(
        findings.map(({ line }) => line),
        lines,
      );
    });

  it("is claimed in these words alone", () => {
    assert.ok(claims("/** Allocates nothing. */"));
    assert.ok(!claims("/** Allocates little, nothing to speak of. */"));
  });

  const modules = modulesOf("src");

  for (const path of [
    "src/core/answer.ts",
    "src/core/pace.ts",
    "src/core/schedule.ts",
    "src/core/server.ts",
    "src/core/system-process.ts",
    "src/time/fixed.ts",
    "src/time/moment.ts",
    "src/wire/address-kind.ts",
    "src/wire/address.ts",
    "src/wire/header.ts",
    "src/wire/trailer.ts",
  ])
    it(`${path} claims it`, () => {
      const module = modules.find(each => each.path === path);
      assert.ok(module !== undefined && claimsWhole(module));
    });

  for (const module of modules)
    it(module.path, () => assert.equal(told(module, allocationFindings(module)), ""));
});
