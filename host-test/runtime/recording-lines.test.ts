/** Serial lines and pulses, written down as they come, and replayed from that. */
import assert from "node:assert/strict";
import { Edge } from "../../src/core/clock-settings.js";
import { LineError, type PulseHandler, type SerialHandler } from "../../src/runtime/line-ports.js";
import { RecordingPulses, RecordingSerial } from "../../src/runtime/recording-lines.js";
import { instant } from "../support/quantities.js";

const BAUD = 9600;
const OCTETS = Uint8Array.of(0x24, 0x47, 0x50, 0xff);

describe("recorded lines", () => {
  it("have all that is heard by a serial line, and why it is lost, and hand it on", () => {
    const lines: string[] = [];
    const heard: unknown[] = [];
    let handler: SerialHandler | undefined;
    const serial = new RecordingSerial(
      {
        open: (name, baud, own) => {
          heard.push([name, baud]);
          handler = own;
          return { write: () => {}, close: () => {} };
        },
      },
      line => lines.push(line),
    );
    serial.open("gps", BAUD, {
      received: (octets, length, at) => heard.push([[...octets.subarray(0, length)], at.seconds]),
      failed: why => heard.push(why),
    });
    handler!.received(OCTETS, 3, instant(100));
    handler!.failed("it was pulled out");
    assert.deepEqual(lines, ["y 0", "> heard 0 100 0 244750", '> lineLost 0 "it was pulled out"']);
    assert.deepEqual(heard, [["gps", BAUD], [[0x24, 0x47, 0x50], 100], "it was pulled out"]); // prettier-ignore
  });

  it("have every pulse", () => {
    const lines: string[] = [];
    const pulsed: number[] = [];
    let handler: PulseHandler | undefined;
    const pulses = new RecordingPulses(
      { open: (_name, _edge, own) => ((handler = own), { close: () => {} }) },
      line => lines.push(line),
    );
    pulses.open("pps", Edge.Rising, { pulsed: at => pulsed.push(at.seconds), failed: () => {} });
    handler!.pulsed(instant(101));
    handler!.failed("gone");
    assert.deepEqual(lines, ["p 0", "> pulsed 0 101 0", '> inputLost 0 "gone"']);
    assert.deepEqual(pulsed, [101]);
  });

  it("have what could not be opened, numbered on", () => {
    const lines: string[] = [];
    let isThere = false;
    const serial = new RecordingSerial(
      {
        open: () => {
          if (!isThere) throw new LineError("no such line");
          return { write: () => {}, close: () => {} };
        },
      },
      line => lines.push(line),
    );
    const handler = { received: () => {}, failed: () => {} };
    assert.throws(() => serial.open("gps", BAUD, handler), LineError);
    isThere = true;
    serial.open("gps", BAUD, handler);
    assert.deepEqual(lines, ['y 0 "no such line"', "y 1"]);
  });
});
