/** What the clock is worth to whoever keeps a real-time clock by it. */
import { type Engine } from "../core/engine.js";
import { AssociationKind } from "../core/settings.js";
import { ClockState } from "../core/system.js";
import { half, SECOND, type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";

/** A clock that may be wrong by more tells nothing of the chip. */
const DISTANCE_MOST = SECOND / 4;

export class ClockStanding {
  private readonly engine: Pick<Engine, "clock" | "isTaught" | "rootDispersion" | "system">;

  constructor(engine: Pick<Engine, "clock" | "isTaught" | "rootDispersion" | "system">) {
    this.engine = engine;
  }

  /** Whether a leap second is under way. */
  get isLeaping(): boolean {
    return this.engine.clock.passage !== undefined;
  }

  /** Whether it goes on without a source. */
  get isHolding(): boolean {
    return this.engine.system.clockState === ClockState.Holdover;
  }

  /** Whether it follows another than itself, near enough: only then is anything learned of the chip. */
  isFollowing(now: Instant): boolean {
    const { peer } = this.engine.system;
    if (!this.engine.isTaught(now) || peer?.settings === undefined) return false;
    return peer.settings.kind !== AssociationKind.LocalClock && this.distance(now) < DISTANCE_MOST;
  }

  /** How far off it may be. */
  distance(now: Instant): Q32 {
    return half(this.engine.system.rootDelay) + this.engine.rootDispersion(now);
  }
}
