/** Serial lines and pulses that write down all that comes in by them. */
import { type Edge } from "../core/clock-settings.js";
import { type Instant } from "../time/moment.js";
import { toHex } from "../wire/hex.js";
import {
  LineError,
  type PulseHandler,
  type PulseInput,
  type PulsePorts,
  type SerialHandler,
  type SerialLine,
  type SerialPorts,
} from "./line-ports.js";
import { Happened, Reading, type WriteLine } from "./recording.js";

/** `ports`, with all that is heard written down. */
export class RecordingSerial implements SerialPorts {
  private lines = 0;

  constructor(
    readonly ports: SerialPorts,
    readonly write: WriteLine,
  ) {}

  open(name: string, baud: number, handler: SerialHandler): SerialLine {
    const id = this.lines++;
    const { write } = this;
    return opened(id, Reading.Line, write, () =>
      this.ports.open(name, baud, {
        received(octets: Uint8Array, length: number, at: Instant): void {
          write(`> ${Happened.Heard} ${id} ${at.seconds} ${at.fraction} ${toHex(octets, length)}`);
          handler.received(octets, length, at);
        },
        failed(why: string): void {
          write(`> ${Happened.LineLost} ${id} ${JSON.stringify(why)}`);
          handler.failed(why);
        },
      }),
    );
  }
}

/** `ports`, with every pulse written down. */
export class RecordingPulses implements PulsePorts {
  private inputs = 0;

  constructor(
    readonly ports: PulsePorts,
    readonly write: WriteLine,
  ) {}

  open(name: string, edge: Edge, handler: PulseHandler): PulseInput {
    const id = this.inputs++;
    const { write } = this;
    return opened(id, Reading.Input, write, () =>
      this.ports.open(name, edge, {
        pulsed(at: Instant): void {
          write(`> ${Happened.Pulsed} ${id} ${at.seconds} ${at.fraction}`);
          handler.pulsed(at);
        },
        failed(why: string): void {
          write(`> ${Happened.InputLost} ${id} ${JSON.stringify(why)}`);
          handler.failed(why);
        },
      }),
    );
  }
}

/** Writes down whether it could be opened, and why not. */
function opened<T>(id: number, reading: Reading, write: WriteLine, open: () => T): T {
  try {
    const it = open();
    write(`${reading} ${id}`);
    return it;
  } catch (error) {
    if (error instanceof LineError) write(`${reading} ${id} ${JSON.stringify(error.message)}`);
    throw error;
  }
}
