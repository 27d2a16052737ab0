/**
 * Serial lines by their devices, as in /dev/ttyUSB0: the system's `stty` makes them raw and sets their speed,
 * Node's terminal streams read them.
 */
import { spawnSync } from "node:child_process";
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { isatty, ReadStream } from "node:tty";
import {
  LineError,
  type SerialHandler,
  type SerialLine,
  type SerialPorts,
} from "../../src/runtime/line-ports.js";
import { Instant } from "../../src/time/moment.js";
import { fileErrorText, isFileError } from "./file-error.js";
import { type Oscillator } from "./oscillator.js";

/** Octets as they are, and no waiting for a modem. */
const PLAIN: readonly string[] = Object.freeze(["raw", "-echo", "cs8", "-parenb", "-cstopb", "clocal"]);

export class Serial implements SerialPorts {
  /** `devices`: by console name. */
  constructor(
    readonly devices: ReadonlyMap<string, string>,
    readonly oscillator: Oscillator,
  ) {}

  open(name: string, baud: number, handler: SerialHandler): SerialLine {
    const device = this.devices.get(name);
    if (device === undefined) throw new LineError(`there is no serial line ${name}`);
    const fd = openDevice(device);
    const why = isatty(fd) ? setSpeed(device, baud) : "it is no serial line";
    if (why !== "") {
      closeSync(fd);
      throw new LineError(`${device}: ${why}`);
    }
    return new DeviceLine(fd, device, handler, this.oscillator);
  }
}

class DeviceLine implements SerialLine {
  readonly #fd: number;
  readonly #stream: ReadStream;
  readonly #at = new Instant();

  constructor(fd: number, device: string, handler: SerialHandler, oscillator: Oscillator) {
    this.#fd = fd;
    this.#stream = new ReadStream(fd);
    const lost = (why: string): void => {
      this.close();
      handler.failed(`${device}: ${why}`);
    };
    this.#stream
      .on("data", (octets: Buffer) => {
        oscillator.read(this.#at);
        handler.received(octets, octets.length, this.#at);
      })
      .on("end", () => lost("it is gone"))
      .on("error", error => lost(isFileError(error) ? fileErrorText(error) : error.message));
  }

  write(octets: Uint8Array, length: number): void {
    try {
      writeSync(this.#fd, octets, 0, length);
    } catch (error) {
      // Where the receiver takes nothing now, it goes on as it is.
      if (!isFileError(error)) throw error;
    }
  }

  close(): void {
    this.#stream.removeAllListeners();
    this.#stream.on("error", () => {});
    this.#stream.destroy();
  }
}

/** Throws `LineError`. */
function openDevice(device: string): number {
  try {
    return openSync(device, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw new LineError(`${device}: ${fileErrorText(error)}`);
  }
}

/** Answers why it cannot be set; empty: it is. */
function setSpeed(device: string, baud: number): string {
  const { error, status, stderr } = spawnSync("stty", ["-F", device, ...PLAIN, String(baud)], {
    encoding: "utf8",
  });
  if (error) return "there is no stty to set its speed";
  return status === 0 ? "" : stderr.trim().split("\n")[0];
}
