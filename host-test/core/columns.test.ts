import assert from "node:assert/strict";
import { columns } from "../../src/core/columns.js";

describe("columns", () => {
  it("are of one buffer, and each by itself", () => {
    const [first, second, third] = columns(3, 4);
    second.fill(7);
    third[0] = -0;
    assert.deepEqual([...first, ...second, ...third], [0, 0, 0, 0, 7, 7, 7, 7, -0, 0, 0, 0]);
    assert.equal(first.buffer, third.buffer);
  });
});
