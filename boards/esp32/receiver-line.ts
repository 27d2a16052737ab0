/** The line of a receiver: the serial port "gps" as the board's folder has it. */
import { LineError, type SerialHandler, type SerialLine, type SerialPorts } from "ntp/runtime/line-ports";
import { type MonotonicCounter } from "ntp/runtime/shared-memory";
import { Instant } from "ntp/time/moment";

const LINE = "gps";

/** What is taken at once: seconds and nanoseconds of the counter, and octets; `CHUNK_OCTETS` of chunks.h. */
const HEAD_WORDS = 2;
const CHUNK_OCTETS = 512;

export interface LinePlace {
  readonly port: number;
  readonly receive: number;
  readonly transmit: number;
}

/** A port that keeps what comes, and when, until it is taken. */
export interface ChipLine {
  /**
   * Sets `into` to the oldest chunk, after the time at which its last octet came; answers how many octets it
   * has, 0: there is none. Where some were lost before it, it begins with an octet that is in no sentence.
   */
  take(into: ArrayBuffer): number;
  /** Sends the first `length` of `octets`, or nothing where there is no room for them. */
  write(octets: Uint8Array, length: number): void;
  close(): void;
}

/** `heard` is called as long as there is something to be taken, once for each chunk. Throws where it cannot be. */
export type OpenLine = (place: LinePlace, baud: number, heard: () => void) => ChipLine;

export class ReceiverLine implements SerialPorts {
  readonly #openLine: OpenLine;
  readonly #place: LinePlace;
  readonly #counter: MonotonicCounter;

  constructor(openLine: OpenLine, place: LinePlace, counter: MonotonicCounter) {
    this.#openLine = openLine;
    this.#place = place;
    this.#counter = counter;
  }

  open(name: string, baud: number, handler: SerialHandler): SerialLine {
    if (name !== LINE) throw new LineError(`this board's one serial line is "${LINE}"`);
    const counter = this.#counter;
    const at = new Instant();
    const headBytes = HEAD_WORDS * Uint32Array.BYTES_PER_ELEMENT;
    const chunk = new ArrayBuffer(headBytes + CHUNK_OCTETS);
    const words = new Uint32Array(chunk, 0, HEAD_WORDS);
    const octets = new Uint8Array(chunk, headBytes);
    const line = this.#connect(baud, () => {
      const length = line.take(chunk);
      if (length === 0) return;
      counter.convert(words[0], words[1], at);
      handler.received(octets, length, at);
    });
    return line;
  }

  #connect(baud: number, heard: () => void): ChipLine {
    try {
      return this.#openLine(this.#place, baud, heard);
    } catch (error) {
      throw new LineError(`serial port ${this.#place.port}: ${(error as Error).message}`);
    }
  }
}
