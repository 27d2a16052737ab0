/** A receiver's line over a port of the chip, which keeps what comes until it is taken. */
import assert from "node:assert/strict";
import { type ChipLine, type LinePlace, ReceiverLine } from "../../../boards/esp32/receiver-line.js";
import { GpsClock } from "../../../src/refclock/gps-clock.js";
import { type ReceiverOptions, type ReferenceSink } from "../../../src/refclock/reference-clock.js";
import { LineError, type SerialHandler, type SerialLine } from "../../../src/runtime/line-ports.js";
import { type Instant } from "../../../src/time/moment.js";

const PLACE: LinePlace = { port: 1, receive: 16, transmit: 17 };

const DEAF: SerialHandler = { received: () => {}, failed: () => {} };

interface Chunk {
  readonly text: string;
  readonly seconds: number;
  readonly nanoseconds: number;
}

/** The chip's one port. */
class Chip {
  readonly opened: unknown[] = [];
  readonly sent: number[] = [];
  isTaken = false;
  #heard: () => void = () => {};
  readonly #chunks: Chunk[] = [];

  open(place: LinePlace, baud: number, heard: () => void): ChipLine {
    if (this.isTaken) throw new Error("in use");
    this.isTaken = true;
    this.opened.push(place, baud);
    this.#heard = heard;
    return {
      take: into => this.#take(into),
      write: (octets, length) => void this.sent.push(...octets.subarray(0, length)),
      close: () => (this.isTaken = false),
    };
  }

  hear(text: string, seconds: number, nanoseconds = 0): void {
    this.#chunks.push({ text, seconds, nanoseconds });
    this.#heard();
  }

  /** It was taken with those before it. */
  tellOfNothing(): void {
    this.#heard();
  }

  #take(into: ArrayBuffer): number {
    const chunk = this.#chunks.shift();
    if (chunk === undefined) return 0;
    new Uint32Array(into).set([chunk.seconds, chunk.nanoseconds]);
    new Uint8Array(into, 8).set(Buffer.from(chunk.text, "latin1"));
    return chunk.text.length;
  }
}

function bench(handler = DEAF): { chip: Chip; lines: ReceiverLine; line: SerialLine } {
  const chip = new Chip();
  const counter = {
    convert: (seconds: number, nanoseconds: number, into: Instant) => into.set(seconds - 1, nanoseconds),
  };
  const lines = new ReceiverLine((place, baud, heard) => chip.open(place, baud, heard), PLACE, counter);
  return { chip, lines, line: lines.open("gps", 9600, handler) };
}

describe("a receiver's line on an ESP32", () => {
  it("is where the board's folder has it, at the speed that is configured", () => {
    const { chip, line, lines } = bench();
    line.close();
    lines.open("gps", 115_200, DEAF);
    assert.deepEqual(chip.opened, [PLACE, 9600, PLACE, 115_200]);
  });

  it("sends as many of the octets as it is to", () => {
    const { chip, line } = bench();
    line.write(Uint8Array.of(1, 2, 3, 4), 3);
    assert.deepEqual(chip.sent, [1, 2, 3]);
  });

  it("hands on what it hears, and when the counter showed that it came", () => {
    const heard: unknown[] = [];
    const { chip } = bench({
      ...DEAF,
      received: (octets, length, at) =>
        heard.push(Buffer.from(octets.subarray(0, length)).toString("latin1"), at.seconds, at.fraction),
    });
    chip.hear("$GPRMC,", 8, 500);
    chip.tellOfNothing();
    chip.hear("x".repeat(512), 9, 0);
    assert.deepEqual(heard, ["$GPRMC,", 7, 500, "x".repeat(512), 8, 0]);
  });

  it("makes no sentence of two halves that octets lack between", () => {
    const sink: ReferenceSink = { sample: () => {}, leapKnown: () => {}, changed: () => {}, send: () => {} };
    const options: ReceiverOptions = {
      hasPulses: false,
      baud: 9600,
      textDelay: undefined,
      pulseDelay: 0,
      taiOffsetSec: undefined,
    };
    const clock = new GpsClock(options, sink);
    const { chip } = bench({
      ...DEAF,
      received: (octets, length, at) => clock.heard(octets, length, at),
    });
    chip.hear("$GPZDA,,,,,,*48\r\n$GPZDA,,", 8);
    chip.hear(",,,,*48\r\n", 8, 10);
    assert.equal(clock.status.counts.sentences, 2);
    chip.hear("$GPZDA,,", 8, 20);
    chip.hear("\n,,,,*48\r\n$GPZDA,,,,,,*48\r\n", 8, 30);
    assert.equal(clock.status.counts.sentences, 3);
    assert.equal(clock.status.counts.broken, 1);
  });

  it("is refused as lines are where the port is, and to be had again once it is closed", () => {
    const { chip, lines, line } = bench();
    assert.throws(() => lines.open("gps", 9600, DEAF), new LineError("serial port 1: in use"));
    line.close();
    assert.equal(chip.isTaken, false);
    assert.throws(
      () => lines.open("serial0", 9600, DEAF),
      new LineError(`this board's one serial line is "gps"`),
    );
    lines.open("gps", 9600, DEAF);
  });
});
