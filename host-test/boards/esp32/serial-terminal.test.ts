import assert from "node:assert/strict";
import { openSerial, type TerminalOptions } from "../../../boards/esp32/serial-terminal.js";

const PLACE = { port: 0, receive: 3, transmit: 1, baud: 115_200 };

/** What is told of octets that wait in the chip: how many there were, and whether some did not find room. */
function toldOf(octets: number): string[] {
  const told: string[] = [];
  let opened: TerminalOptions | undefined;
  const io = function (options: TerminalOptions): void {
    opened = options;
  };
  const port = { read: () => new ArrayBuffer(octets), write: () => {}, close: () => {} };
  openSerial(io as never, PLACE, {
    received: ({ length }) => told.push(`${length}`),
    missed: () => told.push("missed"),
    writable: room => told.push(`room for ${room}`),
  });
  opened?.onReadable.call(port);
  opened?.onWritable(100);
  return told;
}

describe("a serial port of an ESP32 where somebody sits", () => {
  it("hands on what was read, and the room that there is", () =>
    assert.deepEqual(toldOf(127), ["127", "room for 100"]));

  it("tells before it, where the chip was full, that octets were lost", () =>
    assert.deepEqual(toldOf(128), ["missed", "128", "room for 100"]));
});
