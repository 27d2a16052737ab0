/**
 * A disciplined clock, for an application that wants the time of a node. As every node it answers who asks.
 *
 *     const clock = new Clock({ ports, servers: ["0.pool.ntp.org", "1.pool.ntp.org", "2.pool.ntp.org"] });
 *     … new Date(clock.milliseconds) …
 */
import { MAXSTRAT } from "../core/association.js";
import { Happening } from "../core/happening.js";
import { eraSeconds, UNIX_EPOCH } from "../time/calendar.js";
import { half, toSeconds } from "../time/fixed.js";
import { Timestamp } from "../time/moment.js";
import { createNode } from "./create-node.js";
import { type NtpNode } from "./node.js";
import { type Ports } from "./ports.js";

const MILLISECONDS = 1000;

export interface ClockOptions {
  readonly ports: Ports;
  /** Names or addresses of NTP servers, IPv4 or IPv6; four let one that is wrong be told from the others. */
  readonly servers: readonly string[];
  /** The clock follows a source, another one than before, or none any more. */
  readonly onChange?: () => void;
}

export class Clock {
  readonly #now = new Timestamp();
  readonly #node: NtpNode;
  readonly #onChange: (() => void) | undefined;
  #isTelling = false;

  /** @throws ConfigurationError where a server is neither a name nor an address */
  constructor({ ports, servers, onChange }: ClockOptions) {
    this.#onChange = onChange;
    const config = ["ntp-service enable", ...servers.map(lineOf)].join("\n");
    this.#node = createNode({ ports, config, capacity: Math.max(servers.length, 1) });
    this.#node.listen(happening => this.#take(happening));
  }

  /** Since 1970, with decimals, as `Date` takes them; before the first source the board's own belief. */
  get milliseconds(): number {
    this.#node.status.time(this.#now);
    const { seconds, fraction } = this.#now;
    return (eraSeconds(seconds) - UNIX_EPOCH + toSeconds(fraction)) * MILLISECONDS;
  }

  /** It follows a source, or goes on as one has taught it while what it claims still holds. */
  get isSynchronized(): boolean {
    return this.#node.status.system.stratum < MAXSTRAT;
  }

  /** What it may be wrong by at most, in milliseconds: root delay / 2 + root dispersion. */
  get errorMilliseconds(): number {
    const { status } = this.#node;
    return toSeconds(half(status.system.rootDelay) + status.rootDispersion()) * MILLISECONDS;
  }

  /** Closes its sockets and timers; the time is not to be asked for any more. */
  stop(): void {
    this.#node.stop();
  }

  /** Told in the midst of the change; the application looks when all of it is done. */
  #take(happening: Happening): void {
    if (this.#isTelling || !isChange(happening)) return;
    this.#isTelling = true;
    this.#node.timers.after(0, () => {
      this.#isTelling = false;
      this.#onChange?.();
    });
  }
}

function lineOf(server: string): string {
  return `ntp-service ${server.includes(":") ? "ipv6 " : ""}unicast-server ${server}`;
}

function isChange(happening: Happening): boolean {
  switch (happening) {
    case Happening.Synchronized:
    case Happening.SystemPeerChanged:
    case Happening.Holdover:
    case Happening.Unsynchronized:
      return true;
    default:
      return false;
  }
}
