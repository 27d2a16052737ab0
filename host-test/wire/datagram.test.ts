import assert from "node:assert/strict";
import { Datagram, MAX_DATAGRAM } from "../../src/wire/datagram.js";

describe("datagram", () => {
  it("has room of its own for the longest that is read, and holds nothing", () => {
    const datagram = new Datagram();
    assert.equal(datagram.bytes.length, MAX_DATAGRAM);
    assert.equal(datagram.length, 0);
    assert.notEqual(datagram.bytes, new Datagram().bytes);
  });

  it("views the very bytes it is given, wherever they lie in a larger buffer", () => {
    const buffer = new Uint8Array(16).fill(0xaa);
    const datagram = new Datagram(buffer.subarray(4, 12));
    assert.equal(datagram.view.byteLength, 8);
    datagram.view.setUint32(0, 0x0102_0304);
    assert.deepEqual([...buffer.subarray(3, 9)], [0xaa, 1, 2, 3, 4, 0xaa]);
    datagram.bytes[7] = 9;
    assert.equal(datagram.view.getUint8(7), 9);
    assert.equal(buffer[11], 9);
  });
});
