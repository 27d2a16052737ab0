/**
 * The one entry: a board, a test, a simulator and another application all start a node here.
 *
 *     const node = createNode({ ports, config: "ntp-service enable\nntp-service unicast-server 192.0.2.1" });
 */
import { type Configuration } from "../config/configuration.js";
import { ConfigurationStore, savedLines } from "../config/configuration-store.js";
import { readConfiguration, type Problem } from "../config/configuration-text.js";
import { Dialect } from "../config/dialect.js";
import { Instant, type Timestamp } from "../time/moment.js";
import { Loop } from "./loop.js";
import { type NodeStatus, type NtpNode } from "./node.js";
import { type Ports, type SocketError } from "./ports.js";

const NTP_PORT = 123;

/** What the vendors' boxes hold; a board takes what its memory allows. */
const CAPACITY = 128;

export interface NodeOptions {
  readonly ports: Ports;
  /** Configuration commands, a line each; without it the node takes what was saved, or starts empty. */
  readonly config?: string;
  /** Whose habits hold where the vendors differ; Comware if not said. */
  readonly dialect?: Dialect;
  /** The UDP port to serve on, and to ask servers at whose line names none; 123 if not said. */
  readonly port?: number;
  /** Associations there can be at once, 1 to 128. */
  readonly capacity?: number;
}

/** A configuration that could not be taken; nothing of it was. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  constructor(readonly problems: readonly Problem[]) {
    super(`${problems.length} mistakes in the configuration, the first in line ${problems[0].line}`);
  }
}

/**
 * Starts a node: when this returns, its sockets are open and its first requests on their way.
 *
 * @throws ConfigurationError where a line is wrong; `SocketError` where a port cannot be served on
 */
export function createNode(options: NodeOptions): NtpNode {
  const { ports, config, dialect = Dialect.Comware, port = NTP_PORT, capacity = CAPACITY } = options;
  const loop = new Loop({ ports, port, capacity });
  const takesAnyPort = true;
  const context = { dialect, interfaces: loop.interfaces, takesAnyPort };
  const lines = config?.split("\n") ?? savedLines(ports.store) ?? [];
  const read = readConfiguration(lines, context);
  if (isProblems(read)) {
    loop.stop();
    throw new ConfigurationError(read);
  }
  const errors = loop.configure(read.settings(port));
  const fatal = errors.find(isFatal);
  if (fatal) {
    loop.stop();
    throw fatal;
  }
  const configuration = new ConfigurationStore(
    read,
    ports.store,
    settings => void loop.configure(settings),
    port,
  );
  return new RunningNode(loop, ports, configuration);
}

class RunningNode implements NtpNode, NodeStatus {
  readonly #loop: Loop;
  readonly #ports: Ports;
  readonly #now = new Instant();

  constructor(
    loop: Loop,
    ports: Ports,
    readonly configuration: ConfigurationStore,
  ) {
    this.#loop = loop;
    this.#ports = ports;
  }

  get status(): NodeStatus {
    return this;
  }
  get settings(): NodeStatus["settings"] {
    return this.#loop.engine.settings;
  }
  get system(): NodeStatus["system"] {
    return this.#loop.engine.system;
  }
  get associations(): NodeStatus["associations"] {
    return this.#loop.engine.associations;
  }
  get verdicts(): NodeStatus["verdicts"] {
    return this.#loop.engine.verdicts;
  }
  get interfaces(): NodeStatus["interfaces"] {
    return this.#loop.interfaces;
  }

  instant(into: Instant): void {
    this.#ports.counter.read(into);
  }

  time(into: Timestamp): void {
    this.#ports.counter.read(this.#now);
    this.#loop.engine.clock.read(this.#now, into);
  }

  rootDispersion(): number {
    this.#ports.counter.read(this.#now);
    return this.#loop.engine.rootDispersion(this.#now);
  }

  listen(listener: Parameters<NtpNode["listen"]>[0]): void {
    this.#loop.listen(listener);
  }

  stop(): void {
    this.#loop.stop();
  }
}

function isProblems(read: Configuration | readonly Problem[]): read is readonly Problem[] {
  return Array.isArray(read);
}

/** An address not yet ready, or just gone, is tried again when the interfaces change. */
function isFatal({ code }: SocketError): boolean {
  return code === "EADDRINUSE" || code === "EACCES" || code === "EPERM";
}
