/** A life: a node in a simulated world, which something befalls again and again. */
import { type DialectName } from "../../src/config/dialect.js";
import { openEntrance } from "../../src/console/entrance.js";
import { type Link } from "../../src/console/link.js";
import { OctetConsole } from "../../src/console/octet-console.js";
import { type ConsoleHost } from "../../src/console/operator.js";
import { utf8Octets } from "../../src/console/utf8.js";
import { Happening } from "../../src/core/happening.js";
import { type NtpNode } from "../../src/runtime/node.js";
import { type Host, type HostOptions } from "../sim/host.js";
import { type Server } from "../sim/server.js";
import { World } from "../sim/world.js";

/** Seconds. */
export const MINUTE = 60;

export const SERVER = "192.0.2.1";
export const OWN = "192.0.2.2";

export const ON = "ntp-service enable";
export const FOLLOWS = `${ON}\nntp-service unicast-server ${SERVER} minpoll 4 maxpoll 4`;

/** A console is never idle for too long. */
export const NO_IDLING = 0;

/** So few that the log wraps soon. */
const LOG_LINES = 8;

const USUAL_HOST: HostOptions = { addresses: [`${OWN}/24`] };

export interface Life {
  /** Once more; it leaves the node as it was before. */
  round(): void;
  /** How often what it is about has happened. */
  count(): number;
}

/** Octets of a console that nobody reads. */
export class Drain implements Link {
  readonly isFull = false;
  count = 0;

  write(octets: Uint8Array): void {
    this.count += octets.length;
  }

  close(): void {}
}

interface SceneOptions {
  readonly host?: HostOptions;
  readonly dialect?: DialectName;
  /** True time at the beginning, in whole seconds since 1900. */
  readonly startSeconds?: number;
  /** Called before the node starts. */
  readonly prepare?: (host: Host) => void;
}

/** A node, what it is told, and what is around it. */
export class Scene {
  readonly world: World;
  readonly server: Server;
  readonly host: Host;
  readonly node: NtpNode;
  readonly consoles: ConsoleHost;
  readonly #told = new Array<number>(Happening.LoginsHeld + 1).fill(0);

  constructor(
    config: string,
    { host = USUAL_HOST, dialect = "comware", startSeconds, prepare }: SceneOptions = {},
  ) {
    this.world = new World(1, startSeconds);
    this.server = this.world.server({ address: SERVER });
    this.host = this.world.host(host);
    prepare?.(this.host);
    this.node = this.host.start({
      config,
      dialect,
      logCapacity: LOG_LINES,
      listener: happening => this.#told[happening]++,
    });
    const { timers } = this.node;
    this.consoles = { node: this.node, version: "1", takesAnyPort: true, timers };
    this.world.run(MINUTE);
  }

  /** How often something was told of. */
  told(happening: Happening): number {
    return this.#told[happening];
  }

  /** A program's console, from its first line to its end. */
  types(...lines: readonly string[]): void {
    const entrance = openEntrance(this.consoles, NO_IDLING);
    const console_ = OctetConsole.lines(entrance, new Drain(), () => {});
    console_.receive(utf8Octets(`${lines.join("\n")}\n`));
    console_.end();
    this.world.run(1);
  }
}
