import assert from "node:assert/strict";
import { columns } from "../../src/core/columns.js";

describe("columns", () => {
  it("are of one buffer, and each by itself", () => {
    const [first, second, third] = columns(3, Float64Array, Uint16Array, Uint8Array);
    second.fill(0x7007);
    third[2] = 0x1ff;
    assert.deepEqual([...first, ...second, ...third], [0, 0, 0, 0x7007, 0x7007, 0x7007, 0, 0, 0xff]);
    assert.equal(first.buffer, third.buffer);
  });

  it("have the widest first", () => {
    assert.throws(() => columns(3, Uint8Array, Float64Array), RangeError);
  });
});
