/** The line of a receiver: the serial port "gps" as the board's folder has it. */
import { type Outlet, OutletLink } from "ntp/firmware/outlet-link";
import { LineError, type SerialHandler, type SerialLine, type SerialPorts } from "ntp/runtime/line-ports";
import { type CounterPort } from "ntp/runtime/ports";
import { Instant } from "ntp/time/moment";

const LINE = "gps";

/** Octets that may wait for the line: what a receiver is asked for at a start, twice. */
const MOST_PENDING = 1024;

export interface LinePlace {
  readonly port: number;
  readonly receive: number;
  readonly transmit: number;
}

/** The part of the SDK's serial ports that is needed. */
export type SerialClass = new (options: SerialOptions) => SerialPort;

export interface SerialPort extends Outlet {
  read(): unknown;
}

export interface SerialOptions extends LinePlace {
  readonly baud: number;
  readonly format: "buffer";
  readonly onReadable: (this: SerialPort) => void;
  readonly onWritable: (room: number) => void;
}

export class ReceiverLine implements SerialPorts {
  readonly #io: SerialClass;
  readonly #place: LinePlace;
  readonly #counter: CounterPort;

  constructor(io: SerialClass, place: LinePlace, counter: CounterPort) {
    this.#io = io;
    this.#place = place;
    this.#counter = counter;
  }

  open(name: string, baud: number, handler: SerialHandler): SerialLine {
    if (name !== LINE) throw new LineError(`this board's one serial line is "${LINE}"`);
    const { port, receive, transmit } = this.#place;
    const counter = this.#counter;
    const at = new Instant();
    const link = new OutletLink(MOST_PENDING);
    const options: SerialOptions = {
      port,
      receive,
      transmit,
      baud,
      format: "buffer",
      onReadable(): void {
        counter.read(at);
        const octets = new Uint8Array(this.read() as ArrayBuffer);
        handler.received(octets, octets.length, at);
      },
      onWritable: room => link.flush(room),
    };
    link.attach(this.#connect(options));
    return {
      write(octets, length): void {
        if (!link.isFull) link.write(octets.slice(0, length));
      },
      close: () => link.cut(),
    };
  }

  #connect(options: SerialOptions): SerialPort {
    try {
      return new this.#io(options);
    } catch (error) {
      throw new LineError(`serial port ${options.port}: ${(error as Error).message}`);
    }
  }
}
