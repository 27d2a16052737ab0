/** A receiver's line over a serial port as the SDK's is, which tells of its room a little later. */
import assert from "node:assert/strict";
import { ReceiverLine, type SerialOptions, type SerialPort } from "../../../boards/esp32/receiver-line.js";
import { LineError, type SerialHandler, type SerialLine } from "../../../src/runtime/line-ports.js";
import { type Instant } from "../../../src/time/moment.js";
import { SETUP_FRAMES, SETUP_LENGTH, writeSetup } from "../../../src/wire/ubx-setup.js";

/** The chip takes so many octets at once, and tells that it is ready for more when few are left. */
const FIFO = 128;
const FEW = 10;

const PLACE = { port: 1, receive: 16, transmit: 17 };

const DEAF: SerialHandler = { received: () => {}, failed: () => {} };

/** The chip's one port. */
class Chip {
  readonly sent: number[] = [];
  isTaken = false;
  #options: SerialOptions | undefined;
  readonly #waiting: number[] = [];
  #heard: readonly number[] = [];

  open(options: SerialOptions): SerialPort {
    if (this.isTaken) throw new Error("in use");
    this.isTaken = true;
    this.#options = options;
    return {
      write: octets => {
        if (octets.length > FIFO - this.#waiting.length) throw new Error("output full");
        this.#waiting.push(...octets);
      },
      read: () => Uint8Array.from(this.#heard).buffer,
      close: () => (this.isTaken = false),
    };
  }

  /** Sends until nothing is left. */
  send(): void {
    do {
      this.sent.push(...this.#waiting.splice(0, this.#waiting.length - FEW));
      this.#options?.onWritable(FIFO - this.#waiting.length);
    } while (this.#waiting.length > FEW);
    this.sent.push(...this.#waiting.splice(0));
  }

  hear(port: SerialPort, octets: readonly number[]): void {
    this.#heard = octets;
    this.#options?.onReadable.call(port);
  }
}

function bench(handler = DEAF): { chip: Chip; lines: ReceiverLine; line: SerialLine; ports: SerialPort[] } {
  const chip = new Chip();
  const ports: SerialPort[] = [];
  const io = function (options: SerialOptions): SerialPort {
    const port = chip.open(options);
    ports.push(port);
    return port;
  };
  const counter = { read: (into: Instant) => void (into.seconds = 7) };
  const lines = new ReceiverLine(io as never, PLACE, counter as never);
  return { chip, lines, line: lines.open("gps", 9600, handler), ports };
}

/** What a receiver is asked for; answers its octets. */
function ask(line: SerialLine): number[] {
  const frame = new Uint8Array(SETUP_LENGTH);
  const all: number[] = [];
  for (let i = 0; i < SETUP_FRAMES; i++) {
    const length = writeSetup(i, frame);
    line.write(frame, length);
    all.push(...frame.subarray(0, length));
  }
  return all;
}

describe("a receiver's line on an ESP32", () => {
  it("sends all of what a receiver is asked for, although there is no room yet, and again", () => {
    const { chip, line } = bench();
    const asked = ask(line);
    assert.ok(asked.length > 3 * FIFO);
    chip.send();
    assert.deepEqual(chip.sent, asked);
    ask(line);
    chip.send();
    assert.deepEqual(chip.sent, [...asked, ...asked]);
  });

  it("keeps no more than it is asked for twice, and whole frames alone", () => {
    const { chip, line } = bench();
    const asked = ask(line);
    for (let i = 0; i < 20; i++) ask(line);
    chip.send();
    assert.ok(chip.sent.length >= 2 * asked.length && chip.sent.length < 4 * asked.length);
    const rounds = [...asked, ...asked, ...asked, ...asked].slice(0, chip.sent.length);
    assert.deepEqual(chip.sent, rounds);
    const ends = new Set<number>();
    for (let i = 0, end = 0; i < 4 * SETUP_FRAMES; i++)
      ends.add((end += writeSetup(i % SETUP_FRAMES, new Uint8Array(SETUP_LENGTH))));
    assert.ok(ends.has(chip.sent.length));
  });

  it("hands on what it hears, and when that was", () => {
    const heard: unknown[] = [];
    const handler = {
      ...DEAF,
      received: (octets: Uint8Array, length: number, at: Instant) =>
        heard.push(...octets, length, at.seconds),
    };
    const { chip, ports } = bench(handler);
    chip.hear(ports[0], [36, 71, 80]);
    assert.deepEqual(heard, [36, 71, 80, 3, 7]);
  });

  it("is refused as lines are where the port is, and to be had again once it is closed", () => {
    const { chip, lines, line } = bench();
    assert.throws(() => lines.open("gps", 9600, DEAF), new LineError("serial port 1: in use"));
    line.close();
    assert.equal(chip.isTaken, false);
    lines.open("gps", 9600, DEAF);
    assert.throws(() => lines.open("serial0", 9600, DEAF), LineError);
  });
});
