/**
 * What a node says of its time: the system variables (RFC 5905 section 11.1), set together and told of when
 * they change. Allocates nothing.
 */
import { MAXDISP, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { Leap, MAXSTRAT, type Association } from "./association.js";
import { type Core } from "./core.js";
import { Happening } from "./happening.js";
import { type Loss } from "./loss.js";
import { ClockState } from "./system.js";

export class Announcement {
  private readonly core: Core;
  /** When the clock was last set right: what dispersion grows from. */
  private readonly updatedAt = new Instant();
  /** Whether there was somebody to follow when it was last asked; he may have left the pool since. */
  private isFollowing = false;

  constructor(core: Core) {
    this.core = core;
  }

  /** Whether anybody may take time from here. */
  get isSynchronized(): boolean {
    return this.core.system.stratum < MAXSTRAT;
  }

  /** Whether it goes on without a source. */
  get isHolding(): boolean {
    return this.core.system.clockState === ClockState.Holdover;
  }

  /** How long ago the clock was last set right. */
  age(now: Instant): Q32 {
    return now.since(this.updatedAt);
  }

  /** The board had the time, within `error`: worth nothing to others, but so much is known of it. */
  boot(error: Q32, now: Instant): void {
    this.core.system.rootDispersion = Math.min(error, MAXDISP);
    this.updatedAt.copy(now);
  }

  /** The clock was set right by `peer`; from now on it is of `stratum`. */
  become(peer: Association, stratum: number, refid: number, now: Instant): void {
    const { clock, system, sink } = this.core;
    const before = system.peer;
    system.peer = peer;
    system.refid = refid;
    clock.read(now, system.reference);
    this.updatedAt.copy(now);
    if (!this.isFollowing) sink.report(Happening.Synchronized, peer, 0);
    else if (before !== peer) sink.report(Happening.SystemPeerChanged, peer, 0);
    this.isFollowing = true;
    system.stratum = this.told(Happening.StratumChanged, system.stratum, stratum);
  }

  /** No source is left, but the time is still good: what is said of it stays, but that dispersion grows. */
  hold(loss: Loss): void {
    const { system, sink } = this.core;
    sink.report(Happening.Holdover, system.peer, loss);
    system.peer = undefined;
    this.isFollowing = false;
    system.clockState = ClockState.Holdover;
  }

  /** Another clock of the board has put the clock right, within `dispersion` altogether. */
  carried(dispersion: Q32, now: Instant): void {
    this.core.system.rootDispersion = dispersion;
    this.updatedAt.copy(now);
  }

  /** There is no time to be had here (A.5.5.1); the clock's is what it is. */
  lose(loss: Loss): void {
    const { system, sink } = this.core;
    sink.report(Happening.Unsynchronized, system.peer, loss);
    system.peer = undefined;
    this.isFollowing = false;
    system.leap = this.told(Happening.LeapChanged, system.leap, Leap.Unsynchronized);
    system.stratum = this.told(Happening.StratumChanged, system.stratum, MAXSTRAT);
    system.refid = 0;
    system.rootDelay = 0;
    system.rootDispersion = MAXDISP;
  }

  /** Reports a change and answers the new value. */
  told<T extends number>(happening: Happening, before: T, after: T): T {
    if (before !== after) this.core.sink.report(happening, this.core.system.peer, after);
    return after;
  }
}
