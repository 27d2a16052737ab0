/** What a node is doing at large, as RFC 5907 puts it: told from what happens. */
import { type Association } from "../core/association.js";
import { Happening } from "../core/happening.js";
import { AssociationKind } from "../core/settings.js";
import { type Reported } from "./surroundings.js";

/** ntpEntStatusCurrentMode. */
export const enum EntityMode {
  NotRunning = 1,
  NotSynchronized = 2,
  NoneConfigured = 3,
  SyncToLocal = 4,
  SyncToRefclock = 5,
  SyncToRemoteServer = 6,
}

export class EntityState {
  mode = EntityMode.NotRunning;
  private readonly reported: Pick<Reported, "associations">;

  constructor(reported: Pick<Reported, "associations">) {
    this.reported = reported;
  }

  /** Takes in what happened; answers whether the mode is another now. */
  take(happening: Happening, association: Association | undefined): boolean {
    const before = this.mode;
    this.mode = this.after(happening, association);
    return this.mode !== before;
  }

  private after(happening: Happening, association: Association | undefined): EntityMode {
    switch (happening) {
      case Happening.ServiceStopped:
        return EntityMode.NotRunning;
      case Happening.Synchronized:
      case Happening.SystemPeerChanged:
        return syncedTo(association!);
      case Happening.Holdover:
      case Happening.Unsynchronized:
        return this.withoutSource();
      case Happening.ServiceStarted:
        return this.mode === EntityMode.NotRunning ? this.withoutSource() : this.mode;
      case Happening.ConfigurationChanged: {
        const isWithout = this.mode === EntityMode.NotSynchronized || this.mode === EntityMode.NoneConfigured;
        return isWithout ? this.withoutSource() : this.mode;
      }
      default:
        return this.mode;
    }
  }

  private withoutSource(): EntityMode {
    const hasSources = this.reported.associations.some(({ isInUse }) => isInUse);
    return hasSources ? EntityMode.NotSynchronized : EntityMode.NoneConfigured;
  }
}

function syncedTo({ settings }: Association): EntityMode {
  switch (settings!.kind) {
    case AssociationKind.LocalClock:
      return EntityMode.SyncToLocal;
    case AssociationKind.ReferenceClock:
      return EntityMode.SyncToRefclock;
    default:
      return EntityMode.SyncToRemoteServer;
  }
}
