import assert from "node:assert/strict";
import { formFindings } from "./form.js";
import { moduleOf, modulesOf, told } from "./source.js";

const OPENING = "/** An example. */\n";

const BAD = [
  { name: "no opening", code: "export const A = 1;", why: /opens by saying/ },
  { name: "an empty opening", code: "/** */\nexport const A = 1;", why: /opens by saying/ },
  {
    name: "an opening that is no docstring",
    code: "// An example.\nexport const A = 1;",
    why: /opens by saying/,
  },
  {
    name: "an opening after the imports",
    code: `import "./a.js";\n/** An example. */`,
    why: /opens by saying/,
  },
  { name: "251 lines", code: OPENING + "// a\n".repeat(250), why: /251 lines/ },
  { name: "a comment of 111 columns", code: `${OPENING}// ${"a".repeat(108)}`, why: /column 110/ },
  {
    name: "a docstring of 111 columns",
    code: `/**\n * ${"a".repeat(108)}\n */\nexport const A = 1;`,
    why: /column 110/,
  },
  {
    name: "a comment that ends beyond them",
    code: `${OPENING}export const A = 1; // ${"a".repeat(90)}`,
    why: /column 110/,
  },
  { name: "a default function", code: `${OPENING}export default function f() {}`, why: /have names/ },
  { name: "a default expression", code: `${OPENING}export default 5;`, why: /have names/ },
  { name: "a barrel", code: `${OPENING}export * from "./a.js";`, why: /no barrels/ },
  { name: "a re-export", code: `${OPENING}export { a } from "./a.js";`, why: /no barrels/ },
  { name: "an export list", code: `${OPENING}const a = 1;\nexport { a };`, why: /no barrels/ },
  { name: "an enum that is an object", code: `${OPENING}export enum A { B }`, why: /enum is const/ },
  { name: "a namespace", code: `${OPENING}namespace A { export const b = 1; }`, why: /a module is a file/ },
  {
    name: "a function without a docstring",
    code: `${OPENING}/** A. */\nexport function a() {}\nexport function b() {}`,
    why: /b has no docstring/,
  },
  {
    name: "a class without a docstring",
    code: `${OPENING}export class A {}\nexport class B {}`,
    why: /B has no docstring/,
  },
  {
    name: "an arrow function without a docstring",
    code: `${OPENING}/** A. */\nexport function a() {}\nexport const b = () => 1;`,
    why: /b has no docstring/,
  },
  {
    name: "a first function that the opening is not about",
    code: `${OPENING}export function a() {}\n/** B. */\nexport function b() {}`,
    why: /a has no docstring/,
  },
  {
    name: "a plain comment for a docstring",
    code: `${OPENING}/** A. */\nexport function a() {}\n// B.\nexport function b() {}`,
    why: /b has no docstring/,
  },
];

const GOOD = [
  {
    name: "a first class, which the opening is about",
    code: `${OPENING}/** A. */\nexport function a() {}\nexport class B {}`,
  },
  { name: "a lone class, which the opening is about", code: `${OPENING}export class A {}` },
  {
    name: "several functions with docstrings",
    code: `${OPENING}\n/** A. */\nexport function a() {}\n/** B. */\nexport const b = () => 1;`,
  },
  {
    name: "helpers without docstrings",
    code: `${OPENING}export function a() {}\nfunction b() {}\nclass C {}`,
  },
  { name: "a const enum", code: `${OPENING}export const enum A { B }` },
  { name: "a comment of 110 columns", code: `${OPENING}// ${"a".repeat(107)}` },
  { name: "a text that cannot be wrapped", code: `${OPENING}export const A = "${"a".repeat(110)}";` },
  { name: "250 lines", code: OPENING + "// a\n".repeat(249) },
];

describe("form", () => {
  for (const { name, code, why } of BAD)
    it(`refuses ${name}`, () => {
      const findings = formFindings(moduleOf(code));
      assert.equal(findings.length, 1, JSON.stringify(findings));
      assert.match(findings[0].why, why);
    });

  for (const { name, code } of GOOD)
    it(`allows ${name}`, () => assert.deepEqual(formFindings(moduleOf(code)), []));

  for (const module of modulesOf("src"))
    it(module.path, () => assert.equal(told(module, formFindings(module)), ""));
});
