/** A serial port of the chip that a task of its own reads, whatever XS does meanwhile: `line.c`. */
import { type ChipLine, type LinePlace } from "./receiver-line.js";

class Line extends Native("xs_esp32_line_destructor") implements ChipLine {
  /** Set once it is open; the constructor is the native one alone, which the linker makes of it. */
  declare heard: () => void;

  constructor(port: number, receive: number, transmit: number, baud: number) {
    super();
    native("xs_esp32_line").call(this, port, receive, transmit, baud);
  }

  /** Called by native code. */
  received(): void {
    this.heard();
  }

  take(into: ArrayBuffer): number {
    return native("xs_esp32_line_take").call(this, into) as number;
  }

  write(octets: Uint8Array, length: number): void {
    return native("xs_esp32_line_write").call(this, octets, length) as void;
  }

  close(): void {
    return native("xs_esp32_line_close").call(this) as void;
  }
}

/** Throws where the port or its pins are not to be had. */
export function openLine({ port, receive, transmit }: LinePlace, baud: number, heard: () => void): ChipLine {
  const line = new Line(port, receive, transmit, baud);
  line.heard = heard;
  return line;
}
