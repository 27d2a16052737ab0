/**
 * What a platform provides for receivers of time: serial lines, and inputs whose edges mark the second.
 *
 * Objects given to a handler belong to the port and hold only until the handler returns.
 */
import { type Edge } from "../core/clock-settings.js";
import { type Instant } from "../time/moment.js";

/** A line or an input that is not to be had; `message` tells the operator why. */
export class LineError extends Error {
  override readonly name = "LineError";
}

export interface SerialHandler {
  /** The first `length` of `octets` came in, the last of them at `at`, as near as the platform tells. */
  received(octets: Uint8Array, length: number, at: Instant): void;
  /** It is gone, and closed; `why`: for the operator. Never within another call. */
  failed(why: string): void;
}

export interface SerialLine {
  /** Sends the first `length` of `octets`; what does not fit is lost. */
  write(octets: Uint8Array, length: number): void;
  close(): void;
}

export interface SerialPorts {
  /** Opens the line of this console name, 8 bits, no parity, 1 stop bit, or throws `LineError`. */
  open(name: string, baud: number, handler: SerialHandler): SerialLine;
}

export interface PulseHandler {
  /** The edge was at `at`, as near as the platform tells. */
  pulsed(at: Instant): void;
  /** As of `SerialHandler`. */
  failed(why: string): void;
}

export interface PulseInput {
  close(): void;
}

export interface PulsePorts {
  /** Opens the input of this console name, or throws `LineError`. */
  open(name: string, edge: Edge, handler: PulseHandler): PulseInput;
}
