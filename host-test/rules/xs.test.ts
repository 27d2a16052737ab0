import assert from "node:assert/strict";
import ts from "typescript";
import { moduleOf, modulesOf, told, type Module } from "./source.js";
import { xsFindings } from "./xs.js";

/** Each breaks one rule, once. */
const BAD = [
  { code: "let count = 0;", why: /module state/ },
  { code: "export let count = 0;", why: /module state/ },
  { code: "var count = 0;", why: /module state/ },
  { code: "const window = new Uint32Array(64);", why: /frozen tables/ },
  { code: "export const peers: Map<string, number> = new Map();", why: /frozen tables/ },
  { code: "const view = new DataView(bytes);", why: /frozen tables/ },
  { code: "const table = [1, 2];", why: /frozen tables/ },
  { code: "const table = { a: 1 } as const;", why: /frozen tables/ },
  { code: "const table = Object.freeze([[1], [2]]);", why: /frozen tables/ },
  { code: "const table = Object.freeze({ a: { b: 1 } });", why: /frozen tables/ },
  { code: "const table = Array.from(source);", why: /frozen tables/ },
  { code: "const table = ROWS.map(double);", why: /frozen tables/ },
  { code: "const word = /a/g;", why: /frozen tables/ },
  { code: "const word = /a/iy;", why: /frozen tables/ },
  { code: "start();", why: /only declares/ },
  { code: "if (isHost) count = 1;", why: /only declares/ },
  { code: "for (const row of ROWS) add(row);", why: /only declares/ },
  { code: "class A { static count = 0; }", why: /module state/ },
  { code: "class A { static readonly all = new Set(); }", why: /frozen tables/ },
  { code: "class A { static { start(); } }", why: /only declares/ },
  { code: "const now = () => Date.now();", why: /time comes in/ },
  { code: "function now() { return new Date(); }", why: /time comes in/ },
  { code: "function now(at: Date) {}", why: /time comes in/ },
  { code: "function now() { return performance.now(); }", why: /time comes in/ },
  { code: "function later() { setTimeout(ring, 1); }", why: /time comes in/ },
  { code: "function often() { setInterval(ring, 1); }", why: /time comes in/ },
  { code: "function pick() { return Math.random(); }", why: /chance comes in/ },
  { code: "function f() { return process.argv; }", why: /no Node/ },
  { code: "function f() { return Buffer.alloc(1); }", why: /no Node/ },
  { code: `function f() { return require("x"); }`, why: /no Node/ },
  { code: "function f() { console.log(1); }", why: /no Node/ },
  { code: "function f() { return { console }; }", why: /no Node/ },
  { code: "function f() { return new TextDecoder(); }", why: /not in the language/ },
  { code: "async function f() {}", why: /at once/ },
  { code: "const f = async () => 1;", why: /at once/ },
  { code: "class A { async f() {} }", why: /at once/ },
  { code: "function f(): Promise<void> {}", why: /at once/ },
  { code: "function f() { queueMicrotask(g); }", why: /at once/ },
  { code: "function* f() {}", why: /at once/ },
  { code: "class A { *f() {} }", why: /at once/ },
  { code: "function f() { return 5n; }", why: /BigInt/ },
  { code: "function f() { return BigInt(5); }", why: /BigInt/ },
  { code: "function f(a: bigint) {}", why: /BigInt/ },
  { code: "const POWER = 2 ** 32;", why: /last bit/ },
  { code: "function f(a: number) { a **= 2; }", why: /last bit/ },
  ...[
    "pow",
    "exp",
    "log",
    "log2",
    "log10",
    "sin",
    "cos",
    "tan",
    "atan2",
    "hypot",
    "cbrt",
    "fround",
    "expm1",
  ].map(name => ({
    code: `const f = (a: number) => Math.${name}(a);`,
    why: /last bit/,
  })),
  { code: "function f() { Array.prototype.last = g; }", why: /built-ins stay/ },
  { code: "function f(a: object) { return a.__proto__; }", why: /built-ins stay/ },
  { code: "const f = (a: number) => a.toLocaleString();", why: /hangs on where/ },
  { code: "const f = (a: string, b: string) => a.localeCompare(b);", why: /hangs on where/ },
  { code: `class A extends Error { constructor() { super(); this.name = "A"; } }`, why: /class field/ },
  { code: `class A extends SocketError { constructor() { super(); this.name = "A"; } }`, why: /class field/ },
  { code: `function f() { return import("./a.js"); }`, why: /image is made/ },
  { code: "function f() { return import.meta.url; }", why: /each platform/ },
  { code: `function f() { return eval("1"); }`, why: /device builds/ },
  { code: "function f() { return globalThis; }", why: /device builds/ },
];

