import assert from "node:assert/strict";
import { TrapDate } from "../../src/report/trap-date.js";
import { Datagram } from "../../src/wire/datagram.js";
import { NotificationWriter } from "../../src/wire/snmp.js";
import { FakeStatus } from "../console/fake-node.js";
import { octets } from "../support/hex.js";
import { readTrap } from "../support/snmp.js";

const OBJECT = "1.3.6.1.2.1.197.1.2.9.0";

function written(status: FakeStatus): readonly (readonly [string, string | number])[] {
  const datagram = new Datagram();
  const writer = new NotificationWriter();
  writer.begin(datagram, octets("70"), 1, 0, "1.3.6.1");
  new TrapDate(status).write(writer);
  writer.end();
  return readTrap(datagram.bytes.slice(0, datagram.length)).objects;
}

describe("the date of a notification", () => {
  for (const [seconds, fraction, date] of [
    [0xec8f_5a80, 0x8000_0000, "0x00000000ec8f5a808000000000000000"],
    [5, 1, "0x00000001000000050000000100000000"],
  ] as const)
    it(`is that of RFC 5905, of whatever era: ${date}`, () => {
      const status = new FakeStatus();
      status.system.reference.set(1, 0);
      status.clock = [seconds, fraction];
      assert.deepEqual(written(status), [[OBJECT, date]]);
    });

  it("has no octets until a source has set the clock", () =>
    assert.deepEqual(written(new FakeStatus()), [[OBJECT, ""]]));
});
