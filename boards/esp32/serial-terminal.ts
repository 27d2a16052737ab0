/** A serial port of the chip where somebody may sit. */
import Serial from "embedded:io/serial";
import { type TerminalHandler, type TerminalPort } from "ntp/firmware/board";

export interface SerialPlace {
  readonly port: number;
  readonly receive: number;
  readonly transmit: number;
  readonly baud: number;
}

export function openSerial(place: SerialPlace, handler: TerminalHandler): TerminalPort {
  return new Serial({
    ...place,
    format: "buffer",
    onReadable(): void {
      handler.received(new Uint8Array(this.read() as ArrayBuffer));
    },
    onWritable: room => handler.writable(room),
  });
}
