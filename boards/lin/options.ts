/** The command line of the firmware on Linux: what other boards have in their build, or in flash. */
import { type DialectName } from "ntp/config/dialect";
import { type Wrong } from "./oscillator.js";

export const USAGE = `usage: xs-ntp [option ...]

  --config FILE            console commands, one a line, run at start; else what "save" stored
  --state DIR              where saved configuration and the like live (default .xs-ntp)
  --dialect comware|vrp    whose console this is (default comware)
  --interface NAME=DEVICE  console name for a network device, as in Vlan-interface2=eth0; may be repeated
  --port N                 serve on this UDP port instead of 123, and poll servers there
  --oscillator PPM[,SECONDS]
                           make this board's clock wrong by a rate and an offset
  --console PORT           consoles for 127.0.0.1 on this TCP port, by Telnet or a command a line
  --capacity N             associations there can be at once (default 128)
  --daemon                 go on when standard input ends
  --help                   this`;

export interface Options {
  config: string | undefined;
  state: string;
  dialect: DialectName;
  /** Console names by device. */
  readonly interfaceNames: Map<string, string>;
  port: number | undefined;
  consolePort: number | undefined;
  capacity: number;
  oscillator: Wrong | undefined;
  isDaemon: boolean;
  /** Whether all that is wanted is how to use this. */
  isHelp: boolean;
}

const MOST_CAPACITY = 128;
const LAST_PORT = 65_535;

/** Rates beyond this are no oscillator's, and slewing could not follow them. */
const MOST_PPM = 500;
/** What a configuration file, a dead battery or a wrong year come to. */
const MOST_SECONDS = 1e9;

/** What stands behind those that take a value. */
const TAKES: Readonly<Record<string, string>> = Object.freeze({
  "--config": "FILE",
  "--state": "DIR",
  "--dialect": "comware or vrp",
  "--interface": "NAME=DEVICE",
  "--port": `a port from 1 to ${LAST_PORT}`,
  "--oscillator": `PPM[,SECONDS], the rate within ${MOST_PPM} ppm`,
  "--console": `a port from 1 to ${LAST_PORT}`,
  "--capacity": `a number from 1 to ${MOST_CAPACITY}`,
});

/** Reads the words after the program's name; a text says which of them is wrong. */
export function readOptions(words: readonly string[]): Options | string {
  const options: Options = {
    config: undefined,
    state: ".xs-ntp",
    dialect: "comware",
    interfaceNames: new Map(),
    port: undefined,
    consolePort: undefined,
    capacity: MOST_CAPACITY,
    oscillator: undefined,
    isDaemon: false,
    isHelp: false,
  };
  for (let i = 0; i < words.length; i++) {
    const flag = words[i];
    if (takeFlag(options, flag)) continue;
    const taken = TAKES[flag];
    if (taken === undefined) return `there is no option "${flag}"`;
    const value = words[++i];
    if (value === undefined) return `${flag} takes ${taken}`;
    if (!takeOption(options, flag, value)) return `${flag} takes ${taken}, not "${value}"`;
  }
  return options;
}

function takeFlag(options: Options, flag: string): boolean {
  switch (flag) {
    case "--daemon":
      return (options.isDaemon = true);
    case "--help":
    case "-h":
      return (options.isHelp = true);
    default:
      return false;
  }
}

function takeOption(options: Options, flag: string, value: string): boolean {
  switch (flag) {
    case "--config":
      options.config = value;
      return true;
    case "--state":
      options.state = value;
      return true;
    case "--dialect":
      if (value !== "comware" && value !== "vrp") return false;
      options.dialect = value;
      return true;
    case "--interface": {
      const [name, device, ...more] = value.split("=");
      if (!name || !device || more.length > 0) return false;
      options.interfaceNames.set(device, name);
      return true;
    }
    case "--port":
      return isCount(value, LAST_PORT) && ((options.port = Number(value)), true);
    case "--console":
      return isCount(value, LAST_PORT) && ((options.consolePort = Number(value)), true);
    case "--capacity":
      return isCount(value, MOST_CAPACITY) && ((options.capacity = Number(value)), true);
    case "--oscillator":
      return (options.oscillator = readOscillator(value)) !== undefined;
    default:
      return false;
  }
}

/** Undefined: the text is none, or beyond what an oscillator could be. */
function readOscillator(text: string): Wrong | undefined {
  const parts = text.split(",");
  const [ppm, seconds] = [Number(parts[0]), Number(parts[1] ?? "0")];
  const areNumbers = parts.length <= 2 && parts.every(part => /^[+-]?(\d+\.?\d*|\.\d+)$/.test(part));
  const isPossible = Math.abs(ppm) <= MOST_PPM && Math.abs(seconds) <= MOST_SECONDS;
  return areNumbers && isPossible ? { ppm, seconds } : undefined;
}

function isCount(text: string, most: number): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most;
}
