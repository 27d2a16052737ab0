import assert from "node:assert/strict";
import { FLOORS, importFindings } from "./imports.js";
import { moduleOf, modulesOf, told } from "./source.js";

const PATHS = [
  "boards/node/alarm.ts",
  "host-test/support/random.ts",
  "src/time/fixed.ts",
  "src/wire/header.ts",
  "src/core/engine.ts",
  "src/core/deep/inner.ts",
  "src/runtime/node.ts",
  "src/console/session.ts",
];

const BAD = [
  { name: "a package", path: "src/core/a.ts", code: `import { z } from "zod";`, why: /relative/ },
  { name: "Node", path: "src/core/a.ts", code: `import { z } from "node:fs";`, why: /relative/ },
  { name: "no ending", path: "src/core/a.ts", code: `import { z } from "../time/fixed";`, why: /relative/ },
  {
    name: "a .ts ending",
    path: "src/core/a.ts",
    code: `import { z } from "../time/fixed.ts";`,
    why: /relative/,
  },
  {
    name: "an absolute path",
    path: "src/core/a.ts",
    code: `import { z } from "/time/fixed.js";`,
    why: /relative/,
  },
  {
    name: "a missing module",
    path: "src/core/a.ts",
    code: `import { z } from "../time/fixt.js";`,
    why: /no src\/time\/fixt.ts/,
  },
  {
    name: "what is outside src",
    path: "src/core/a.ts",
    code: `import { z } from "../../boards/x.js";`,
    why: /no boards\/x.ts/,
  },
  {
    name: "a higher floor",
    path: "src/wire/a.ts",
    code: `import { z } from "../core/engine.js";`,
    why: /wire .* core/,
  },
  {
    name: "a type of a higher floor",
    path: "src/wire/a.ts",
    code: `import type { Z } from "../core/engine.js";`,
    why: /wire .* core/,
  },
  {
    name: "a higher floor, from a folder within",
    path: "src/core/deep/a.ts",
    code: `import { z } from "../../runtime/node.js";`,
    why: /core .* runtime/,
  },
  {
    name: "a higher floor, for what it does",
    path: "src/time/a.ts",
    code: `import "../core/engine.js";`,
    why: /time .* core/,
  },
  {
    name: "a higher floor, handed on",
    path: "src/time/a.ts",
    code: `export { z } from "../wire/header.js";`,
    why: /time .* wire/,
  },
  {
    name: "the console",
    path: "src/runtime/a.ts",
    code: `import { z } from "../console/session.js";`,
    why: /runtime .* console/,
  },
  {
    name: "a higher floor, in a type alone",
    path: "src/time/a.ts",
    code: `type Z = import("../wire/header.js").Z;`,
    why: /time .* wire/,
  },
  {
    name: "a board",
    path: "src/core/a.ts",
    code: `import { z } from "../../boards/node/alarm.js";`,
    why: /core .* boards/,
  },
  {
    name: "tests, from a board",
    path: "boards/node/a.ts",
    code: `import { z } from "../../host-test/support/random.js";`,
    why: /boards .* host-test/,
  },
  {
    name: "a package, from a board",
    path: "boards/node/a.ts",
    code: `import { z } from "zod";`,
    why: /relative/,
  },
  {
    name: "a module that no manifest has, from a board on XS",
    path: "boards/lin/a.ts",
    code: `import { z } from "ntp/time/nothing";`,
    why: /no manifest/,
  },
  {
    name: "a part of the SDK that is not known, from a board on XS",
    path: "boards/lin/a.ts",
    code: `import { z } from "socket";`,
    why: /no manifest/,
  },
  {
    name: "src by its path, from a board on XS",
    path: "boards/lin/a.ts",
    code: `import { z } from "../../src/time/fixed.js";`,
    why: /as the manifests/,
  },
  {
    name: "what lies beside the board module, by its path",
    path: "boards/lin/board.ts",
    code: `import { z } from "./alarm.js";`,
    why: /as the manifests/,
  },
  { name: "a folder without a row", path: "src/attic/a.ts", code: "", why: /attic is no floor/ },
];

const GOOD = [
  { name: "Node, from a board", path: "boards/node/a.ts", code: `import { z } from "node:fs";` },
  {
    name: "src, from a board",
    path: "boards/node/a.ts",
    code: `import { z } from "../../src/time/fixed.js";`,
  },
  { name: "a board, from a board", path: "boards/node/a.ts", code: `import { z } from "./alarm.js";` },
  {
    name: "src by its name in a manifest, from a board on XS",
    path: "boards/lin/a.ts",
    code: `import { z } from "ntp/time/fixed";`,
  },
  { name: "the SDK, from a board on XS", path: "boards/lin/a.ts", code: `import Timer from "timer";` },
  { name: "its own floor", path: "src/core/a.ts", code: `import { z } from "./engine.js";` },
  {
    name: "its own floor, from a folder within",
    path: "src/core/deep/a.ts",
    code: `import { z } from "../engine.js";`,
  },
  { name: "a lower floor", path: "src/core/a.ts", code: `import { type Z } from "../time/fixed.js";` },
  {
    name: "a lower floor, from a folder within",
    path: "src/core/deep/a.ts",
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

  const modules = [...modulesOf("src"), ...modulesOf("boards")];
  const paths = modules.map(({ path }) => path);
  for (const module of modules)
    it(module.path, () => assert.equal(told(module, importFindings(module, paths)), ""));
});
