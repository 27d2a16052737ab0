import assert from "node:assert/strict";
import { never } from "../../src/time/never.js";

describe("never", () => {
  it("throws, and names the case that was left out", () =>
    assert.throws(() => never(7 as never), /^TypeError: unexpected case 7$/));
});
