/** A node of ours as a black box, the host node or the firmware: started as an operator starts it, asked over its console. */
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { FIRMWARE, noSdk } from "./firmware.js";
import { type Host } from "./lab.js";
import { type Process } from "./process.js";

/** The host node on Node's own UDP or on the addon, or the firmware on XS. */
export type Udp = "dgram" | "native" | "firmware";

/** Of the host node: the addon, where it could be compiled. */
const NODE_UDPS: readonly Udp[] = isAddonCompiled() ? ["dgram", "native"] : ["dgram"];

const FIRMWARES: readonly Udp[] = noSdk() === undefined ? ["firmware"] : [];

/** All that there are: the firmware where $MODDABLE is set. */
export const UDPS: readonly Udp[] = [...NODE_UDPS, ...FIRMWARES];

/** The host node's best, and the firmware. */
export const BEST_UDPS: readonly Udp[] = [...NODE_UDPS.slice(-1), ...FIRMWARES];

/** Whether a socket is bound to its device, and marks what it sends. */
export function knowsDevices(udp: Udp): boolean {
  return udp !== "dgram";
}

const MAIN = resolve("build/boards/node/main.js");

/** Asked after each command: what it prints, in either dialect, resembles nothing else, so it ends the answer. */
const END_OF_ANSWER = "display clock";
const CLOCK =
  /^(?:\d\d:\d\d:\d\d\.\d{3} UTC \w{3} \d\d\/\d\d\/\d{4}|\d{4}-\d\d-\d\d .*\n\w+\nTime Zone\(.*\) : .*)\n/m;

/** Starting and answering take a moment on a busy machine. */
const ANSWER_SEC = 20;
const ASK_AGAIN_MS = 1000;

export interface NodeOptions {
  readonly udp: Udp;
  /** Lines of the configuration file. */
  readonly configuration?: readonly string[];
  /** "PPM,SECONDS" that its clock is wrong by. */
  readonly oscillator?: string;
  /** Further words of the command line. */
  readonly options?: readonly string[];
}

/** Starts the node; the console is its standard input and output. */
export function startNode(
  host: Host,
  { udp, configuration, oscillator, options = [] }: NodeOptions,
): Console {
  const words = ["--state", join(host.folder, "state"), ...options];
  if (configuration) words.push("--config", host.file("node.conf", `${configuration.join("\n")}\n`));
  if (oscillator) words.push("--oscillator", oscillator);
  const program = udp === "firmware" ? [FIRMWARE] : [process.execPath, MAIN];
  const command = [...program, ...words, "--daemon"];
  const env: Record<string, string> = udp === "firmware" ? {} : { XS_NTP_UDP: udp };
  return new Console(host.lab.start(host, "our node", { command, env }));
}

/**
 * Reaches the console of a node that was started with `--console` and answers already. The empty line at the beginning
 * says that a program is here: of who is silent at first it is asked whether he speaks Telnet.
 */
export function openConsole(host: Host, port: number): Console {
  const bridge = `const socket = require("net").connect(${port}, "127.0.0.1");
    socket.write("\\n");
    process.stdin.pipe(socket).pipe(process.stdout);`;
  const command = [process.execPath, "-e", bridge];
  return new Console(host.lab.start(host, "console", { command, env: {} }));
}

export class Console {
  readonly #process: Process;
  /** How much of what it printed has been taken as answers. */
  #read = 0;

  constructor(process: Process) {
    this.#process = process;
  }

  /** Types a line; answers the lines that it prints. */
  async ask(line: string): Promise<string[]> {
    this.#process.type(line);
    this.#process.type(END_OF_ANSWER);
    const clock = await this.#process.until(
      `answer to "${line}"`,
      () => CLOCK.exec(this.#unread),
      ANSWER_SEC,
    );
    const answer = this.#unread.slice(0, clock.index);
    this.#read += clock.index + clock[0].length;
    return answer.split("\n").slice(0, -1);
  }

  get #unread(): string {
    return this.#process.printed.slice(this.#read);
  }

  /** `display ntp-service status` by the words before the colons. */
  async status(): Promise<Record<string, string>> {
    const lines = await this.ask("display ntp-service status");
    return Object.fromEntries(lines.map(line => line.trim().split(/: (.*)/, 2)));
  }

  /** Asks every second until the status is as wanted; throws with what an operator would look at next. */
  async untilStatus(seconds: number, isWanted: (status: Record<string, string>) => boolean): Promise<number> {
    const started = Date.now();
    for (;;) {
      const status = await this.status();
      const passed = (Date.now() - started) / 1000;
      if (isWanted(status)) return passed;
      if (passed > seconds) throw new Error(`not within ${seconds} s:\n${await this.#troubles()}`);
      await new Promise(done => setTimeout(done, ASK_AGAIN_MS));
    }
  }

  async #troubles(): Promise<string> {
    const commands = ["status", "sessions verbose", "ipv6 sessions verbose"];
    const answers: string[] = [];
    for (const command of commands) answers.push(...(await this.ask(`display ntp-service ${command}`)));
    return answers.join("\n");
  }
}

function isAddonCompiled(): boolean {
  try {
    createRequire(import.meta.url)("@xs-ntp/udp");
    return true;
  } catch {
    return false;
  }
}
