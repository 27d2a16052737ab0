import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { VERSION } from "../../src/core/version.js";

describe("the version", () => {
  it("is that of package.json", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    assert.equal(VERSION, version);
  });
});
