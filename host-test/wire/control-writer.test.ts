import assert from "node:assert/strict";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { CONTROL_DATA_MOST, Opcode } from "../../src/wire/control.js";
import { ControlWriter } from "../../src/wire/control-writer.js";
import { Datagram } from "../../src/wire/datagram.js";
import { assembled, query } from "../support/control.js";
import { endpoint } from "../support/engine-rig.js";

/** All messages of what `write` writes. */
function written(write: (out: ControlWriter) => void, unit = 4): Uint8Array[] {
  const messages: Uint8Array[] = [];
  const out = new ControlWriter(({ bytes, length }) => void messages.push(bytes.slice(0, length)));
  const datagram = new Datagram();
  datagram.bytes.set(query(Opcode.ReadVariables));
  out.begin(datagram, 0x0615, unit);
  write(out);
  out.end();
  assert.equal(out.sent, messages.length);
  return messages;
}

const time = new Timestamp();
time.set(0xeeaa_b093, 0x0757_408d);

const VALUES: [text: string, write: (out: ControlWriter) => void][] = [
  ["0", out => out.unsigned(0)],
  ["9007199254740991", out => out.unsigned(Number.MAX_SAFE_INTEGER)],
  ["10", out => out.unsigned(10)],
  ["-24", out => out.signed(-24)],
  ["1.500", out => out.decimal(1.5 * MILLISECOND, 1000, 3)],
  ["-0.041", out => out.decimal(-Math.round(0.041 * MILLISECOND), 1000, 3)],
  ["0.000", out => out.decimal(-1, 1000, 3)],
  ["1.000", out => out.decimal(Math.round(0.9996 * MILLISECOND), 1000, 3)],
  ["16000.00", out => out.decimal(16 * SECOND, 1000, 2)],
  ["2", out => out.decimal(1.5 * SECOND, 1, 0)],
  ["0x0", out => out.hex(0, 1)],
  ["0x400", out => out.hex(0x400, 1)],
  ["0xff", out => out.hex(0xff, 1)],
  ["0xeeaab093.0757408d", out => out.timestamp(time)],
  ["192.0.2.1:123", out => out.endpoint(endpoint("192.0.2.1"))],
  ["[2001:db8::1]:4", out => out.endpoint(endpoint("2001:db8::1", 4))],
  ["2001:db8::1", out => out.address(endpoint("2001:db8::1"))],
  ["GPS", out => out.characters(0x4750_5300)],
  ["a...", out => out.characters(0x612c_3d22)],
  [`"a.b"`, out => out.quoted(`a"b`)],
];

describe("control answers", () => {
  for (const [text, write] of VALUES)
    it(`writes ${text}`, () => {
      const answer = assembled(
        written(out => {
          out.name("x");
          write(out);
        }),
      );
      assert.equal(answer.text, `x=${text}\r\n`);
      assert.equal(answer.status, 0x0615);
    });

  it("parts items by commas, and ends with a line", () => {
    const { text } = assembled(
      written(out => {
        for (let i = 0; i < 3; i++) {
          out.indexed("ct", i);
          out.unsigned(i);
        }
      }),
    );
    assert.equal(text, "ct.0=0, ct.1=1, ct.2=2\r\n");
  });

  for (const count of [0, 1, 4, 466, 467, 468, 469, 936, 937, 2000])
    for (const unit of [4, 8])
      it(`${count} octets in messages that end at multiples of ${unit}`, () => {
        const messages = written(out => {
          for (let i = 0; i < count; i++) out.octet(i & 0xff);
        }, unit);
        assert.equal(messages.length, Math.max(1, Math.ceil(count / CONTROL_DATA_MOST)));
        for (const { length } of messages) assert.equal(length % unit, 0);
        assert.deepEqual(
          assembled(messages).data,
          Uint8Array.from({ length: count }, (_, i) => i & 0xff),
        );
      });
});
