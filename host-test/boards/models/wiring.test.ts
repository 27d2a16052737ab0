import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { BOARDS } from "./board-table.js";
import { wiringPicture, withBoardTable } from "./wiring.js";

describe("what is said of the boards (npm run wiring)", () => {
  for (const board of Object.keys(BOARDS))
    it(`docs/wiring/${board}.svg is what its folder says`, () =>
      assert.equal(readFileSync(`docs/wiring/${board}.svg`, "utf8"), wiringPicture(board)));

  it("docs/boards.md has the table of the folders", () => {
    const page = readFileSync("docs/boards.md", "utf8");
    assert.equal(page, withBoardTable(page));
    assert.ok(Object.keys(BOARDS).every(board => page.includes(`wiring/${board}.svg`)));
  });
});
