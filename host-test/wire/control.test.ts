import assert from "node:assert/strict";
import {
  associationIdOf,
  CONTROL_HEADER_LENGTH,
  ControlError,
  countOf,
  hasMore,
  isError,
  isResponse,
  markLast,
  markMore,
  offsetOf,
  Opcode,
  opcodeOf,
  sequenceOf,
  setAnswering,
  setExtent,
  statusOf,
  writeError,
  writeQuery,
} from "../../src/wire/control.js";
import { Datagram } from "../../src/wire/datagram.js";
import { toHex } from "../support/hex.js";

/** A datagram that was something else before. */
function used(): Datagram {
  const datagram = new Datagram();
  datagram.bytes.fill(0xff);
  return datagram;
}

function header({ bytes }: Datagram): string {
  return toHex(bytes, 0, CONTROL_HEADER_LENGTH);
}

describe("control messages (RFC 9327 section 2)", () => {
  it("write a query", () => {
    const datagram = used();
    writeQuery(datagram, 2, Opcode.ReadVariables, 0x1234, 0xabcd);
    // LI 0, version 2, mode 6; opcode 2; sequence; status 0; association; offset and count 0.
    assert.equal(header(datagram), "160212340000abcd00000000");
    assert.equal(datagram.length, CONTROL_HEADER_LENGTH);
    assert.deepEqual([isResponse(datagram), isError(datagram), hasMore(datagram)], [false, false, false]);
  });

  it("make it its answer, in several messages", () => {
    const datagram = used();
    writeQuery(datagram, 4, Opcode.ReadMru, 0xffff, 0);
    setAnswering(datagram, 0x0615);
    setExtent(datagram, 468, 12);
    markMore(datagram);
    assert.equal(header(datagram), "26aaffff0615000001d4000c");
    assert.equal(hasMore(datagram), true);
    markLast(datagram);
    assert.deepEqual([hasMore(datagram), isResponse(datagram)], [false, true]);
    assert.deepEqual(
      [opcodeOf, sequenceOf, statusOf, associationIdOf, offsetOf, countOf].map(read => read(datagram)),
      [Opcode.ReadMru, 0xffff, 0x0615, 0, 468, 12],
    );
  });

  it("say why there is no answer, whatever the request's other bits", () => {
    const datagram = used();
    writeQuery(datagram, 4, Opcode.Configure, 1, 7);
    datagram.bytes[1] |= 0xe0;
    setExtent(datagram, 9, 9);
    writeError(datagram, ControlError.Prohibited);
    assert.equal(header(datagram), "26c800010700000700000000");
    assert.deepEqual([isResponse(datagram), isError(datagram), hasMore(datagram)], [true, true, false]);
  });
});
