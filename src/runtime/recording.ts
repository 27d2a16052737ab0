/**
 * A recording: everything that came into a node, in order, as text. Played back (`replay.ts`) it gives
 * the same decisions, on a desk, on another engine, or on two versions of the code to compare them.
 *
 * A line that begins with ">" is an event; the lines after it are what the ports answered while it was
 * handled. Strings are JSON, times are seconds and a fraction of 2^-32 s of the board's counter.
 */
import { type NodeSettings } from "../core/settings.js";
import { type Temperature } from "../core/temperature.js";
import { withoutSecrets } from "../core/without-secrets.js";
import { type Q32 } from "../time/fixed.js";
import { type Instant, type Timestamp } from "../time/moment.js";
import { formatAddress } from "../wire/address-text.js";
import { type Endpoint, type Family } from "../wire/address.js";
import { RecordingCodes } from "./recording-codes.js";
import { RecordingPulses, RecordingSerial } from "./recording-lines.js";
import { RecordingHandler, RecordingSocket } from "./recording-sockets.js";
import { writeInterface } from "./interface-text.js";
import {
  SocketError,
  type Interface,
  type LoopPorts,
  type SocketHandler,
  type SocketOptions,
  type UdpSocket,
} from "./ports.js";

/** The first line of a recording. */
export const RECORDING_HEADING = "xs-ntp recording 2";

/** Takes one line, without its end. */
export type WriteLine = (line: string) => void;

/** What a port answered; the letter its line begins with. */
export const enum Reading {
  Counter = "c",
  Chance = "r",
  BootClock = "b",
  Interfaces = "i",
  Opened = "o",
  Sent = "s",
  Stored = "t",
  Digest = "d",
  CodeLength = "l",
  Signed = "m",
  Verified = "v",
  Thermometer = "k",
  Routed = "w",
  Line = "y",
  Input = "p",
}

/** What happened; the word after ">". */
export const enum Happened {
  Alarm = "alarm",
  Packet = "packet",
  Failed = "failed",
  Found = "found",
  Interfaces = "interfaces",
  Configured = "configured",
  Heard = "heard",
  LineLost = "lineLost",
  Pulsed = "pulsed",
  InputLost = "inputLost",
  Compared = "compared",
  RtcMoved = "rtcMoved",
  RtcKnown = "rtcKnown",
  ClockSet = "clockSet",
}

/** What a node was started with, as far as it is not in its ports. */
export interface Start {
  readonly precisionLog2: number;
  /** Not in recordings of boards without one. */
  readonly hasThermometer?: boolean;
  /** Only where sockets cannot be bound to a device. */
  readonly ignoresDevices?: true | undefined;
  /** Only of boards with serial lines, and with inputs for pulses. */
  readonly hasSerial?: true | undefined;
  readonly hasPulses?: true | undefined;
  readonly port: number;
  readonly capacity: number;
}

/** `ports`, with every answer and event written down as it passes. */
export function recordingPorts(
  ports: LoopPorts,
  start: Pick<Start, "port" | "capacity">,
  write: WriteLine,
): LoopPorts {
  const { alarm, bootClock, chance, codes, counter, interfaces, names, store, thermometer, udp } = ports;
  const { pulses, serial } = ports;
  let sockets = 0;
  let lookups = 0;
  write(RECORDING_HEADING);
  const { precisionLog2 } = counter;
  const hasThermometer = thermometer !== undefined || undefined;
  const { ignoresDevices } = udp;
  const has = { hasThermometer, hasSerial: present(serial), hasPulses: present(pulses) };
  write(JSON.stringify({ precisionLog2, ...has, ignoresDevices, ...start } satisfies Start));
  return {
    counter: {
      precisionLog2: counter.precisionLog2,
      read(into: Instant): void {
        counter.read(into);
        write(`${Reading.Counter} ${into.seconds} ${into.fraction}`);
      },
    },
    alarm: {
      set(at: Instant, ring: () => void): void {
        alarm.set(at, () => {
          write(`> ${Happened.Alarm}`);
          ring();
        });
      },
      clear: () => alarm.clear(),
    },
    chance: {
      next(): number {
        const bits = chance.next();
        write(`${Reading.Chance} ${bits}`);
        return bits;
      },
    },
    bootClock: {
      read(at: Instant, into: Timestamp): Q32 {
        const dispersion = bootClock.read(at, into);
        write(`${Reading.BootClock} ${into.seconds} ${into.fraction} ${dispersion}`);
        return dispersion;
      },
    },
    udp: {
      ignoresDevices,
      open(options: SocketOptions, handler: SocketHandler): UdpSocket {
        const id = sockets++;
        try {
          const socket = udp.open(options, new RecordingHandler(id, handler, write));
          write(`${Reading.Opened} ${id}`);
          return new RecordingSocket(socket, write);
        } catch (error) {
          if (error instanceof SocketError)
            write(`${Reading.Opened} ${id} ${JSON.stringify([error.code, error.message])}`);
          throw error;
        }
      },
      route(to: Endpoint, into: Endpoint): boolean {
        const isKnown = udp.route(to, into);
        write(`${Reading.Routed} ${isKnown ? formatAddress(into) : ""}`);
        return isKnown;
      },
    },
    names: {
      resolve(
        name: string,
        family: Family | undefined,
        found: (addresses: readonly Endpoint[]) => void,
      ): void {
        const id = lookups++;
        names.resolve(name, family, addresses => {
          write(`> ${Happened.Found} ${id} ${JSON.stringify(addresses.map(formatAddress))}`);
          found(addresses);
        });
      },
    },
    interfaces: {
      list(): readonly Interface[] {
        const list = interfaces.list();
        write(`${Reading.Interfaces} ${JSON.stringify(list.map(writeInterface))}`);
        return list;
      },
      watch(changed: () => void): void {
        interfaces.watch(() => {
          write(`> ${Happened.Interfaces}`);
          changed();
        });
      },
      close: () => interfaces.close(),
    },
    store: {
      isWornByWrites: store.isWornByWrites,
      read(name: string): string | undefined {
        const text = store.read(name);
        write(`${Reading.Stored} ${JSON.stringify(text ?? null)}`);
        return text;
      },
      write: (name, text) => store.write(name, text),
      remove: name => store.remove(name),
    },
    codes: new RecordingCodes(codes, write),
    serial: serial && new RecordingSerial(serial, write),
    pulses: pulses && new RecordingPulses(pulses, write),
    thermometer: thermometer && {
      read(): Temperature {
        const temperature = thermometer.read();
        write(`${Reading.Thermometer} ${temperature}`);
        return temperature;
      },
    },
  };
}

function present(port: unknown): true | undefined {
  return port === undefined ? undefined : true;
}

/** The line of a time that the operator has set the clock to. */
export function recordClockSet({ seconds, fraction }: Timestamp, error: Q32, write: WriteLine): void {
  write(`> ${Happened.ClockSet} ${seconds} ${fraction} ${error}`);
}

/** The line of a configuration that the node is given: all of it but the secrets. */
export function recordSettings(settings: NodeSettings, write: WriteLine): void {
  write(`> ${Happened.Configured} ${JSON.stringify(withoutSecrets(settings))}`);
}
