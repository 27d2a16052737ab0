/**
 * Many users of the board's one alarm: the loop, which has an alarm of its own out of it, and all that waits
 * for something beside the protocol, as consoles do.
 */
import { type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { type AlarmPort, type CounterPort } from "./ports.js";

/** A wait that has been begun. */
export interface Timer {
  /** It does not ring, unless it has; more than once does no harm. */
  cancel(): void;
}

/** What begins waits. */
export interface TimerPort {
  /** Calls `ring` once when `delay` has passed by the counter, or soon after; never within this call. */
  after(delay: Q32, ring: () => void): Timer;
}

export class Timers implements TimerPort {
  private readonly boardAlarm: AlarmPort;
  private readonly counter: CounterPort;
  private readonly shares: Share[] = [];
  private readonly now = new Instant();
  private readonly ringDue = (): void => this.due();
  private isRinging = false;

  constructor(alarm: AlarmPort, counter: CounterPort) {
    this.boardAlarm = alarm;
    this.counter = counter;
  }

  after(delay: Q32, ring: () => void): Timer {
    const share = this.share(Use.Once);
    this.counter.read(share.at);
    share.at.add(delay);
    share.set(share.at, ring);
    return share;
  }

  /** An alarm for one user, to be set again and again: that allocates nothing. */
  alarm(): AlarmPort {
    return this.share(Use.Often);
  }

  /** Nothing rings any more. */
  close(): void {
    this.shares.length = 0;
    this.boardAlarm.clear();
  }

  private share(use: Use): Share {
    const share = new Share(use, this);
    this.shares.push(share);
    return share;
  }

  /** One of those that share the alarm is set or cleared. */
  changed(): void {
    if (!this.isRinging) this.arm();
  }

  /**
   * Each is looked at once: one that sets itself anew for a time that is past does not hold the others up.
   * Allocates nothing.
   */
  private due(): void {
    this.counter.read(this.now);
    this.isRinging = true;
    const count = this.shares.length;
    try {
      for (let i = 0; i < count && i < this.shares.length; i++) {
        const share = this.shares[i];
        if (share.isSet && this.now.since(share.at) >= 0) share.take()();
      }
    } finally {
      this.isRinging = false;
      this.arm();
    }
  }

  /** Sets the board's alarm for the soonest. */
  private arm(): void {
    let soonest: Share | undefined;
    let kept = 0;
    for (let i = 0; i < this.shares.length; i++) {
      const share = this.shares[i];
      if (!share.isSet && share.use === Use.Once) continue;
      this.shares[kept++] = share;
      if (share.isSet && (soonest === undefined || share.at.since(soonest.at) < 0)) soonest = share;
    }
    this.shares.length = kept;
    if (soonest === undefined) this.boardAlarm.clear();
    else this.boardAlarm.set(soonest.at, this.ringDue);
  }
}

const enum Use {
  Once,
  Often,
}

/** One user's part of the alarm. */
class Share implements AlarmPort, Timer {
  readonly at = new Instant();
  readonly use: Use;
  private readonly timers: Pick<Timers, "changed">;
  private ring: (() => void) | undefined = undefined;

  constructor(use: Use, timers: Pick<Timers, "changed">) {
    this.use = use;
    this.timers = timers;
  }

  get isSet(): boolean {
    return this.ring !== undefined;
  }

  set(at: Instant, ring: () => void): void {
    this.at.copy(at);
    this.ring = ring;
    this.timers.changed();
  }

  clear(): void {
    if (this.ring === undefined) return;
    this.ring = undefined;
    this.timers.changed();
  }

  cancel(): void {
    this.clear();
  }

  /** What it is to call; it is not set any more. Only where it is. */
  take(): () => void {
    const ring = this.ring!;
    this.ring = undefined;
    return ring;
  }
}
