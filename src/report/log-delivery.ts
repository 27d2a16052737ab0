/**
 * Sends the log's lines to log hosts. Each host has its place in the log: while nothing can be sent, lines
 * wait there, and those that are overwritten meanwhile are counted as dropped.
 */
import { MILLISECOND, SECOND, type Q32 } from "../time/fixed.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint } from "../wire/address.js";
import { Datagram } from "../wire/datagram.js";
import { writeLine } from "../wire/syslog.js";
import { hostLine } from "./log-line.js";
import { type Log } from "./log.js";
import { type LogHost, NO_REPORTS, type ReportSettings } from "./settings.js";
import { type Post, type Waits } from "./surroundings.js";

/** Lines go out a little later, for they are written while packets are handled. */
const SOON: Q32 = 20 * MILLISECOND;

/** So many lines at once, and no more until PAUSE has passed. */
const MOST_AT_ONCE = 8;
const PAUSE: Q32 = SECOND / 2;

/** Where a line does not leave, it is tried again so soon, and at doubling intervals. */
const FIRST_RETRY: Q32 = SECOND / 16;
const LAST_RETRY: Q32 = 64 * SECOND;

export class LogDelivery {
  readonly #log: Log;
  readonly #post: Post;
  readonly #waits: Waits;
  readonly #datagram = new Datagram();
  readonly #ring = (): void => this.#due();
  #settings: ReportSettings = NO_REPORTS;
  #targets: readonly Target[] = [];
  #isConfigured = false;
  #isWaiting = false;
  #retry = FIRST_RETRY;
  #dropped = 0;

  constructor(log: Log, post: Post, waits: Waits) {
    this.#log = log;
    this.#post = post;
    this.#waits = waits;
    log.listen(() => this.#wait(SOON));
  }

  /** How many lines were overwritten before they could be sent. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The hosts of the start get all that was logged before; one configured later gets what comes. */
  configure(settings: ReportSettings): void {
    const before = this.#targets;
    const first = this.#isConfigured ? this.#log.end : 0;
    this.#settings = settings;
    this.#isConfigured = true;
    this.#targets = settings.logHosts.map(host => {
      const same = before.find(({ host: one }) => one.host === host.host && one.port === host.port);
      return new Target(host, same?.next ?? first);
    });
    this.#retry = FIRST_RETRY;
    this.#wait(SOON);
  }

  #wait(delay: Q32): void {
    if (this.#isWaiting || !this.#targets.some(({ next }) => next < this.#log.end)) return;
    this.#isWaiting = true;
    this.#waits.after(delay, this.#ring);
  }

  #due(): void {
    this.#isWaiting = false;
    let hasSent = true;
    for (const target of this.#targets) if (!this.#sendTo(target)) hasSent = false;
    if (hasSent) this.#retry = FIRST_RETRY;
    this.#wait(hasSent ? PAUSE : this.#retry);
    if (!hasSent) this.#retry = Math.min(2 * this.#retry, LAST_RETRY);
  }

  /** False: a line did not leave. */
  #sendTo(target: Target): boolean {
    const log = this.#log;
    if (target.next < log.oldest) {
      this.#dropped += log.oldest - target.next;
      target.next = log.oldest;
    }
    for (let i = 0; i < MOST_AT_ONCE && target.next < log.end; i++) {
      writeLine(hostLine(log.at(target.next), target.host, this.#settings), this.#datagram);
      if (!this.#post.send(this.#datagram, target.to)) return false;
      target.next++;
    }
    return true;
  }
}

class Target {
  readonly to = new Endpoint();

  /** `next`: the number of the line that it is to have next. */
  constructor(
    readonly host: LogHost,
    public next: number,
  ) {
    parseAddress(host.host, this.to);
    this.to.port = host.port;
  }
}
