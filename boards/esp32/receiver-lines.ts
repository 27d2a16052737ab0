/** Where a receiver is connected: the serial line "gps" and the input "pps", as the board's folder has them. */
import { Edge } from "ntp/core/clock-settings";
import {
  LineError,
  type PulseHandler,
  type PulseInput,
  type PulsePorts,
  type SerialPorts,
} from "ntp/runtime/line-ports";
import { type MonotonicCounter } from "ntp/runtime/shared-memory";
import { openLine } from "./chip-line.js";
import { PulseCapture } from "./pulse-capture.js";
import { type LinePlace, ReceiverLine } from "./receiver-line.js";

const INPUT = "pps";

export interface ReceiverPlace extends LinePlace {
  /** The pin of the pulse. */
  readonly pulse?: number;
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
  counter: MonotonicCounter,
): { serial?: SerialPorts; pulses?: PulsePorts } {
  if (receiver === undefined) return {};
  const serial = new ReceiverLine(openLine, receiver, counter);
  const { pulse } = receiver;
  return pulse === undefined ? { serial } : { serial, pulses: new ReceiverPulses(pulse, counter) };
}
