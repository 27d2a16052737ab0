import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ALL_SETTINGS } from "../../src/config/all-settings.js";
import { COMMANDS } from "../../src/console/grammars.js";
import { reference } from "./reference.js";

const TEXT = readFileSync(join(import.meta.dirname, "../../docs/commands.md"), "utf8");

describe("the command reference", () => {
  it("is what the rows say: npm run reference", () => assert.equal(TEXT, reference()));

  it("has every spelling of every command", () => {
    for (const { spellings } of [...ALL_SETTINGS, ...COMMANDS])
      for (const spelling of spellings) assert.match(TEXT, new RegExp(`\`${spelling}[ \`]`), spelling);
  });
});