const GOOD = [
  "const WINDOW = 64;",
  "const WIDTH = 8 * WINDOW - -1;",
  "export const NAME: string = `ntp`;",
  "const ROWS: readonly number[] = Object.freeze([1, 2]);",
  "const ROWS = Object.freeze([Object.freeze({ a: 1 }), ...OTHERS, row(3)]);",
  "const ROWS = Object.freeze(OTHERS.filter(isWanted));",
  "const PORT: Kind = Object.freeze(new Port());",
  "const TABLE = Object.freeze({ a: Object.freeze([1]), b: () => 1, c });",
  "const HALF = Math.round(1 / 3);",
  "const ROW = setting({ words: [], options: [] });",
  "const WORD = /^a+$/i;",
  "export const double = (a: number): number => 2 * a;",
  "class A { static readonly most = 8; readonly #window = new Uint32Array(8); }",
  "function f() { let count = 0; const seen = new Map(); return [count, seen]; }",
  "function f(a: number) { return Math.sqrt(Math.max(Math.floor(a), Math.abs(a))) * Math.PI; }",
  "function f(clock: Clock) { return clock.Date + clock.process({ Date: 1 }); }",
  "interface A { Date(): number; process: string }",
  "function f(process: () => void) { process(); }",
  `import { fetch } from "./a.js"; const f = () => fetch();`,
  `class A extends Error { override readonly name = "A"; }`,
  `class A { constructor() { this.name = "A"; } }`,
  "// Date, async, 2 ** 3 and 5n in a comment",
  `const TEXT = "Date, async, 2 ** 3 and 5n in a text";`,
];

/** All that can be reached from `value` and changed, by its path; what a closure holds cannot be seen. */
function changeable(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null || value instanceof RegExp) return [];
  const isOpen =
    !Object.isFrozen(value) || ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set;
  return isOpen
    ? [path]
    : Object.entries(value).flatMap(([key, inner]) => changeable(inner, `${path}.${key}`));
}

/** Inlined where tsc builds; when tests translate file by file, they are objects. */
function constEnumsOf({ tree }: Module): string[] {
  return tree.statements.filter(ts.isEnumDeclaration).map(({ name }) => name.text);
}

describe("what XS needs", () => {
  for (const { code, why } of BAD)
    it(`refuses ${code}`, () => {
      const findings = xsFindings(moduleOf(code));
      assert.equal(findings.length, 1, JSON.stringify(findings));
      assert.match(findings[0].why, why);
    });

  for (const code of GOOD) it(`allows ${code}`, () => assert.deepEqual(xsFindings(moduleOf(code)), []));

  it("finds what can be changed, however deep", () => {
    const sealed = Object.freeze([Object.freeze({ a: 1 }), "b", null, () => {}, /c/]);
    assert.deepEqual(changeable(sealed, "x"), []);
    assert.deepEqual(changeable([1], "x"), ["x"]);
    assert.deepEqual(changeable(Object.freeze({ a: [1], b: Object.freeze({ c: {} }) }), "x"), [
      "x.a",
      "x.b.c",
    ]);
    assert.deepEqual(changeable(Object.freeze(new Map()), "x"), ["x"]);
    assert.deepEqual(changeable(Object.freeze(new Set()), "x"), ["x"]);
    assert.deepEqual(changeable(new Uint8Array(1), "x"), ["x"]);
  });

  for (const module of modulesOf("src")) {
    it(module.path, () => assert.equal(told(module, xsFindings(module)), ""));

    it(`${module.path} exports nothing that can be changed`, async () => {
      const url = new URL(`../../${module.path.replace(/\.ts$/, ".js")}`, import.meta.url);
      const exported = (await import(url.href)) as Record<string, unknown>;
      const enums = constEnumsOf(module);
      const values = Object.entries(exported).filter(([name]) => !enums.includes(name));
      assert.deepEqual(
        values.flatMap(([name, value]) => changeable(value, name)),
        [],
      );
    });
  }
});
