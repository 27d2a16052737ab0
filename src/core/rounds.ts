/**
 * Rounds: each association in turn does what is due for it, by its mode, and says when it is to be woken
 * next; the ones whose time is over leave. Allocates nothing.
 */
import { Instant } from "../time/moment.js";
import { never } from "../time/never.js";
import { tellAccusation } from "./accusation.js";
import { type Association } from "./association.js";
import { type BroadcastClient } from "./broadcast-client.js";
import { type Client } from "./client.js";
import { isEnough, isOneTooMany } from "./enough.js";
import { endOf } from "./lifetime.js";
import { type ReferenceClock } from "./reference-clock.js";
import { AssociationKind } from "./settings.js";
import { type Sink } from "./sink.js";
import { type Soonest } from "./soonest.js";

/** Who knows what is due, for each kind of association; and how one leaves. */
export interface Modes {
  readonly client: Client;
  /** Undefined: there are no associations of these kinds. */
  readonly referenceClock?: ReferenceClock;
  readonly broadcastClient?: BroadcastClient;
  readonly retire: (association: Association) => void;
}

export class Rounds {
  private readonly associations: readonly Association[];
  private readonly modes: Modes;
  private readonly sink: Sink;
  private readonly at = new Instant();
  /** Whether a configured one has left since all were there. */
  private hasLetGo = false;

  /** `associations`: the whole pool, for good. */
  constructor(associations: readonly Association[], modes: Modes, sink: Sink) {
    this.associations = associations;
    this.modes = modes;
    this.sink = sink;
  }

  /** Does what is due; answers whether sources are to be judged anew: a poll has passed, or one has left. */
  wake(now: Instant): boolean {
    let hasNews = false;
    for (let i = 0; i < this.associations.length; i++) {
      const association = this.associations[i];
      if (!association.isInUse) continue;
      if (this.isOver(association, now)) {
        if (!association.settings!.isDynamic) this.hasLetGo = true;
        this.modes.retire(association);
        hasNews = true;
      } else if (this.wakeOne(association, association.settings!.kind, now)) hasNews = true;
    }
    return hasNews;
  }

  /**
   * Tells of falsetickers, and adds to `next` when each is due, as soon as the poll interval now advised
   * would have it.
   */
  plan(next: Soonest, now: Instant): void {
    const { client } = this.modes;
    const at = this.at;
    for (let i = 0; i < this.associations.length; i++) {
      const association = this.associations[i];
      if (!association.isInUse) continue;
      tellAccusation(association, now, this.sink);
      client.hurry(association, now);
      if (client.nextWake(association, at)) next.take(at);
      if (!association.settings!.isDynamic) continue;
      endOf(association, at);
      next.take(at);
    }
  }

  /** Whether those that were configured, and have left, are needed again. Said once. */
  wantsBack(): boolean {
    if (!this.hasLetGo || isEnough(this.associations)) return false;
    this.hasLetGo = false;
    return true;
  }

  private isOver(association: Association, now: Instant): boolean {
    if (isOneTooMany(association, this.associations)) return true;
    if (!association.settings!.isDynamic) return false;
    endOf(association, this.at);
    return now.since(this.at) >= 0;
  }

  /** Answers whether a poll passed. */
  private wakeOne(association: Association, kind: AssociationKind, now: Instant): boolean {
    const { broadcastClient, client, referenceClock } = this.modes;
    switch (kind) {
      case AssociationKind.LocalClock:
      case AssociationKind.ReferenceClock:
        return referenceClock!.wake(association, now);
      case AssociationKind.BroadcastClient:
        return broadcastClient!.wake(association, now);
      case AssociationKind.Client:
      case AssociationKind.SymmetricActive:
      case AssociationKind.SymmetricPassive:
        return client.wake(association, now);
      default:
        return never(kind);
    }
  }
}
