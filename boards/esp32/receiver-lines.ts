/** Where a receiver is connected: the serial line "gps" and the input "pps", as the board's folder has them. */
import Serial from "embedded:io/serial";
import { Edge } from "ntp/core/clock-settings";
import {
  LineError,
  type PulseHandler,
  type PulseInput,
  type PulsePorts,
  type SerialHandler,
  type SerialLine,
  type SerialPorts,
} from "ntp/runtime/line-ports";
import { type CounterPort } from "ntp/runtime/ports";
import { type MonotonicCounter } from "ntp/runtime/shared-memory";
import { Instant } from "ntp/time/moment";
import { PulseCapture } from "./pulse-capture.js";

const LINE = "gps";
const INPUT = "pps";

export interface ReceiverPlace {
  readonly port: number;
  readonly receive: number;
  readonly transmit: number;
  /** The pin of the pulse. */
  readonly pulse?: number;
}

export class ReceiverLine implements SerialPorts {
  readonly #place: ReceiverPlace;
  readonly #counter: CounterPort;

  constructor(place: ReceiverPlace, counter: CounterPort) {
    this.#place = place;
    this.#counter = counter;
  }

  open(name: string, baud: number, handler: SerialHandler): SerialLine {
    if (name !== LINE) throw new LineError(`this board's one serial line is "${LINE}"`);
    const { port, receive, transmit } = this.#place;
    const counter = this.#counter;
    const at = new Instant();
    let room = 0;
    const serial = new Serial({
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
      onWritable: octets => (room = octets),
    });
    return {
      write(octets, length): void {
        const fitting = Math.min(length, room);
        room -= fitting;
        if (fitting > 0) serial.write(octets.slice(0, fitting));
      },
      close: () => serial.close(),
    };
  }
}

export class ReceiverPulses implements PulsePorts {
  readonly #pin: number;
  readonly #counter: MonotonicCounter;

  constructor(pin: number, counter: MonotonicCounter) {
    this.#pin = pin;
    this.#counter = counter;
  }

  open(name: string, edge: Edge, handler: PulseHandler): PulseInput {
    if (name !== INPUT) throw new LineError(`this board's one input for pulses is "${INPUT}"`);
    try {
      return new PulseCapture(this.#pin, edge === Edge.Rising, this.#counter, at => handler.pulsed(at));
    } catch (error) {
      throw new LineError((error as Error).message);
    }
  }
}

/** The receiver's ports; none where there is no receiver. */
export function receiverPorts(
  receiver: ReceiverPlace | undefined,
  counter: CounterPort & MonotonicCounter,
): { serial?: SerialPorts; pulses?: PulsePorts } {
  if (receiver === undefined) return {};
  const serial = new ReceiverLine(receiver, counter);
  const { pulse } = receiver;
  return pulse === undefined ? { serial } : { serial, pulses: new ReceiverPulses(pulse, counter) };
}
