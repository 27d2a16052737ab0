/** The command line of the host node. */
import { parseArgs } from "node:util";
import { type DialectName } from "../../src/config/dialect.js";

export const USAGE = `usage: npm start                    a demonstration on this computer alone
       npm start -- [option ...]    a node

  --config FILE            console commands, one a line, run at start; else what "save" stored
  --state DIR              where saved configuration and the like live (default .xs-ntp)
  --dialect comware|vrp    whose console this is (default comware)
  --interface NAME=DEVICE  console name for a network device, as in Vlan-interface2=eth0; may be repeated
  --serial NAME=DEVICE     console name for a serial line, as in serial0=/dev/ttyUSB0; may be repeated
  --pulse NAME=DEVICE      console name for an input of pulses, as in pps0=/dev/pps0; may be repeated
  --port N                 serve on this UDP port instead of 123, and poll servers there
  --oscillator PPM[,SECONDS]
                           make this node's board clock wrong by a rate and an offset
  --console PORT           the same console on 127.0.0.1:PORT as well, for telnet and nc
  --record FILE            write down all that comes in, for npm run replay -- FILE
  --daemon                 go on when standard input ends
  --help                   this`;

export interface HostOptions {
  readonly config: string | undefined;
  readonly state: string;
  readonly dialect: DialectName;
  /** Console names by device. */
  readonly interfaceNames: ReadonlyMap<string, string>;
  /** Devices by console name. */
  readonly serialDevices: ReadonlyMap<string, string>;
  readonly pulseDevices: ReadonlyMap<string, string>;
  readonly port: number | undefined;
  readonly oscillatorPpm: number;
  readonly bootOffsetSec: number;
  readonly consolePort: number | undefined;
  readonly record: string | undefined;
  readonly isDaemon: boolean;
  /** Whether all that is wanted is how to use this. */
  readonly isHelp: boolean;
}

/** A command line that says nothing sensible; its message says which part. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Reads the words after the program's name. Throws `UsageError`. */
export function readOptions(words: readonly string[]): HostOptions {
  const values = readFlags(joinNegative(words));
  const [oscillatorPpm, bootOffsetSec] = readOscillator(values.oscillator ?? "0");
  return {
    config: values.config,
    state: values.state ?? ".xs-ntp",
    dialect: readDialect(values.dialect ?? "comware"),
    interfaceNames: readInterfaces(values.interface ?? []),
    serialDevices: readDevices("--serial", values.serial ?? []),
    pulseDevices: readDevices("--pulse", values.pulse ?? []),
    port: readPort("--port", values.port),
    oscillatorPpm,
    bootOffsetSec,
    consolePort: readPort("--console", values.console),
    record: values.record,
    isDaemon: values.daemon ?? false,
    isHelp: values.help ?? false,
  };
}

function readFlags(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: {
        config: { type: "string" },
        state: { type: "string" },
        dialect: { type: "string" },
        interface: { type: "string", multiple: true },
        serial: { type: "string", multiple: true },
        pulse: { type: "string", multiple: true },
        port: { type: "string" },
        oscillator: { type: "string" },
        console: { type: "string" },
        record: { type: "string" },
        daemon: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split("\n", 1)[0]);
  }
}

/** A slow oscillator's rate begins with "-", which parseArgs would take for another option. */
function joinNegative(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    if (joined.at(-1) === "--oscillator" && /^-\.?\d/.test(word)) joined[joined.length - 1] += `=${word}`;
    else joined.push(word);
  }
  return joined;
}

function readDialect(text: string): DialectName {
  if (text === "comware" || text === "vrp") return text;
  throw new UsageError(`--dialect is comware or vrp, not "${text}"`);
}

/** Console names by device: each device has one. */
function readInterfaces(pairs: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, device] of readDevices("--interface", pairs)) {
    if (/\s/.test(device)) throw noPair("--interface", `${name}=${device}`);
    if (names.has(device)) throw new UsageError(`--interface gives ${device} two names`);
    names.set(device, name);
  }
  return names;
}

/** Devices by console name. */
function readDevices(flag: string, pairs: readonly string[]): Map<string, string> {
  const devices = new Map<string, string>();
  for (const pair of pairs) {
    const [name, device, ...more] = pair.split("=");
    if (!name || !device || more.length > 0 || /\s/.test(name)) throw noPair(flag, pair);
    if (devices.has(name)) throw new UsageError(`${flag} uses ${name} twice`);
    devices.set(name, device);
  }
  return devices;
}

function noPair(flag: string, words: string): UsageError {
  return new UsageError(`${flag} takes NAME=DEVICE, not "${words}"`);
}

function readPort(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new UsageError(`${flag} takes a port from 1 to 65535, not "${text}"`);
}

/** Rates beyond this are no oscillator's, and slewing could not follow them. */
const MOST_PPM = 500;
/** What a configuration file, a dead battery or a wrong year come to. */
const MOST_SECONDS = 1e9;

function readOscillator(text: string): [ppm: number, seconds: number] {
  const parts = text.split(",");
  const [ppm, seconds] = [Number(parts[0]), Number(parts[1] ?? "0")];
  const isNumbers = parts.length <= 2 && parts.every(part => /^[+-]?(\d+\.?\d*|\.\d+)$/.test(part));
  if (isNumbers && Math.abs(ppm) <= MOST_PPM && Math.abs(seconds) <= MOST_SECONDS) return [ppm, seconds];
  throw new UsageError(`--oscillator takes PPM[,SECONDS], the rate within ${MOST_PPM} ppm, not "${text}"`);
}
