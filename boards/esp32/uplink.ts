/**
 * Keeps a network interface of the board connected: tries again, less and less often, for as long as it
 * takes.
 */

/** How long a connection may take until there is an address. */
const PATIENCE_MS = 20_000;

const SHORTEST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

/** States of ECMA-419's network interfaces, as far as they matter. */
const CONNECTING = 300;
const HAS_ADDRESS = 500;

/** A network interface as the SDK has them. */
export interface NetworkInterface {
  /** To the SDK it has an address when it has one of IPv4, and the link's own of IPv6. */
  readonly connection: number;
  /** One that reaches beyond the link, if there is any. */
  readonly address: string | undefined;
  connect(): void;
  disconnect(): void;
}

/** Calls `task` once when so many milliseconds have passed; answers what takes that back. */
export type Wait = (delayMs: number, task: () => void) => () => void;

export class Uplink {
  readonly #name: string;
  readonly #device: NetworkInterface;
  readonly #wait: Wait;
  readonly #tell: (line: string) => void;
  #takeBack: () => void = () => {};
  #pauseMs = SHORTEST_WAIT_MS;
  #hasAddress = false;

  /** `name` and `tell`: who it is, and where that is said. */
  constructor(name: string, device: NetworkInterface, wait: Wait, tell: (line: string) => void) {
    this.#name = name;
    this.#device = device;
    this.#wait = wait;
    this.#tell = tell;
  }

  connect(): void {
    this.#soon(PATIENCE_MS, () => this.#again());
    this.#device.connect();
  }

  /** The state of the connection is another one. */
  changed(): void {
    const { connection } = this.#device;
    if (connection >= HAS_ADDRESS) this.#connected();
    else if (connection < CONNECTING) this.#lost();
  }

  #connected(): void {
    if (!this.#hasAddress) this.#tell(`${this.#name} has the address ${this.#device.address}`);
    this.#hasAddress = true;
    this.#pauseMs = SHORTEST_WAIT_MS;
    this.#takeBack();
  }

  #lost(): void {
    if (this.#hasAddress) this.#tell(`${this.#name} has no connection`);
    this.#hasAddress = false;
    const pauseMs = this.#pauseMs;
    this.#pauseMs = Math.min(2 * pauseMs, LONGEST_WAIT_MS);
    this.#soon(pauseMs, () => this.connect());
  }

  /** An access point that takes the board but gives it no address, of IPv6 neither, is left, and tried anew. */
  #again(): void {
    if (this.#device.address !== undefined) return this.#connected();
    this.#device.disconnect();
    this.#lost();
  }

  #soon(delayMs: number, task: () => void): void {
    this.#takeBack();
    this.#takeBack = this.#wait(delayMs, task);
  }
}
