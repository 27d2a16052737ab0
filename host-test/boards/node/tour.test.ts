import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { noPseudoTerminal } from "./tour-terminal.js";
import { tour } from "./tour.js";

const TEXT = readFileSync(join(import.meta.dirname, "../../../docs/console.md"), "utf8");
const PATIENCE_MS = 120_000;

describe("the tour of the console", () => {
  it("is what a pseudo-terminal shows: npm run tour", async function () {
    this.timeout(PATIENCE_MS);
    const missing = noPseudoTerminal();
    if (missing !== undefined) {
      console.log(`    skipped: ${missing}`);
      return this.skip();
    }
    assert.equal(await tour(), TEXT);
  });
});
