import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { builtTests } from "../portable.js";

it("the unit tests of every floor are run on XS, each floor by a file here", () => {
  const here = readdirSync(import.meta.dirname).map(name => name.replace(".test.ts", ""));
  const floors = new Set(builtTests().map(test => test.floor));
  assert.deepEqual(here.sort(), [...floors, "floors"].sort());
});
