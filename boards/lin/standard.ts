/** The process's standard input and output as the place where somebody may sit, or a program. */
import { type StandardHandler, type StandardPort } from "ntp/firmware/board";

class Standard implements StandardPort {
  readonly isTerminal: boolean;
  readonly isTold: boolean;
  readonly #handler: StandardHandler;

  constructor(handler: StandardHandler) {
    this.#handler = handler;
    this.isTerminal = this.open();
    this.isTold = this.isTerminal && this.isErrorHere();
  }

  /** Whether it is a terminal. */
  open(): boolean {
    return native("xs_lin_standard_open").call(this) as boolean;
  }

  /** Whether what is told on standard error appears on the same terminal. */
  isErrorHere(): boolean {
    return native("xs_lin_standard_is_told").call(this) as boolean;
  }

  write(octets: Uint8Array): void {
    return native("xs_lin_standard_write").call(this, octets) as void;
  }

  listen(isOn: boolean): void {
    return native("xs_lin_standard_listen").call(this, isOn) as void;
  }

  tellSize(): void {
    return native("xs_lin_standard_size").call(this) as void;
  }

  close(): void {
    return native("xs_lin_standard_close").call(this) as void;
  }

  /** Told by native code, never within another call but `tellSize`. */
  received(octets: ArrayBuffer): void {
    this.#handler.received(new Uint8Array(octets));
  }

  ended(): void {
    this.#handler.ended();
  }

  writable(room: number): void {
    this.#handler.writable(room);
  }

  resized(columns: number, rows: number): void {
    this.#handler.resized(columns, rows);
  }
}

export function openStandard(handler: StandardHandler): StandardPort {
  return new Standard(handler);
}
