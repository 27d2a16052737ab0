/** A router of the vendors' pages: a node with their interfaces on the simulated network, and its console. */
import { dialectOf, type DialectName } from "../../src/config/dialect.js";
import { Configuration } from "../../src/config/configuration.js";
import { Session } from "../../src/console/session.js";
import { type NtpNode } from "../../src/runtime/node.js";
import { type Host } from "../sim/host.js";
import { World } from "../sim/world.js";

const INTERFACES = [
  { name: "Vlan-interface2", addresses: ["1.0.1.12/24", "3000::35/64"] },
  { name: "Vlan-interface3", addresses: ["3.0.1.31/24", "3001::31/64"] },
  { name: "Ten-GigabitEthernet1/0/1", addresses: ["10.1.1.2/24"] },
];

export class PageDevice {
  readonly #host: Host;
  #node: NtpNode;
  #session: Session;
  #told = "";

  constructor(readonly dialect: DialectName) {
    const world = new World(1);
    const interfaces = INTERFACES.map(one => ({ ...one, lan: world.lan() }));
    this.#host = world.host({ name: "device", interfaces });
    this.#node = this.#host.start({ dialect });
    this.#session = this.#openSession();
  }

  /** The running configuration. */
  get lines(): string[] {
    return this.#node.configuration.running.lines();
  }

  get prompt(): string {
    return this.#session.prompt;
  }

  /** The words that may stand at the end of `text`. */
  offered(text: string): string[] {
    return this.#session.offers(text).map(({ word }) => word);
  }

  /** What the console says to `lines`, typed one after the other. */
  type(...lines: readonly string[]): string[] {
    for (const line of lines) this.#session.execute(line);
    const told = this.#told.split("\n").slice(0, -1);
    this.#told = "";
    return told;
  }

  /** Types lines of the system view, or of an interface's, from the user view, and returns there; in VRP with `commit`. */
  configure(view: string, ...lines: readonly string[]): string[] {
    const into = view === "system" ? [] : [`interface ${view}`];
    const commit = this.dialect === "vrp" ? ["commit"] : [];
    return this.type("return", "system-view", ...into, ...lines, ...commit, "return");
  }

  /** Nothing is configured any more. */
  clear(): void {
    this.#node.configuration.apply(new Configuration(dialectOf(this.dialect)));
    this.#session = this.#openSession();
  }

  /** Starts again with what was saved. */
  restart(): void {
    this.#node.stop();
    this.#node = this.#host.start({ dialect: this.dialect });
    this.#session = this.#openSession();
  }

  stop(): void {
    this.#node.stop();
  }

  #openSession(): Session {
    const write = (text: string): void => void (this.#told += text);
    const host = { node: this.#node, version: "1.0", takesAnyPort: false, timers: this.#node.timers };
    return new Session(host, { isInteractive: false, write });
  }
}
