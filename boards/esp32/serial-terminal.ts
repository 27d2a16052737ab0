/** A serial port of the chip where somebody may sit. */
import { type LineHandler, type TerminalPort } from "ntp/firmware/board";

/** Octets that the chip keeps until they are read, and the SDK's module has no others: what comes on is lost. */
const FIFO_LENGTH = 128;

export interface SerialPlace {
  readonly port: number;
  readonly receive: number;
  readonly transmit: number;
  readonly baud: number;
}

/** The part of the SDK's serial ports that is needed. */
export type TerminalClass = new (options: TerminalOptions) => ReadablePort;

export interface ReadablePort extends TerminalPort {
  read(): unknown;
}

export interface TerminalOptions extends SerialPlace {
  readonly format: "buffer";
  readonly onReadable: (this: ReadablePort) => void;
  readonly onWritable: (room: number) => void;
}

export function openSerial(io: TerminalClass, place: SerialPlace, handler: LineHandler): TerminalPort {
  return new io({
    ...place,
    format: "buffer",
    onReadable(): void {
      const octets = new Uint8Array(this.read() as ArrayBuffer);
      if (octets.length >= FIFO_LENGTH) handler.missed();
      handler.received(octets);
    },
    onWritable: room => handler.writable(room),
  });
}
