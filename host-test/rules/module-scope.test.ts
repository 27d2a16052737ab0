import assert from "node:assert/strict";
import ts from "typescript";
import { moduleScopeFindings } from "./module-scope.js";
import { moduleOf, modulesOf, told, type Module } from "./source.js";

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
  { code: "const table = Object.freeze([[1], [2]] as const);", why: /frozen tables/ },
  { code: "const table = Object.freeze({ a: [1] } satisfies Row);", why: /frozen tables/ },
  { code: "const table = Array.from(source);", why: /frozen tables/ },
  { code: "const table = ROWS.map(double);", why: /frozen tables/ },
  { code: "const word = /a/g;", why: /frozen tables/ },
  { code: "const word = /^a+$/i;", why: /frozen tables/ },
  { code: "const table = Object.freeze([row(/a/)]);", why: /frozen tables/ },
  { code: "start();", why: /only declares/ },
  { code: "if (isHost) count = 1;", why: /only declares/ },
  { code: "for (const row of ROWS) add(row);", why: /only declares/ },
  { code: "class A { static count = 0; }", why: /module state/ },
  { code: "class A { static readonly all = new Set(); }", why: /frozen tables/ },
  { code: "class A { static { start(); } }", why: /only declares/ },
  { code: "const table = isSmall ? [1] : NONE;", why: /frozen tables/ },
  { code: "const table = GIVEN ?? new Map();", why: /frozen tables/ },
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
  "const WORD = (): RegExp => /^a+$/i;",
  "const ROWS = Object.freeze([row(() => /a/)]);",
  "export const double = (a: number): number => 2 * a;",
  "class A { static readonly most = 8; readonly #window = new Uint32Array(8); }",
  "function f() { let count = 0; const seen = new Map(); return [count, seen]; }",
  "const MOST = IS_SMALL ? 8 : 128;",
  "export const NOTHING = (): void => { void new Map(); };",
];

/** All that can be reached from `value` and changed, by its path; what a closure holds cannot be seen. */
function changeable(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
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

describe("module scope", () => {
  for (const { code, why } of BAD)
    it(`refuses ${code}`, () => {
      const findings = moduleScopeFindings(moduleOf(code));
      assert.equal(findings.length, 1, JSON.stringify(findings));
      assert.match(findings[0].why, why);
    });

  for (const code of GOOD)
    it(`allows ${code}`, () => assert.deepEqual(moduleScopeFindings(moduleOf(code)), []));

  it("finds what can be changed, however deep", () => {
    const sealed = Object.freeze([Object.freeze({ a: 1 }), "b", null, () => {}]);
    assert.deepEqual(changeable(sealed, "x"), []);
    assert.deepEqual(changeable([1], "x"), ["x"]);
    assert.deepEqual(changeable(/c/, "x"), ["x"]);
    assert.deepEqual(changeable(Object.freeze({ a: [1], b: Object.freeze({ c: {} }) }), "x"), [
      "x.a",
      "x.b.c",
    ]);
    assert.deepEqual(changeable(Object.freeze(new Map()), "x"), ["x"]);
    assert.deepEqual(changeable(Object.freeze(new Set()), "x"), ["x"]);
    assert.deepEqual(changeable(new Uint8Array(1), "x"), ["x"]);
  });

  for (const module of modulesOf("src")) {
    it(module.path, () => assert.equal(told(module, moduleScopeFindings(module)), ""));

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
