/** Serial lines and pulses that open, and fail, as a recording says. */
import {
  LineError,
  type PulseHandler,
  type PulsePorts,
  type SerialHandler,
  type SerialPorts,
} from "./line-ports.js";
import { Instant } from "../time/moment.js";
import { never } from "../time/never.js";
import { fromHex, toHex } from "../wire/hex.js";
import { Happened, type WriteLine } from "./recording.js";

export class ReplayLines {
  /** By the number that the recording gives them. */
  readonly lines: SerialHandler[] = [];
  readonly inputs: PulseHandler[] = [];
  private readonly at = new Instant();
  readonly serial: SerialPorts;
  readonly pulses: PulsePorts;

  /** `line`, `input`: what the recording says of the next to be opened; what is sent goes to `write`. */
  constructor(line: () => string, input: () => string, write: WriteLine) {
    this.serial = {
      open: (_name, _baud, handler) => {
        const id = take(line(), this.lines, handler);
        return {
          write: (octets, length) => write(`tell ${id} ${toHex(octets, length)}`),
          close: () => write(`hang ${id}`),
        };
      },
    };
    this.pulses = {
      open: (_name, _edge, handler) => {
        const id = take(input(), this.inputs, handler);
        return { close: () => write(`shut input ${id}`) };
      },
    };
  }

  /** An event of a recording: which of `Happened`, and what is said of it. */
  happened(
    word: Happened.Heard | Happened.LineLost | Happened.Pulsed | Happened.InputLost,
    text: string,
  ): void {
    const [id, ...words] = text.split(" ");
    const line = this.lines[Number(id)];
    const input = this.inputs[Number(id)];
    switch (word) {
      case Happened.LineLost:
        return line?.failed(JSON.parse(text.slice(id.length + 1)) as string);
      case Happened.InputLost:
        return input?.failed(JSON.parse(text.slice(id.length + 1)) as string);
      case Happened.Pulsed:
        this.at.set(Number(words[0]), Number(words[1]));
        return input?.pulsed(this.at);
      case Happened.Heard: {
        const octets = new Uint8Array(words[2].length / 2);
        this.at.set(Number(words[0]), Number(words[1]));
        return line?.received(octets, fromHex(words[2], octets), this.at);
      }
      default:
        return never(word);
    }
  }
}

/** Takes `handler` for what `answer` numbers; throws `LineError` where that was not to be had. */
function take<T>(answer: string, handlers: T[], handler: T): number {
  const [id] = answer.split(" ", 1);
  const failure = answer.slice(id.length + 1);
  if (answer === "" || failure !== "")
    throw new LineError(failure === "" ? "" : (JSON.parse(failure) as string));
  handlers[Number(id)] = handler;
  return Number(id);
}
