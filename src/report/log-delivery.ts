/**
 * Sends the log's lines to log hosts. Each host has its place in the log: while nothing can be sent to it,
 * lines wait there, and those that are overwritten meanwhile are counted as dropped. None waits for another.
 */
import { MILLISECOND, SECOND, type Q32 } from "../time/fixed.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint } from "../wire/address.js";
import { writeLine } from "../wire/syslog.js";
import { hostLine } from "./log-line.js";
import { type Log } from "./log.js";
import { RetryDelay } from "./retry-delay.js";
import { type LogHost, NO_REPORTS, type ReportSettings } from "./settings.js";
import { type Post, type Waits } from "./surroundings.js";

/** Lines go out a little later, for they are written while packets are handled. */
const SOON: Q32 = 20 * MILLISECOND;

/** So many lines at once, and no more until PAUSE has passed. */
const MOST_AT_ONCE = 8;
const PAUSE: Q32 = SECOND / 2;

export class LogDelivery {
  private readonly log: Log;
  private readonly post: Post;
  private readonly waits: Waits;
  private settings: ReportSettings = NO_REPORTS;
  private targets: readonly Target[] = [];
  private isConfigured = false;

  constructor(log: Log, post: Post, waits: Waits) {
    this.log = log;
    this.post = post;
    this.waits = waits;
    log.listen(() => this.hasten());
  }

  /** How many lines were overwritten before they could be sent to the hosts that there are. */
  get dropped(): number {
    return this.targets.reduce((sum, { dropped }) => sum + dropped, 0);
  }

  /** The hosts of the start get all that was logged before; one configured later gets what comes. */
  configure(settings: ReportSettings): void {
    const before = this.targets;
    const first = this.isConfigured ? this.log.end : 0;
    this.settings = settings;
    this.isConfigured = true;
    this.targets = settings.logHosts.map(host => {
      const same = before.find(({ host: one }) => one.host === host.host && one.port === host.port);
      return new Target(host, same?.next ?? first, same?.dropped ?? 0);
    });
    for (const { wait } of before) wait?.cancel();
    this.hasten();
  }

  /** Those that wait for nothing else have what is new soon. */
  private hasten(): void {
    for (const target of this.targets) this.wait(target, SOON);
  }

  private wait(target: Target, delay: Q32): void {
    if (target.wait !== undefined || target.next >= this.log.end) return;
    target.wait = this.waits.after(delay, () => this.due(target));
  }

  private due(target: Target): void {
    target.wait = undefined;
    if (this.sendTo(target)) {
      target.retry.reset();
      return this.wait(target, PAUSE);
    }
    this.wait(target, target.retry.take());
  }

  /** False: a line did not leave. */
  private sendTo(target: Target): boolean {
    const log = this.log;
    const { datagram } = this.post;
    if (target.next < log.oldest) {
      target.dropped += log.oldest - target.next;
      target.next = log.oldest;
    }
    for (let i = 0; i < MOST_AT_ONCE && target.next < log.end; i++) {
      writeLine(hostLine(log.at(target.next), target.host, this.settings), datagram);
      if (!this.post.send(datagram, target.to)) return false;
      target.next++;
    }
    return true;
  }
}

class Target {
  readonly to = new Endpoint();
  readonly retry = new RetryDelay();
  /** Until when it has no line; undefined: it waits for none, or has all. */
  wait: { cancel(): void } | undefined = undefined;

  /** `next`: the number of the line that it is to have next; `dropped`: how many were overwritten before. */
  constructor(
    readonly host: LogHost,
    public next: number,
    public dropped: number,
  ) {
    parseAddress(host.host, this.to);
    this.to.port = host.port;
  }
}
