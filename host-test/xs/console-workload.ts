/**
 * Consoles over octets before a node on XS. Commands: "start" makes the node; "serial" and "telnet" open one more
 * console; "type TEXT" sends that to the one opened last, TEXT being a string of JSON with a character for each
 * octet, and answers what came back, so too; "work TEXT" answers only how much came back, and "rehearse TEXT" does
 * as much around the console; "repeat N TEXT" sends it N times; "pass S" lets seconds pass; "collect".
 */
import { VTY_LINES } from "../../src/config/vty-settings.js";
import { Doorkeeper } from "../../src/console/doorkeeper.js";
import { openEntrance } from "../../src/console/entrance.js";
import { type Link } from "../../src/console/link.js";
import { OctetConsole } from "../../src/console/octet-console.js";
import { type ConsoleHost } from "../../src/console/operator.js";
import { UserLines } from "../../src/console/user-lines.js";
import { vtyEntrance } from "../../src/console/vty-entrance.js";
import { answerCommands, collect } from "./commands.js";
import { HollowNode } from "./hollow-node.js";

const REMOTE = "192.0.2.7";
const NEVER_IDLE = 0;

class Wire implements Link {
  readonly isFull = false;
  isKept = true;
  isClosed = false;
  text = "";
  count = 0;

  write(octets: Uint8Array): void {
    this.count += octets.length;
    if (!this.isKept) return;
    for (let i = 0; i < octets.length; i++) this.text += String.fromCharCode(octets[i]);
  }

  close(): void {
    this.isClosed = true;
  }
}

class Consoles {
  readonly #hollow = new HollowNode();
  readonly #host: ConsoleHost;
  readonly #doorkeeper: Doorkeeper;
  readonly #lines = new UserLines("vty", 0, VTY_LINES);
  readonly #opened: OctetConsole[] = [];
  #wire = new Wire();

  constructor() {
    const { node } = this.#hollow;
    this.#host = { node, version: "1", takesAnyPort: false, timers: node.timers };
    this.#doorkeeper = new Doorkeeper(node.status);
  }

  serial(): string {
    this.#wire = new Wire();
    const entrance = openEntrance(this.#host, NEVER_IDLE);
    this.#opened.push(OctetConsole.serial(entrance, this.#wire, () => {}));
    return this.#taken();
  }

  telnet(): string {
    this.#wire = new Wire();
    const entrance = vtyEntrance(this.#host, this.#doorkeeper, this.#lines, REMOTE);
    if (typeof entrance === "string") return entrance;
    this.#opened.push(OctetConsole.connection(entrance, this.#wire, () => {}));
    return this.#taken();
  }

  type(octets: Uint8Array): string {
    this.#opened.at(-1)!.receive(octets);
    return this.#taken();
  }

  work(octets: Uint8Array, times: number): string {
    this.#wire.isKept = false;
    this.#wire.count = 0;
    for (let i = 0; i < times; i++) this.#opened.at(-1)!.receive(octets);
    this.#wire.isKept = true;
    return String(this.#wire.count);
  }

  pass(seconds: number): string {
    this.#hollow.pass(seconds);
    return this.#taken();
  }

  #taken(): string {
    const { text, isClosed } = this.#wire;
    this.#wire.text = "";
    return JSON.stringify(isClosed ? `${text}(closed)` : text);
  }
}

let consoles: Consoles | undefined;

function handle(command: string): string {
  const [, verb, rest] = /^(\w+) ?(.*)$/.exec(command)!;
  switch (verb) {
    case "start":
      consoles = new Consoles();
      return "";
    case "serial":
      return consoles!.serial();
    case "telnet":
      return consoles!.telnet();
    case "type":
      return consoles!.type(octetsOf(rest));
    case "work":
      return consoles!.work(octetsOf(rest), 1);
    case "rehearse":
      return consoles!.work(octetsOf(rest), 0);
    case "repeat": {
      const [, times, text] = /^(\d+) (.*)$/.exec(rest)!;
      return consoles!.work(octetsOf(text), Number(times));
    }
    case "pass":
      return consoles!.pass(Number(rest));
    default:
      collect();
      return "";
  }
}

function octetsOf(text: string): Uint8Array {
  return Uint8Array.from(JSON.parse(text) as string, character => character.charCodeAt(0));
}

answerCommands(handle);
