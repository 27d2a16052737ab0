import assert from "node:assert/strict";
import { moduleOf, modulesOf, told } from "./source.js";
import { xsFindings } from "./xs.js";

/** Each breaks one rule, once. */
const BAD = [
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
  { code: "class A extends B { #f() { super.f(); } }", why: /no super/ },
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
  { code: `function f() { return Math["pow"](2, 3); }`, why: /last bit/ },
  { code: "function f() { const { pow } = Math; return pow; }", why: /last bit/ },
];

const GOOD = [
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

describe("what XS has not", () => {
  for (const { code, why } of BAD)
    it(`refuses ${code}`, () => {
      const findings = xsFindings(moduleOf(code));
      assert.equal(findings.length, 1, JSON.stringify(findings));
      assert.match(findings[0].why, why);
    });

  for (const code of GOOD) it(`allows ${code}`, () => assert.deepEqual(xsFindings(moduleOf(code)), []));

  for (const module of modulesOf("src"))
    it(module.path, () => assert.equal(told(module, xsFindings(module)), ""));
});
