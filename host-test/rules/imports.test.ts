import assert from "node:assert/strict";
import { FLOORS, importFindings } from "./imports.js";
import { moduleOf, modulesOfSource, told } from "./source.js";

const PATHS = [
  "time/fixed.ts",
  "wire/header.ts",
  "core/engine.ts",
  "core/deep/inner.ts",
  "runtime/node.ts",
  "console/session.ts",
];

const BAD = [
  { name: "a package", path: "core/a.ts", code: `import { z } from "zod";`, why: /relative/ },
  { name: "Node", path: "core/a.ts", code: `import { z } from "node:fs";`, why: /relative/ },
  { name: "no ending", path: "core/a.ts", code: `import { z } from "../time/fixed";`, why: /relative/ },
  { name: "a .ts ending", path: "core/a.ts", code: `import { z } from "../time/fixed.ts";`, why: /relative/ },
  {
    name: "an absolute path",
    path: "core/a.ts",
    code: `import { z } from "/time/fixed.js";`,
    why: /relative/,
  },
  {
    name: "a missing module",
    path: "core/a.ts",
    code: `import { z } from "../time/fixt.js";`,
    why: /no src\/time\/fixt.ts/,
  },
  {
    name: "what is outside src",
    path: "core/a.ts",
    code: `import { z } from "../../boards/x.js";`,
    why: /no src\//,
  },
  {
    name: "a higher floor",
    path: "wire/a.ts",
    code: `import { z } from "../core/engine.js";`,
    why: /wire .* core/,
  },
  {
    name: "a type of a higher floor",
    path: "wire/a.ts",
    code: `import type { Z } from "../core/engine.js";`,
    why: /wire .* core/,
  },
  {
    name: "a higher floor, from a folder within",
    path: "core/deep/a.ts",
    code: `import { z } from "../../runtime/node.js";`,
    why: /core .* runtime/,
  },
  {
    name: "a higher floor, for what it does",
    path: "time/a.ts",
    code: `import "../core/engine.js";`,
    why: /time .* core/,
  },
  {
    name: "a higher floor, handed on",
    path: "time/a.ts",
    code: `export { z } from "../wire/header.js";`,
    why: /time .* wire/,
  },
  {
    name: "the console",
    path: "runtime/a.ts",
    code: `import { z } from "../console/session.js";`,
    why: /runtime .* console/,
  },
  { name: "a folder without a row", path: "attic/a.ts", code: "", why: /attic is no floor/ },
];

const GOOD = [
  { name: "its own floor", path: "core/a.ts", code: `import { z } from "./engine.js";` },
  {
    name: "its own floor, from a folder within",
    path: "core/deep/a.ts",
    code: `import { z } from "../engine.js";`,
  },
  { name: "a lower floor", path: "core/a.ts", code: `import { type Z } from "../time/fixed.js";` },
  {
    name: "a lower floor, from a folder within",
    path: "core/deep/a.ts",
    code: `import { z } from "../../wire/header.js";`,
  },
];

describe("imports", () => {
  for (const { name, path, code, why } of BAD)
    it(`refuses ${name}`, () => {
      const findings = importFindings(moduleOf(code, path), PATHS);
      assert.equal(findings.length, 1);
      assert.match(findings[0].why, why);
    });

  for (const { name, path, code } of GOOD)
    it(`allows ${name}`, () => assert.deepEqual(importFindings(moduleOf(code, path), PATHS), []));

  it("floors stand on each other: none below imports one above", () => {
    const seen: string[] = [];
    for (const [floor, below] of Object.entries(FLOORS)) {
      for (const lower of below) assert.ok(seen.includes(lower), `${floor} -> ${lower}`);
      seen.push(floor);
    }
  });

  const modules = modulesOfSource();
  const paths = modules.map(({ path }) => path);
  for (const module of modules)
    it(`src/${module.path}`, () => assert.equal(told(module, importFindings(module, paths)), ""));
});
