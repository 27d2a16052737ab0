import assert from "node:assert/strict";
import { SharedMemory } from "../../src/runtime/shared-memory.js";
import { Instant } from "../../src/time/moment.js";
import { parseAddress } from "../../src/wire/address-text.js";
import { Endpoint, Family } from "../../src/wire/address.js";
import { Datagram, MAX_DATAGRAM } from "../../src/wire/datagram.js";

const SLOTS = 4;
/** Words of a head, as `enum head` of batch.h has them. */
const HEAD_WORDS = 9;

function made(): { memory: SharedMemory; words: Uint32Array } {
  const memory = new SharedMemory(SLOTS, bytes => new ArrayBuffer(bytes));
  return { memory, words: new Uint32Array(memory.buffer, 0, 2 * SLOTS * HEAD_WORDS) };
}

function endpoint(text: string, port: number): Endpoint {
  const parsed = new Endpoint();
  assert.ok(parseAddress(text, parsed));
  parsed.port = port;
  return parsed;
}

describe("memory shared with native code", () => {
  it("is as large as two batches of heads and datagrams", () =>
    assert.equal(made().memory.buffer.byteLength, 2 * SLOTS * (HEAD_WORDS * 4 + MAX_DATAGRAM)));

  for (const { text, family } of [
    { text: "192.0.2.7", family: Family.IPv4 },
    { text: "fe80::1234%5", family: Family.IPv6 },
  ])
    it(`carries ${text} to the native side and back`, () => {
      const { memory } = made();
      const sent = endpoint(text, 1123);
      const back = new Endpoint();
      memory.writeAddress(2, sent, sent.port);
      memory.readAddress(2, family, back);
      assert.deepEqual(back, sent);
    });

  it("puts a queued datagram behind the received ones", () => {
    const { memory, words } = made();
    const datagram = new Datagram();
    datagram.bytes.set([1, 2, 3]);
    datagram.length = 3;
    memory.queue(1, datagram, endpoint("192.0.2.7", 123));
    assert.equal(words[(SLOTS + 1) * HEAD_WORDS], 3);
    const at = 2 * SLOTS * HEAD_WORDS * 4 + (SLOTS + 1) * MAX_DATAGRAM;
    assert.deepEqual([...new Uint8Array(memory.buffer, at, 4)], [1, 2, 3, 0]);
  });

  it("shows one received datagram after the other, whole", () => {
    const { memory, words } = made();
    const at = 2 * SLOTS * HEAD_WORDS * 4;
    for (let slot = 0; slot < SLOTS; slot++) {
      words[slot * HEAD_WORDS] = slot === 2 ? MAX_DATAGRAM + 1 : 48;
      new Uint8Array(memory.buffer, at + slot * MAX_DATAGRAM, MAX_DATAGRAM).fill(slot + 1);
    }
    for (let slot = 0; slot < SLOTS; slot++) {
      const { bytes, length } = memory.received(slot);
      const shown = bytes.subarray(0, length);
      assert.deepEqual([bytes.length, length], [MAX_DATAGRAM, slot === 2 ? MAX_DATAGRAM + 1 : 48]);
      assert.ok(shown.every(octet => octet === slot + 1));
    }
  });

  it("reads what the native side says of a datagram", () => {
    const { memory, words } = made();
    words.set([48, 4123, 0, 0, 0, 0, 0xc0000207, 17, 500_000_000], 3 * HEAD_WORDS);
    const sender = new Endpoint();
    const at = new Instant();
    memory.readSender(3, Family.IPv4, sender);
    memory.readArrival(3, { convert: (seconds, nanos, into) => into.set(seconds, nanos) }, at);
    assert.equal(memory.received(3).length, 48);
    assert.deepEqual(sender, endpoint("192.0.2.7", 4123));
    assert.deepEqual([at.seconds, at.fraction], [17, 500_000_000]);
  });
});
