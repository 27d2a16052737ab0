/**
 * Coasting: what a node does with its clock, and says of it, while there is nobody to follow. The clock goes
 * on as it was taught, at the frequency that has proved best, for as long as what it may have run off is
 * within the limit of distance; then nobody is to take time from here (RFC 5905 section 11.2.3).
 *
 * Allocates nothing.
 */
import { half, log2Seconds, MAXDISP, SECOND, wander, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { type Announcement } from "./announcement.js";
import { type Carrier } from "./carrier.js";
import { type Core } from "./core.js";
import { type Discipline } from "./discipline.js";
import { type Holdover } from "./holdover.js";
import { type HeldClock } from "./lead.js";
import { isBearable, Loss } from "./loss.js";
import { AssociationKind, isSymmetric } from "./settings.js";
import { turnClock } from "./turn-clock.js";

/** How often is looked at a clock that has no source. */
const LOOK_AFTER = 64 * SECOND;

export class Coast implements HeldClock {
  /** RFC 5905 MAXDIST. */
  maxDistance: Q32 = SECOND;
  /** Why there is nobody to follow, or soon may be. */
  loss = Loss.NoneSelectable;
  /** When `look` is due, while the announcement is that of one who holds. */
  readonly lookAt = new Instant();

  private readonly core: Core;
  private readonly discipline: Discipline;
  private readonly holdover: Holdover;
  private readonly announcement: Announcement;
  private readonly carrier: Carrier;

  constructor(
    core: Core,
    discipline: Discipline,
    holdover: Holdover,
    announcement: Announcement,
    carrier: Carrier,
  ) {
    this.core = core;
    this.discipline = discipline;
    this.holdover = holdover;
    this.announcement = announcement;
    this.carrier = carrier;
  }

  /**
   * Root dispersion at `now`: what it was, what the clock may have drifted since, and what it is still on its
   * way to make good, or seems to be off besides.
   */
  rootDispersion(now: Instant): Q32 {
    return Math.min(this.explained(now) + this.discipline.unexplained, MAXDISP);
  }

  /**
   * As of one who holds the time, or would if its server fell silent. Nobody is kept off by what a peer now
   * says, which one peer may say better than another, nor by a clock of our own; but what was held of a peer
   * is worth as much as of a server: else its other peers, who had it from us, would lead us.
   */
  distance(now: Instant): Q32 {
    const { peer, rootDelay } = this.core.system;
    const kind = peer?.settings?.kind;
    const isServers = kind !== AssociationKind.LocalClock && (kind === undefined || !isSymmetric(kind));
    if (!isServers || !this.announcement.isSynchronized) return Infinity;
    return half(rootDelay) + this.rootDispersion(now);
  }

  /** There is nobody to follow, for the reason in `loss`; that may have been so before. */
  goOn(now: Instant): void {
    const announcement = this.announcement;
    if (!announcement.isSynchronized) return;
    if (!isBearable(this.loss)) return this.end(this.loss);
    if (!announcement.isHolding) {
      announcement.hold(this.loss);
      this.carrier.isCarrying = false;
    }
    this.look(now);
  }

  /** The operator has set the clock, within `error`: what corrections have shown does not go on. */
  setByHand(error: Q32, now: Instant): void {
    this.holdover.interrupt();
    this.carrier.interrupt();
    if (!this.announcement.isSynchronized) this.announcement.boot(error, now);
  }

  /** Looks after a clock that is held. */
  look(now: Instant): void {
    const { system } = this.core;
    const discipline = this.discipline;
    this.lookAt.copy(now);
    this.lookAt.add(LOOK_AFTER);
    const age = this.announcement.age(now);
    const turned = this.holdover.frequencyAfter(age, discipline.frequency) - discipline.frequency;
    if (turned !== 0 && !this.carrier.isCarrying) turnClock(this.core, discipline, 0, turned, now);
    // Nobody looks again before then.
    const claim = half(system.rootDelay) + this.explained(this.lookAt);
    // As long as one poll takes, every source is held with (A.5.5.3).
    const wandered = wander(log2Seconds(system.pollLog2));
    if (claim > this.maxDistance + wandered) this.end(Loss.TooLong);
  }

  /** By all that is believed. */
  private explained(at: Instant): Q32 {
    const { clock, system } = this.core;
    const drifted = this.discipline.dispersion(this.announcement.age(at));
    return system.rootDispersion + drifted + Math.abs(clock.slewLeft(at));
  }

  private end(loss: Loss): void {
    this.announcement.lose(loss);
    // The next to answer may be the one that lies: after a contradiction the clock stays guarded.
    if (loss === Loss.Falsetickers) this.discipline.withdraw();
    else this.discipline.release();
    this.core.system.clockState = this.discipline.state;
  }
}
