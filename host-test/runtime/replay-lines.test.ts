import assert from "node:assert/strict";
import { Edge } from "../../src/core/clock-settings.js";
import { LineError } from "../../src/runtime/line-ports.js";
import { Happened } from "../../src/runtime/recording.js";
import { ReplayLines } from "../../src/runtime/replay-lines.js";

const BAUD = 9600;

/** Lines that open as the recording's `answers` say; what is sent, and what is heard. */
function replaying(...answers: readonly string[]) {
  const [rest, sent, heard] = [[...answers], [] as string[], [] as unknown[]];
  const next = (): string => rest.shift() ?? "";
  const lines = new ReplayLines(next, next, line => sent.push(line));
  const serial = {
    received: (octets: Uint8Array, length: number, at: { seconds: number; fraction: number }) =>
      heard.push([[...octets.subarray(0, length)], at.seconds, at.fraction]),
    failed: (why: string) => heard.push(why),
  };
  const pulse = {
    pulsed: (at: { seconds: number; fraction: number }) => heard.push([at.seconds, at.fraction]),
    failed: (why: string) => heard.push(why),
  };
  return { lines, sent, heard, serial, pulse };
}

describe("replayed lines", () => {
  it("hear what was heard, and write down what is sent", () => {
    const { lines, sent, heard, serial } = replaying("0");
    const line = lines.serial.open("gps", BAUD, serial);
    lines.happened(Happened.Heard, "0 100 5 244750");
    line.write(Uint8Array.of(0xb5, 0x62, 0xff), 2);
    line.close();
    lines.happened(Happened.LineLost, '0 "pulled out, it seems"');
    assert.deepEqual(heard, [[[0x24, 0x47, 0x50], 100, 5], "pulled out, it seems"]);
    assert.deepEqual(sent, ["tell 0 b562", "hang 0"]);
  });

  it("have the pulses", () => {
    const { lines, sent, heard, pulse } = replaying("3");
    const input = lines.pulses.open("pps", Edge.Rising, pulse);
    lines.happened(Happened.Pulsed, "3 101 7");
    lines.happened(Happened.InputLost, '3 "gone"');
    input.close();
    assert.deepEqual(heard, [[101, 7], "gone"]);
    assert.deepEqual(sent, ["shut input 3"]);
  });

  for (const { answer, why } of [
    { answer: '0 "no such line"', why: "no such line" },
    { answer: "", why: "" },
  ])
    it(`do not open where the recording says "${answer}"`, () => {
      const { lines, serial } = replaying(answer);
      assert.throws(
        () => lines.serial.open("gps", BAUD, serial),
        (error: Error) => error instanceof LineError && error.message === why,
      );
    });

  it("pass over what comes by a line that was never opened", () => {
    const { lines, heard } = replaying();
    lines.happened(Happened.Heard, "5 100 0 24");
    lines.happened(Happened.Pulsed, "5 100 0");
    assert.deepEqual(heard, []);
  });
});
